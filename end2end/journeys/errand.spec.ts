/* Errands with two browsers: the guardian's, and the clinic's. */
import { checked } from '../world/checked.ts';
import { expect, test } from '../world/fixtures.ts';
import { gunilla, johan, lisa, sara, vilgot } from '../world/people.ts';

const UNIT = 'Allergi- och astmamottagningen Linden';

test('a guardian writes, the clinic answers, and the answer is there without a reload', async ({
  site,
  another,
  asPerson,
  withChild,
  hasTouch,
}) => {
  test.slow();
  await asPerson(sara);
  await site.page.goto(await withChild(vilgot));
  await site.overview.door('Kontakta mottagning').click();
  await expect(site.frame.heading('Kontakta mottagning för Vilgot')).toBeVisible();
  await site.contact.choose(UNIT);
  await site.contact.service('Skriv om Vilgot').click();
  await expect(site.frame.heading('Skriv om Vilgot')).toBeVisible();

  // Nothing is lost by a slip.
  await site.message.text.fill('Han hostar fortfarande på natten.');
  await site.message.send.click();
  await expect(site.message.error('Skriv vad det gäller.')).toBeVisible();
  await checked(site.page);
  await site.message.subject.fill('Hostan igen');
  await site.message.send.click();
  await expect(site.frame.heading('Hostan igen')).toBeVisible();
  await expect(site.frame.notice('Meddelandet är skickat')).toBeVisible();
  await expect(site.thread.messages).toHaveCount(1);
  await checked(site.page);

  const clinic = await another(hasTouch ? { viewport: { width: 1280, height: 800 } } : {});
  await asPerson(gunilla, clinic);
  await clinic.desk.goto();
  await clinic.desk.unit(UNIT).click();
  await expect(clinic.frame.heading(UNIT)).toBeVisible();
  await expect(clinic.desk.case('Hostan igen')).toContainText('från vårdnadshavare');
  await checked(clinic.page);
  await clinic.desk.case('Hostan igen').getByRole('link').click();
  await expect(clinic.frame.main).toContainText('Skickat av vårdnadshavare');
  await checked(clinic.page);
  await clinic.desk.act('Ta ärendet').click();
  await expect(clinic.frame.main).toContainText('Taget: Gunilla Frisk');
  await expect(site.thread.messages.first()).toContainText('Läst av mottagningen');
  await clinic.desk.answer.fill('Öka till två puffar morgon och kväll.');
  await clinic.desk.act('Svara', true).click();
  await expect(clinic.frame.notice('Svaret är skickat')).toBeVisible();
  await checked(clinic.page);

  // The guardian's page shows it by itself, and the clinic's that it was read.
  await expect(site.thread.messages).toHaveCount(2);
  await expect(site.thread.messages.last()).toContainText('Öka till två puffar');
  await expect(clinic.desk.messages.last()).toContainText(/Läst \S+dag/);
  await site.message.text.fill('Tack, då gör vi så.');
  await site.message.send.click();
  await expect(site.thread.messages).toHaveCount(3);
  await expect(clinic.desk.messages).toHaveCount(3);
});

test('@once two of the staff on one case: the second is told, and what it wrote is kept', async ({
  site,
  another,
  asPerson,
  withChild,
  watch,
}) => {
  watch.allowStatus(409);
  await asPerson(sara);
  const child = await withChild(vilgot);
  await site.page.goto(`${child}/kontakta`);
  await site.contact.choose(UNIT);
  await site.contact.service('Skriv om Vilgot').click();
  await site.message.write('Fråga om gympa', 'Kan han vara med?');
  await expect(site.frame.notice('Meddelandet är skickat')).toBeVisible();

  const [first, second] = [await another(), await another()];
  await asPerson(gunilla, first);
  await asPerson(lisa, second);
  for (const clinic of [first, second]) {
    await clinic.desk.goto();
    await clinic.desk.unit(UNIT).click();
    await clinic.desk.case('Fråga om gympa').getByRole('link').click();
    await expect(clinic.desk.answer).toBeVisible();
  }
  await first.desk.answer.fill('Ja, gärna.');
  await second.desk.answer.fill('Ja, med två puffar först.');
  await first.desk.act('Svara', true).click();
  await expect(first.frame.notice('Svaret är skickat')).toBeVisible();
  await second.desk.act('Svara', true).click();
  await expect(second.frame.notice('Ärendet har ändrats')).toBeVisible();
  await expect(second.desk.answer).toHaveValue('Ja, med två puffar först.');
  await expect(second.desk.messages).toHaveCount(2);
  await second.desk.act('Svara', true).click();
  await expect(second.frame.notice('Svaret är skickat')).toBeVisible();
  await expect(site.thread.messages).toHaveCount(3);
});

