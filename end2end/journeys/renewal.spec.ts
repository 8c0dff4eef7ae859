/* Prescriptions and certificates with two browsers: the guardian's, and the clinic's. */
import { checked } from '../world/checked.ts';
import { expect, test } from '../world/fixtures.ts';
import { gunilla, hanna, lisa, sara, tuva, ida, vilgot } from '../world/people.ts';

const UNIT = 'Allergi- och astmamottagningen Linden';
const FLUTIDE = 'Flutide Evohaler';
const AIROMIR = 'Airomir';

for (const script of [true, false]) {
  test.describe(script ? 'with scripts on' : 'with scripts off', () => {
    test.use({ javaScriptEnabled: script });

    test('@once a guardian asks for renewal, the clinic decides, and it is in the inbox', async ({
      site,
      another,
      asPerson,
      withChild,
      watch,
    }) => {
      test.slow();
      if (!script) watch.allowStatus(422);
      await asPerson(sara);
      const child = await withChild(vilgot);
      await site.page.goto(child);
      await site.overview.door('Vilgots recept').click();
      await expect(site.frame.heading('Vilgots recept')).toBeVisible();

      // What ended long ago can't be chosen, and says why.
      await expect(site.prescriptions.row('oral lösning').first()).toContainText('mer än ett år sedan');
      await expect(site.prescriptions.unit(UNIT).getByRole('checkbox')).toHaveCount(3);

      // Nothing is lost by a slip.
      await site.prescriptions.ask(UNIT).click();
      await expect(site.message.error('Välj minst ett recept.')).toBeVisible();
      if (script) await checked(site.page);
      await site.prescriptions.box(FLUTIDE).check();
      await site.prescriptions.box(AIROMIR).check();
      await site.prescriptions.ask(UNIT).click();
      await expect(site.frame.heading('Förnyelse av recept')).toBeVisible();
      await expect(site.frame.notice('Din begäran är skickad')).toBeVisible();
      await expect(site.frame.main).toContainText('Väntar på svar');
      if (script) await checked(site.page);
      const thread = new URL(site.page.url()).pathname;

      // It is under way, and can't be asked for again.
      await site.page.goto(`${child}/recept`);
      await expect(site.prescriptions.row(FLUTIDE)).toContainText('Mottagningen har inte svarat än');
      await expect(site.prescriptions.box(FLUTIDE)).toHaveCount(0);
      if (script) await checked(site.page);
      await site.page.goto(thread);

      const clinic = await another({ javaScriptEnabled: script });
      await asPerson(gunilla, clinic);
      await clinic.desk.goto();
      await clinic.desk.unit(UNIT).click();
      await expect(clinic.desk.case('Förnyelse av recept')).toContainText('Receptförnyelse');
      await clinic.desk.case('Förnyelse av recept').getByRole('link').click();
      await expect(clinic.desk.decision(FLUTIDE)).toBeVisible();
      await expect(clinic.desk.act('Stäng utan svar')).toHaveCount(0);
      if (script) await checked(clinic.page);
      await clinic.desk.decision(FLUTIDE).getByLabel('Förnya', { exact: true }).check();
      await clinic.desk.decision(AIROMIR).getByLabel('Förnya inte').check();
      await clinic.desk.act('Skicka beslutet och stäng').click();
      await expect(clinic.page.locator('.field-error', { hasText: 'Skriv varför receptet inte förnyas.' })).toBeVisible();
      await expect(clinic.desk.decision(FLUTIDE).getByLabel('Förnya', { exact: true })).toBeChecked();
      await clinic.desk.decision(AIROMIR).getByLabel('Skäl').fill('Boka en kontroll först.');
      await clinic.desk.act('Skicka beslutet och stäng').click();
      await expect(clinic.frame.notice('Beslutet är skickat')).toBeVisible();
      if (script) await checked(clinic.page);

      // With script the guardian's page shows it by itself.
      if (!script) await site.page.reload();
      await expect(site.thread.messages).toHaveCount(2);
      await expect(site.thread.messages.last()).toContainText('Har tagit ställning till recepten');
      await expect(site.frame.main).toContainText('Förnyat. Gäller till och med');
      await expect(site.frame.main).toContainText('Förnyas inte: Boka en kontroll först.');
      if (script) await checked(site.page);
      await site.page.goto(`${child}/recept`);
      await expect(site.prescriptions.row(FLUTIDE)).toContainText('4 uttag kvar');
      await expect(site.prescriptions.row(AIROMIR)).toContainText('Boka en kontroll först.');
      await expect(site.prescriptions.box(AIROMIR)).toBeVisible();
    });

    test('@once a certificate is ordered and issued, and its guardian sees only that it is', async ({
      site,
      another,
      asPerson,
      withChild,
      watch,
    }) => {
      test.slow();
      if (!script) watch.allowStatus(422);
      await asPerson(sara);
      const child = await withChild(vilgot);
      await site.page.goto(`${child}/kontakta`);
      await site.contact.search('linden');
      await site.contact.choose('Barnmottagningen Linden');
      await site.contact.service('Beställ ett intyg för Vilgot').click();
      await expect(site.frame.heading('Beställ ett intyg för Vilgot')).toBeVisible();
      if (script) await checked(site.page);
      await expect(site.order.kind('Vaccinationer inför en resa')).toHaveCount(0);
      await site.order.purpose.fill('Till skolköket');
      await site.order.send.click();
      await expect(site.message.error('Välj vilket intyg det gäller.')).toBeVisible();
      await expect(site.order.purpose).toHaveValue('Till skolköket');
      if (script) await checked(site.page);
      await site.order.kind('Specialkost i förskola eller skola').check();
      await site.order.neededBy.fill('2026-12-18');
      await site.order.send.click();
      await expect(site.frame.notice('Beställningen är skickad')).toBeVisible();
      await expect(site.frame.main).toContainText('fredag 18 december 2026');
      if (script) await checked(site.page);

      const clinic = await another({ javaScriptEnabled: script });
      await asPerson(lisa, clinic);
      await clinic.desk.goto();
      await clinic.desk.unit('Barnmottagningen Linden').click();
      await clinic.desk.case('Beställning av intyg').getByRole('link').click();
      if (script) await checked(clinic.page);
      const secret = 'Pojken har en IgE-förmedlad allergi mot hasselnöt.';
      await clinic.page.getByLabel('Intyget', { exact: true }).fill(secret);
      await clinic.page.getByLabel('Svar till personen').fill('Intyget kommer hem med posten.');
      await clinic.desk.act('Utfärda intyget och stäng').click();
      await expect(clinic.frame.notice('Intyget är utfärdat')).toBeVisible();
      if (script) await checked(clinic.page);

      if (!script) await site.page.reload();
      await expect(site.thread.messages).toHaveCount(2);
      await expect(site.thread.messages.last()).toContainText('Intyget är utfärdat.');
      await expect(site.thread.messages.last()).toContainText('Intyget kommer hem med posten.');
      await expect(site.frame.main).toContainText('Som vårdnadshavare kan du inte läsa det här');
      expect(await site.page.content()).not.toContain('Pojken har en IgE');
      watch.allowStatus(403);
      await site.page.goto(`${child}/intyg`);
      await expect(site.frame.main).toContainText('Varför ser jag inte det här?');
      await expect(site.frame.main).toContainText('Regel R-E6');
      await site.page.goto('/mig/intyg');
      await expect(site.frame.heading('Mina intyg')).toBeVisible();
      await expect(site.frame.main).not.toContainText('Specialkost');
    });
  });
}

