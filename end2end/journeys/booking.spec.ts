/* Booking a time, with two browsers: the guardian's, and the clinic's. */
import { checked } from '../world/checked.ts';
import { expect, test } from '../world/fixtures.ts';
import { gunilla, johan, lisa, noor, sara, vilgot } from '../world/people.ts';

const UNIT = 'Barnmottagningen Linden';
const MONDAY = 'Måndag 23 november 2026';

test('a guardian books, the clinic sees it, and the guardian moves and cancels it', async ({
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
  await site.contact.choose(UNIT);
  await site.contact.service('Boka tid åt Vilgot').click();
  await expect(site.frame.heading('Välj en tid åt Vilgot')).toBeVisible();
  await site.booking.time(MONDAY, '09.00').click();
  await expect(site.frame.heading('Boka den här tiden åt Vilgot')).toBeVisible();
  await expect(site.frame.main).toContainText(/Tiden hålls åt dig till kl\. 10\.1\d/);
  await checked(site.page);
  await site.booking.reason.fill('Han hostar på natten.');
  await site.booking.act('Boka åt Vilgot').click();
  await expect(site.frame.heading(`${MONDAY} kl. 09.00`)).toBeVisible();
  await expect(site.frame.notice('Tiden är bokad')).toBeVisible();
  await expect(site.frame.main).toContainText('Du kan avboka och boka om här till söndag 22 november');
  await checked(site.page);

  const clinic = await another(hasTouch ? { viewport: { width: 1280, height: 800 } } : {});
  await asPerson(lisa, clinic);
  await clinic.desk.goto();
  await clinic.desk.unit(UNIT).click();
  await clinic.booking.link('Tider').click();
  await expect(clinic.frame.heading(`${UNIT}: tider`)).toBeVisible();
  await clinic.booking.link('Veckan efter').click();
  await clinic.booking.link('Bokad: Vilgot Lindvall').click();
  await expect(clinic.frame.heading('Läkarbesök')).toBeVisible();
  await expect(clinic.desk.messages.first()).toContainText('Bokade tiden måndag 23 november');
  await expect(clinic.desk.messages.first()).toContainText('Han hostar på natten.');
  await checked(clinic.page);

  await site.booking.link('Boka om åt Vilgot').click();
  await expect(site.frame.heading('Välj en ny tid åt Vilgot')).toBeVisible();
  await site.booking.time(MONDAY, '09.30').click();
  await site.booking.act('Boka om åt Vilgot').click();
  await expect(site.frame.heading(`${MONDAY} kl. 09.30`)).toBeVisible();
  await expect(site.frame.notice('Tiden är ombokad')).toBeVisible();
  // The clinic's page tells it by itself.
  await expect(clinic.desk.messages).toHaveCount(2);
  await expect(clinic.desk.messages.last()).toContainText('Bokade om till måndag 23 november 2026 kl. 09.30');

  await site.booking.cancel('Avboka åt Vilgot', 'Ja, avboka');
  await expect(site.frame.notice('Tiden är avbokad')).toBeVisible();
  await checked(site.page);
  await expect(clinic.desk.messages).toHaveCount(3);
  await site.frame.way('Tider').click();
  await expect(site.frame.main).toContainText('Vilgot har inga bokade tider');
  await expect(site.frame.main.getByRole('region', { name: 'Tidigare och avbokade' })).toContainText(
    'Avbokad',
  );
  await checked(site.page);
});

test('@once of two who want one time the second is told, and sees what is free', async ({
  site,
  another,
  asPerson,
  withChild,
}) => {
  await asPerson(sara);
  const other = await another();
  await asPerson(johan, other);
  for (const [browser, child] of [
    [site, vilgot],
    [other, noor],
  ] as const) {
    await browser.page.goto(`${await withChild(child, browser)}/kontakta?sok=barnmottagningen`);
    await browser.contact.choose(UNIT);
    await browser.contact.service('Boka tid').click();
    await expect(browser.booking.time(MONDAY, '09.00')).toBeVisible();
  }
  await site.booking.time(MONDAY, '09.00').click();
  await expect(site.frame.heading('Boka den här tiden åt Vilgot')).toBeVisible();
  await other.booking.time(MONDAY, '09.00').click();
  await expect(other.frame.notice('Tiden är inte ledig längre')).toBeVisible();
  await expect(other.booking.time(MONDAY, '09.00')).toHaveCount(0);
  await checked(other.page);
  // What is let go is free for others at once.
  await site.booking.act('Välj en annan tid').click();
  await expect(site.frame.heading('Välj en tid åt Vilgot')).toBeVisible();
  await other.page.reload();
  await other.booking.time(MONDAY, '09.00').click();
  await other.booking.act('Boka åt Noor').click();
  await expect(other.frame.notice('Tiden är bokad')).toBeVisible();
});

test('@once a clinic opens times, gives one, and takes it back', async ({
  site,
  another,
  asPerson,
  withChild,
  watch,
}) => {
  test.slow();
  watch.allowStatus(422);
  const clinic = await another();
  await asPerson(gunilla, clinic);
  await clinic.desk.goto();
  await clinic.desk.unit(UNIT).click();
  await clinic.booking.link('Tider').click();
  await clinic.page.getByLabel('Vad är det för tid?').fill('Samtal om provsvar');
  await clinic.page.getByLabel('Dag', { exact: true }).fill('2026-11-25');
  await clinic.page.getByLabel('Från klockan').fill('8');
  await clinic.page.getByLabel('Antal tider i rad').fill('2');
  await clinic.booking.act('Öppna tider').click();
  await expect(clinic.message.error('Skriv ett klockslag')).toBeVisible();
  await checked(clinic.page);
  await clinic.page.getByLabel('Från klockan').fill('08.00');
  await clinic.booking.act('Öppna tider').click();
  await expect(clinic.frame.notice('Öppnade tider: 2')).toBeVisible();
  await expect(clinic.frame.main).toContainText('Samtal om provsvar');
  await checked(clinic.page);

  // Both are moved, and then one of them is closed.
  await clinic.booking.link('Ändra 08.00').click();
  await expect(clinic.frame.heading('Onsdag 25 november 2026 kl. 08.00')).toBeVisible();
  await checked(clinic.page);
  const both = clinic.page.getByLabel('Den och en senare ledig tid som öppnades samtidigt');
  await both.first().check();
  await clinic.page.getByLabel('Minuter per tid').fill('0');
  await clinic.page.getByLabel('Från klockan').fill('08.15');
  await clinic.booking.act('Spara ändringen').click();
  await expect(clinic.message.error('Skriv ett tal')).toBeVisible();
  await checked(clinic.page);
  await clinic.page.getByLabel('Minuter per tid').fill('20');
  await clinic.booking.act('Spara ändringen').click();
  await expect(clinic.frame.notice('Ändrade tider: 2')).toBeVisible();
  await clinic.booking.link('Ändra 08.45').click();
  await expect(clinic.frame.main).toContainText('20 minuter');
  await clinic.booking.act('Stäng').click();
  await expect(clinic.frame.notice('Tiden är stängd')).toBeVisible();
  await expect(clinic.booking.link('Ändra 08.45')).toHaveCount(0);

  await asPerson(sara);
  const child = await withChild(vilgot);
  await site.page.goto(`${child}/kontakta?sok=barnmottagningen`);
  await site.contact.choose(UNIT);
  await site.contact.service('Skriv om Vilgot').click();
  await site.message.write('Provsvaren', 'Har de kommit?');
  await expect(site.frame.notice('Meddelandet är skickat')).toBeVisible();
  await site.frame.way('Tider').click();
  await expect(site.frame.main).toContainText('Vilgot har inga bokade tider');

  await clinic.desk.goto();
  await clinic.desk.unit(UNIT).click();
  await clinic.desk.case('Provsvaren').getByRole('link').click();
  await clinic.booking.link('Ge en tid').click();
  await expect(clinic.frame.heading('Ge Vilgot Lindvall en tid')).toBeVisible();
  await checked(clinic.page);
  const choice = clinic.page.getByLabel('Tid', { exact: true });
  await choice.selectOption({ label: await labelOf(choice, 'Samtal om provsvar') });
  await clinic.page.getByLabel('Meddelande').fill('Vi går igenom dem tillsammans.');
  await clinic.booking.act('Ge Vilgot Lindvall tiden').click();
  await expect(clinic.frame.notice('Personen har fått tiden')).toBeVisible();

  // The guardian's page tells it by itself.
  await expect(site.frame.main).toContainText('Onsdag 25 november 2026 kl. 08.15');
  await clinic.page.locator('summary', { hasText: 'Avboka tiden' }).click();
  await clinic.page.getByLabel('Varför avbokar ni?').fill('Läkaren är sjuk.');
  await clinic.booking.act('Avboka tiden').click();
  await expect(clinic.frame.notice('Tiden är avbokad')).toBeVisible();
  await expect(site.frame.main).toContainText('Vilgot har inga bokade tider');
  await site.frame.way('Inkorg').click();
  await site.page.getByRole('link', { name: /Samtal om provsvar/ }).click();
  await expect(site.thread.messages.last()).toContainText('Läkaren är sjuk.');
});

test("@once a booking's page tells by itself that the clinic has cancelled it", async ({
  site,
  another,
  asPerson,
  withChild,
}) => {
  test.slow();
  await asPerson(sara);
  await site.page.goto(`${await withChild(vilgot)}/kontakta?sok=barnmottagningen`);
  await site.contact.choose(UNIT);
  await site.contact.service('Boka tid åt Vilgot').click();
  await site.booking.time(MONDAY, '09.00').click();
  await site.booking.act('Boka åt Vilgot').click();
  await expect(site.frame.notice('Tiden är bokad')).toBeVisible();

  const clinic = await another();
  await asPerson(lisa, clinic);
  await clinic.desk.goto();
  await clinic.desk.unit(UNIT).click();
  await clinic.booking.link('Tider').click();
  await clinic.booking.link('Veckan efter').click();
  await clinic.booking.link('Bokad: Vilgot Lindvall').click();
  await clinic.page.locator('summary', { hasText: 'Avboka tiden' }).click();
  await clinic.page.getByLabel('Varför avbokar ni?').fill('Läkaren är sjuk.');
  await clinic.booking.act('Avboka tiden').click();
  await expect(clinic.frame.notice('Tiden är avbokad')).toBeVisible();

  await expect(site.frame.notice('Tiden har blivit avbokad')).toBeVisible();
  await expect(site.frame.main).toContainText('Avbokad av mottagningen.');
  await expect(site.booking.link('Boka om åt Vilgot')).toHaveCount(0);
  await expect(site.page.locator('summary', { hasText: 'Avboka åt Vilgot' })).toHaveCount(0);
  await checked(site.page);
});

/** The label of the first choice that holds this text. */
async function labelOf(list: import('@playwright/test').Locator, text: string): Promise<string> {
  const options = await list.locator('option').allTextContents();
  const found = options.find((option) => option.includes(text));
  if (found === undefined) throw new Error(`no choice has ${text}`);
  return found;
}

test('@once a time is booked and cancelled where no script runs', async ({
  another,
  asPerson,
  withChild,
}) => {
  const site = await another({ javaScriptEnabled: false });
  await asPerson(sara, site);
  await site.page.goto(`${await withChild(vilgot, site)}/kontakta?sok=barnmottagningen`);
  await site.contact.choose(UNIT);
  await site.contact.service('Boka tid åt Vilgot').click();
  await site.page.getByLabel('Hur').selectOption({ label: 'Vaccination' });
  await site.booking.act('Visa').click();
  await site.booking.time('Tisdag 24 november 2026', '13.15').click();
  await expect(site.frame.heading('Boka den här tiden åt Vilgot')).toBeVisible();
  await site.booking.act('Boka åt Vilgot').click();
  await expect(site.frame.notice('Tiden är bokad')).toBeVisible();
  await site.booking.cancel('Avboka åt Vilgot', 'Ja, avboka');
  await expect(site.frame.notice('Tiden är avbokad')).toBeVisible();
});