test('@once a case is handed over to a colleague, who finds it among its own', async ({
  site,
  another,
  asPerson,
  withChild,
}) => {
  await asPerson(sara);
  const child = await withChild(vilgot);
  await site.page.goto(`${child}/kontakta`);
  await site.contact.choose(UNIT);
  await site.contact.service('Skriv om Vilgot').click();
  await site.message.write('Fråga om gympa', 'Kan han vara med?');
  await expect(site.frame.notice('Meddelandet är skickat')).toBeVisible();

  const clinic = await another();
  await asPerson(gunilla, clinic);
  await clinic.desk.goto();
  await clinic.desk.unit(UNIT).click();
  await clinic.desk.case('Fråga om gympa').getByRole('link').click();
  await clinic.desk.act('Ta ärendet').click();
  await expect(clinic.frame.main).toContainText('Taget: Gunilla Frisk');
  await clinic.page.getByLabel('Lämna över till').selectOption({ label: 'Lisa Hammar, barnläkare' });
  await clinic.desk.act('Lämna över').click();
  await expect(clinic.frame.notice('Ärendet är överlämnat')).toBeVisible();
  await checked(clinic.page);

  const doctor = await another();
  await asPerson(lisa, doctor);
  await doctor.desk.goto();
  await doctor.desk.unit(UNIT).click();
  await doctor.page.getByRole('link', { name: /^Mina(?! enheter)/ }).click();
  await doctor.desk.case('Fråga om gympa').getByRole('link').click();
  await doctor.desk.answer.fill('Ja, gärna.');
  await doctor.desk.act('Svara och stäng').click();
  await expect(doctor.frame.notice('ärendet är klart')).toBeVisible();
  await expect(site.thread.messages.last()).toContainText('Lisa Hammar, barnläkare');
});

test('@once where news can not be heard, a page asks now and then', async ({
  site,
  another,
  asPerson,
  withChild,
  watch,
}) => {
  watch.allowStatus(503);
  await site.page.clock.install();
  await site.page.route('**/nyheter?*', (route) => route.fulfill({ status: 503 }));
  await asPerson(sara);
  const child = await withChild(vilgot);
  await site.page.goto(`${child}/kontakta`);
  await site.contact.choose(UNIT);
  await site.contact.service('Skriv om Vilgot').click();
  await site.message.write('Fråga om gympa', 'Kan han vara med?');
  await expect(site.thread.messages).toHaveCount(1);

  const clinic = await another();
  await asPerson(gunilla, clinic);
  await clinic.desk.goto();
  await clinic.desk.unit(UNIT).click();
  await clinic.desk.case('Fråga om gympa').getByRole('link').click();
  await clinic.desk.answer.fill('Ja, gärna.');
  await clinic.desk.act('Svara', true).click();
  await expect(clinic.frame.notice('Svaret är skickat')).toBeVisible();
  await expect(site.thread.messages).toHaveCount(1);
  await site.page.clock.fastForward(31_000);
  await expect(site.thread.messages).toHaveCount(2);
});

test('@once who does not work at a unit finds nothing there', async ({
  site,
  another,
  asPerson,
  watch,
}) => {
  watch.allowStatus(404);
  await asPerson(gunilla);
  await site.desk.goto();
  await site.desk.unit(UNIT).click();
  const address = site.page.url();
  const stranger = await another();
  await asPerson(johan, stranger);
  await stranger.page.goto(new URL(address).pathname);
  await expect(stranger.frame.heading('Sidan finns inte')).toBeVisible();
  await stranger.page.goto('/mottagning');
  await expect(stranger.frame.main).toContainText('Du är inte registrerad på någon enhet');
  await checked(stranger.page);
});

test('@once what a unit does not offer is not shown, and is refused', async ({
  site,
  another,
  asPerson,
  withChild,
  watch,
}) => {
  await asPerson(sara);
  const child = await withChild(vilgot);
  await site.page.goto(`${child}/kontakta`);
  await site.contact.choose(UNIT);
  await site.contact.service('Skriv om Vilgot').click();
  await site.message.subject.fill('Fråga');
  await site.message.text.fill('Hej');

  const clinic = await another();
  await asPerson(gunilla, clinic);
  await clinic.desk.goto();
  await clinic.desk.unit(UNIT).click();
  await clinic.page.getByRole('link', { name: 'Det här erbjuder vi på nätet' }).click();
  await clinic.page.getByLabel('Skriva meddelanden').uncheck();
  await clinic.desk.act('Spara').click();
  await expect(clinic.frame.notice('Det är sparat')).toBeVisible();

  watch.allowStatus(403);
  await site.message.send.click();
  await expect(site.frame.notice('Mottagningen gör inte det här på nätet')).toBeVisible();
  await expect(site.message.text).toHaveValue('Hej');
  await site.page.goto(`${child}/kontakta`);
  await site.contact.choose(UNIT);
  await expect(site.contact.service('Skriv om Vilgot')).toHaveCount(0);
  await checked(site.page);
});

