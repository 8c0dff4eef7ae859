/* Protected identity: refused at a clinic, approved by hand, and then it writes there, and nowhere
   else; with two browsers. That it arrives by register: register.spec.ts. */
import { checked } from '../world/checked.ts';
import { expect, test } from '../world/fixtures.ts';
import { karin, sara, tomas, yusuf } from '../world/people.ts';

const UNIT = 'Vårdcentralen Sländan';
const OTHER = 'BUP öppenvård Växjö';
const CLOSED = 'Mottagningen behöver godkänna dig först';
const WHY = 'Varför ser jag inte det här?';

for (const script of [true, false]) {
  test.describe(script ? 'with scripts on' : 'with scripts off', () => {
    test.use({ javaScriptEnabled: script });

    test('@once a protected person writes to the clinic that has approved it', async ({
      site,
      another,
      asPerson,
      demo,
      watch,
    }) => {
      test.slow();
      const number = demo.numberOf(tomas);
      await asPerson(tomas);
      const look = async (words: string): Promise<void> => {
        await site.page.goto('/mig/kontakta');
        await site.contact.search(words);
        await expect(site.frame.heading('Kontakta mottagning')).toBeVisible();
      };
      const way = (unit: string) => site.frame.main.getByRole('link', { name: new RegExp(`^${unit}`) });
      await look('sländan');
      await expect(site.frame.main).toContainText(CLOSED);
      await expect(way(UNIT)).toHaveCount(0);
      await site.frame.main.locator('summary', { hasText: WHY }).click();
      await expect(site.frame.main).toContainText('Regel R-G8');
      if (script) await checked(site.page);

      const clinic = await another({ javaScriptEnabled: script });
      await asPerson(yusuf, clinic);
      await clinic.desk.goto();
      await clinic.desk.unit(UNIT).click();
      await clinic.page.getByRole('link', { name: 'Godkända med skyddade personuppgifter' }).click();
      await expect(clinic.frame.heading(`${UNIT}: godkända`)).toBeVisible();

      // One who needs no approval, and then the right one.
      watch.allowStatus(422);
      await clinic.desk.approve(demo.numberOf(sara));
      await expect(clinic.page.locator('.field-error', { hasText: 'inga skyddade personuppgifter' })).toBeVisible();
      if (script) await checked(clinic.page);
      await clinic.desk.approve(number);
      await expect(clinic.frame.notice('Personen är godkänd')).toBeVisible();
      await expect(clinic.desk.approval(number.slice(-4))).toContainText('Gäller till och med');
      await expect(clinic.frame.main).not.toContainText('Tomas');
      // Ending is for one in charge.
      await expect(clinic.page.getByRole('link', { name: /^Avsluta eller se över/ })).toHaveCount(0);
      if (script) await checked(clinic.page);

      await look('sländan');
      await site.contact.choose(UNIT);
      await site.contact.service('Skriv ett meddelande').click();
      await site.message.write('Fråga om provsvar', 'När kommer svaret?');
      await expect(site.frame.notice('Meddelandet är skickat')).toBeVisible();
      const thread = site.page.url();
      await look('bup');
      await expect(way(OTHER)).toHaveCount(0);
      await expect(site.frame.main).toContainText(CLOSED);

      const boss = await another({ javaScriptEnabled: script });
      await asPerson(karin, boss);
      await boss.desk.goto();
      await boss.desk.unit(UNIT).click();
      await expect(boss.desk.case('Fråga om provsvar')).toContainText('Skyddade personuppgifter');
      await expect(boss.desk.case('Fråga om provsvar')).not.toContainText('Tomas');
      await boss.desk.case('Fråga om provsvar').getByRole('link').click();
      await expect(boss.frame.notice('Personen har skyddade personuppgifter')).toBeVisible();
      if (script) await checked(boss.page);
      await boss.page.getByRole('link', { name: 'Vem får se det här?' }).click();
      await expect(boss.frame.heading('Vem får se det här?')).toBeVisible();
      await expect(boss.frame.main).toContainText('mottagningen har godkänt den');
      if (script) await checked(boss.page);

      // In charge: it ends, and what was written stays to be read.
      await boss.desk.goto();
      await boss.desk.unit(UNIT).click();
      await boss.page.getByRole('link', { name: 'Godkända med skyddade personuppgifter' }).click();
      await boss.page.getByRole('link', { name: /^Avsluta eller se över/ }).click();
      await boss.page.getByLabel('Varför avslutas det?').selectOption('Personen bad om det');
      if (script) await checked(boss.page);
      await boss.desk.act('Avsluta godkännandet').click();
      await expect(boss.frame.notice('Godkännandet är avslutat')).toBeVisible();
      await site.page.goto(thread.split('?')[0] ?? thread);
      await expect(site.frame.main).toContainText('När kommer svaret?');
      await expect(site.frame.main).toContainText(CLOSED);
      await expect(site.message.text).toHaveCount(0);
      if (script) await checked(site.page);
    });
  });
}