test('@once two of the staff decide: the second is told', async ({
  site,
  another,
  asPerson,
  withChild,
  watch,
}) => {
  watch.allowStatus(409);
  await asPerson(sara);
  const child = await withChild(vilgot);
  await site.page.goto(`${child}/recept`);
  await site.prescriptions.box(FLUTIDE).check();
  await site.prescriptions.ask(UNIT).click();
  await expect(site.frame.notice('Din begäran är skickad')).toBeVisible();

  const [first, second] = [await another(), await another()];
  await asPerson(gunilla, first);
  await asPerson(lisa, second);
  for (const clinic of [first, second]) {
    await clinic.desk.goto();
    await clinic.desk.unit(UNIT).click();
    await clinic.desk.case('Förnyelse av recept').getByRole('link').click();
    await expect(clinic.desk.decision(FLUTIDE)).toBeVisible();
  }
  await first.desk.decision(FLUTIDE).getByLabel('Förnya', { exact: true }).check();
  await second.desk.decision(FLUTIDE).getByLabel('Förnya inte').check();
  await second.desk.decision(FLUTIDE).getByLabel('Skäl').fill('Kom på besök.');
  await first.desk.act('Skicka beslutet och stäng').click();
  await expect(first.frame.notice('Beslutet är skickat')).toBeVisible();
  await second.desk.act('Skicka beslutet och stäng').click();
  await expect(second.frame.notice('Ärendet har ändrats')).toBeVisible();
  await expect(second.frame.main).toContainText('Förnyat. Gäller till och med');
  await expect(second.desk.decision(FLUTIDE)).toHaveCount(0);
});

test("@once one's own certificate is read and printed, and another's is not there", async ({
  site,
  another,
  asPerson,
  watch,
}) => {
  await asPerson(sara);
  await site.page.goto('/mig');
  await site.page.getByRole('link', { name: 'Mina intyg' }).click();
  await expect(site.frame.heading('Mina intyg')).toBeVisible();
  await site.page.getByRole('main').getByRole('link', { name: 'Annat intyg om hälsa' }).click();
  await expect(site.frame.main).toContainText('Intyg inför flygresa');
  await expect(site.page.getByRole('button', { name: 'Skriv ut' })).toBeVisible();
  const address = new URL(site.page.url()).pathname;

  watch.allowStatus(404);
  const stranger = await another();
  await asPerson(hanna, stranger);
  await stranger.page.goto(address);
  await expect(stranger.frame.heading('Sidan finns inte')).toBeVisible();
  await stranger.page.goto('/mig/intyg');
  await expect(stranger.frame.main).toContainText('Här finns inga intyg');
  await checked(stranger.page);
});

test('@once a child without prescriptions is told what will come', async ({
  site,
  asPerson,
  withChild,
}) => {
  await asPerson(ida);
  await site.page.goto(`${await withChild(tuva)}/recept`);
  await expect(site.frame.main).toContainText('Här finns inga recept');
  await checked(site.page);
});
