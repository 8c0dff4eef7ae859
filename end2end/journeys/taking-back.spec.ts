/* Taking back what nobody at the clinic has begun with, with two browsers; and a form that is sent
   again with something else in it. */
import { checked } from '../world/checked.ts';
import { expect, test } from '../world/fixtures.ts';
import { gunilla, sara, vilgot } from '../world/people.ts';

const UNIT = 'Allergi- och astmamottagningen Linden';
const FLUTIDE = 'Flutide Evohaler';

for (const script of [true, false]) {
  test.describe(script ? 'with scripts on' : 'with scripts off', () => {
    test.use({ javaScriptEnabled: script });

    test('@once what is new is taken back, and what the clinic has begun with is not', async ({
      site,
      another,
      asPerson,
      withChild,
      watch,
    }) => {
      test.slow();
      await asPerson(sara);
      const child = await withChild(vilgot);
      const clinic = await another({ javaScriptEnabled: script });
      await asPerson(gunilla, clinic);
      const write = async (subject: string): Promise<void> => {
        await site.page.goto(`${child}/kontakta`);
        await site.contact.choose(UNIT);
        await site.contact.service('Skriv om Vilgot').click();
        await site.message.write(subject, 'Han hostar.');
        await expect(site.frame.notice('Meddelandet är skickat')).toBeVisible();
      };
      const workList = async (): Promise<void> => {
        await clinic.desk.goto();
        await clinic.desk.unit(UNIT).click();
        await expect(clinic.frame.heading(UNIT)).toBeVisible();
      };

      await write('Fråga om hostmedicin');
      await expect(site.frame.notice('Meddelandet är skickat')).toContainText('Du kan ta tillbaka');
      await expect(site.thread.wayBack).toHaveText('Ta tillbaka ärendet för Vilgot');
      if (script) await checked(site.page);
      await workList();
      await clinic.desk.case('Fråga om hostmedicin').getByRole('link').click();
      await expect(clinic.desk.act('Ta ärendet')).toBeVisible();
      await site.thread.takeBack();
      await expect(site.frame.notice('Ärendet är tillbakataget')).toBeVisible();
      await expect(site.frame.main).toContainText('Ärendet togs tillbaka av Sara Lindvall');
      await expect(site.thread.wayBack).toHaveCount(0);
      if (script) await checked(site.page);

      // Who has it open is told: by the page itself, and by what comes of acting.
      if (script) {
        await expect(clinic.frame.notice('Ärendet är tillbakataget')).toBeVisible();
        await checked(clinic.page);
      }
      watch.allowStatus(409);
      await clinic.desk.act('Ta ärendet').click();
      await expect(clinic.frame.notice(script ? 'Ärendet har ändrats' : 'Någon annan hann före')).toBeVisible();
      await expect(clinic.frame.main).toContainText('Tillbakataget');
      await workList();
      await expect(clinic.desk.case('Fråga om hostmedicin')).toHaveCount(0);
      await clinic.page.getByRole('link', { name: 'Klara' }).click();
      await expect(clinic.desk.case('Fråga om hostmedicin').first()).toContainText('Tillbakataget');
      if (script) await checked(clinic.page);

      // The clinic is first: there is no way back, and why stands there.
      await write('Fråga om simskola');
      await expect(site.thread.wayBack).toBeVisible();
      await workList();
      await clinic.desk.case('Fråga om simskola').getByRole('link').click();
      await clinic.desk.act('Ta ärendet').click();
      await expect(clinic.frame.main).toContainText('Taget: Gunilla Frisk');
      const why = 'Mottagningen har börjat med ärendet.';
      if (script) {
        await expect(site.frame.main).toContainText(why);
        await checked(site.page);
      } else {
        await site.thread.takeBack();
        await expect(site.frame.notice('Det går inte att ta tillbaka ärendet')).toContainText(why);
      }
      await expect(site.thread.wayBack).toHaveCount(0);
    });

    test('@once a request for renewal that is taken back can be made again', async ({
      site,
      asPerson,
      withChild,
    }) => {
      await asPerson(sara);
      const child = await withChild(vilgot);
      await site.page.goto(`${child}/recept`);
      await site.prescriptions.box(FLUTIDE).check();
      await site.prescriptions.ask(UNIT).click();
      await expect(site.frame.notice('Din begäran är skickad')).toBeVisible();
      await site.page.goto(`${child}/recept`);
      await expect(site.prescriptions.box(FLUTIDE)).toHaveCount(0);
      if (script) await checked(site.page);
      await site.prescriptions.row(FLUTIDE).getByRole('link', { name: 'Läs ärendet' }).click();
      await site.thread.takeBack();
      await expect(site.frame.notice('Ärendet är tillbakataget')).toBeVisible();
      await expect(site.frame.main).toContainText('Begäran är tillbakatagen');
      await site.page.goto(`${child}/recept`);
      await expect(site.prescriptions.box(FLUTIDE)).toBeVisible();
    });

    test('@once what is changed after it was sent is not as if it had been sent', async ({
      site,
      asPerson,
      withChild,
      watch,
    }) => {
      await asPerson(sara);
      const child = await withChild(vilgot);
      await site.page.goto(`${child}/kontakta`);
      await site.contact.choose(UNIT);
      await site.contact.service('Skriv om Vilgot').click();
      // Sent in another tab of the same form: as where the first answer never came.
      await site.message.subject.fill('Hostan');
      await site.message.text.fill('Han hostar.');
      const key = await site.page.locator('form:has(textarea) input[name=nyckel]').inputValue();
      const address = new URL(site.page.url()).pathname;
      const first = await site.page.context().request.post(address, {
        form: { amne: 'Hostan', text: 'Han hostar.', nyckel: key },
        headers: { origin: new URL(site.page.url()).origin },
        maxRedirects: 0,
      });
      expect(first.status()).toBe(303);

      watch.allowStatus(409);
      await site.message.text.fill('Han hostar mer.');
      await site.message.send.click();
      const notice = site.frame.notice('Det du har skrivit nu är inte skickat');
      await expect(notice).toBeVisible();
      await expect(notice.getByRole('link')).toHaveAttribute('href', `${child}/inkorg/${key}`);
      await expect(site.message.text).toHaveValue('Han hostar mer.');
      if (script) await checked(site.page);
      await site.message.send.click();
      await expect(site.frame.notice('Meddelandet är skickat')).toBeVisible();
      await expect(site.thread.messages).toHaveCount(1);
      await expect(site.thread.messages).toContainText('Han hostar mer.');
      expect(site.page.url()).not.toContain(key);
    });
  });
}