const PHONE = {
  name: 'a phone',
  way: 'Sms',
  wrong: '112',
  error: 'Skriv mobilnumret med 10 siffror',
  address: '070-174 06 05',
} as const;
const MAILBOX = {
  name: 'a mailbox',
  way: 'E-post',
  wrong: 'hemma',
  error: 'Skriv hela e-postadressen',
  address: 'post@hem.example',
} as const;
for (const [script, to] of [
  [true, PHONE],
  [true, MAILBOX],
  [false, PHONE],
] as const) {
  test.describe(script ? 'with scripts on' : 'with no scripts', () => {
    test.use({ javaScriptEnabled: script });

    test(`@once news reach ${to.name} once it is confirmed, and say nothing`, async ({
      site,
      another,
      demo,
      asPerson,
      withChild,
      watch,
    }) => {
      watch.allowStatus(422);
      await asPerson(sara);
      const child = await withChild(vilgot);
      await site.page.goto(`${child}/installningar`);
      await site.settings.askForCode(to.way, to.wrong);
      await expect(site.message.error(to.error)).toBeVisible();
      await site.settings.askForCode(to.way, to.address);
      await expect(site.frame.notice('En kod är på väg')).toBeVisible();
      if (script) await checked(site.page);
      const arrived = async () => await (await fetch(demo.messages)).text();
      await expect.poll(arrived).toMatch(/Din kod är \d{6}/);
      const code = /Din kod är (\d{6})/.exec(await arrived())?.[1] ?? '';
      await site.settings.confirm(code === '000000' ? '000001' : '000000');
      await expect(site.message.error('Koden stämmer inte')).toBeVisible();
      await site.settings.confirm(code);
      await expect(site.frame.notice('Nu skickas besked dit')).toBeVisible();
      await expect(site.frame.main).toContainText(`Besked skickas till ${to.address}`);
      if (script) await checked(site.page);

      await site.page.goto(`${child}/kontakta`);
      await site.contact.choose(UNIT);
      await site.contact.service('Skriv om Vilgot').click();
      await site.message.write('Hostan', 'Han hostar.');
      await expect(site.frame.notice('Meddelandet är skickat')).toBeVisible();
      expect(await arrived()).not.toContain('nytt meddelande');
      const clinic = await another();
      await asPerson(gunilla, clinic);
      await clinic.desk.goto();
      await clinic.desk.unit(UNIT).click();
      await clinic.desk.case('Hostan').getByRole('link').click();
      await clinic.desk.answer.fill('Kom i morgon.');
      await clinic.desk.act('Svara', true).click();
      await expect(clinic.frame.notice('Svaret är skickat')).toBeVisible();
      await expect.poll(arrived).toContain('Du har ett nytt meddelande. Logga in för att läsa.');
      for (const telling of ['Vilgot', 'Lindvall', 'Sara', 'Linden', 'Gunilla', 'Hostan']) {
        expect(await arrived()).not.toContain(telling);
      }
    });
  });
}

for (const [how, javaScriptEnabled] of [
  ['with scripts off', false],
  ['with the program kept out', true],
] as const) {
  test.describe(how, () => {
    test.use({ javaScriptEnabled });

    test('@once a guardian writes and the clinic answers', async ({
      site,
      another,
      asPerson,
      withChild,
      watch,
    }) => {
      watch.allowStatus(422);
      if (javaScriptEnabled) watch.allow(/net::ERR_FAILED/, /Failed to fetch/, /wasm/i);
      const keepOut = async ({ page }: typeof site) =>
        await page.context().route('**/*.wasm', (route) => route.abort());
      if (javaScriptEnabled) await keepOut(site);
      await asPerson(sara);
      const child = await withChild(vilgot);
      await site.page.goto(`${child}/kontakta`);
      await site.contact.search('linden');
      await site.contact.choose(UNIT);
      await site.contact.service('Skriv om Vilgot').click();
      await site.message.write('', 'Han hostar.');
      await expect(site.message.error('Skriv vad det gäller.')).toBeVisible();
      await expect(site.message.text).toHaveValue('Han hostar.');
      await site.message.write('Hostan', 'Han hostar.');
      await expect(site.frame.notice('Meddelandet är skickat')).toBeVisible();

      const clinic = await another({ javaScriptEnabled });
      if (javaScriptEnabled) await keepOut(clinic);
      await asPerson(lisa, clinic);
      await clinic.desk.goto();
      await clinic.desk.unit(UNIT).click();
      await clinic.desk.case('Hostan').getByRole('link').click();
      await clinic.desk.answer.fill('Kom i morgon.');
      await clinic.desk.act('Svara och stäng').click();
      await expect(clinic.frame.notice('ärendet är klart')).toBeVisible();
      await site.page.reload();
      await expect(site.thread.messages).toHaveCount(2);
      await expect(site.thread.messages.last()).toContainText('Lisa Hammar, barnläkare');
    });
  });
}
