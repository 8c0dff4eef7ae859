import { checked } from '../world/checked.ts';
import { expect, test } from '../world/fixtures.ts';
import { elin, elsa, leo, oksana, sara, tomas } from '../world/people.ts';
import { post } from '../world/shortcuts.ts';

/** The same on every screen: on the desktop only. */
const once = { tag: '@once' };

test('each hint of the app is told in our words', once, async ({ site, phone }) => {
  await site.logInPage.goto();
  await site.logInPage.onAnotherDevice();
  const { hint } = site.logInPage;
  await expect(hint).toContainText('rikta kameran mot koden');

  await phone.open();
  await expect(hint).toContainText('letar efter ditt BankID');
  await expect(site.logInPage.code).toHaveCount(0);
  await phone.choose(sara);
  await expect(hint).toContainText('med din säkerhetskod');
  await phone.answer(/läs in pass/);
  await expect(hint).toContainText('ditt pass eller nationella id-kort');
  await phone.answer(/pratar du med någon/);
  await expect(hint).toContainText('Logga aldrig in för att någon som ringer ber dig');
  await checked(site.page);
  await phone.approve();
  await site.home.expectOpen();
});

test('each way that it can fail is told, and one can try again', once, async ({ site, phone }) => {
  const failures: [RegExp, string, string][] = [
    [/^Avbryt$/, 'Inloggningen avbröts', 'Du avbröt i BankID-appen'],
    [/Låt tiden gå ut/, 'Tiden tog slut', 'blev inte klar i tid'],
    [/BankID är spärrat/, 'Ditt BankID går inte att använda', 'Din bank hjälper dig'],
    [/Säg att någon ringer/, 'Inloggningen stoppades', 'pratar i telefon'],
    [/Ersatt av en nyare/, 'Inloggningen avbröts', 'nyare inloggning'],
  ];
  await site.logInPage.goto();
  for (const [answer, title, text] of failures) {
    await site.logInPage.onAnotherDevice();
    await phone.open();
    await phone.choose(sara);
    if (title === 'Inloggningen avbröts' && text.startsWith('Du')) await phone.cancel();
    else await phone.answer(answer);
    await expect(site.logInPage.problem).toContainText(title);
    await expect(site.logInPage.problem).toContainText(text);
  }
  await checked(site.page);
});

test('who may not log in is told why', once, async ({ site, phone }) => {
  const refused: [string, string, string][] = [
    [oksana, 'Du behöver ett personnummer', 'samordningsnummer'],
    [elin, 'Du behöver vara folkbokförd i Sverige', 'Skatteverket'],
    [elsa, 'Din inloggning öppnar när du fyller 13', 'onsdag 25 november 2026'],
  ];
  await site.logInPage.goto();
  for (const [person, title, text] of refused) {
    await site.logInPage.onAnotherDevice();
    await phone.open();
    await phone.choose(person);
    await phone.approve();
    await expect(site.logInPage.problem).toContainText(title);
    await expect(site.logInPage.problem).toContainText(text);
  }
});

test('a 14-year-old and one with a protected identity log in for themselves', once, async ({
  site,
  another,
  asPerson,
  watch,
}) => {
  watch.allowStatus(403);
  await asPerson(leo);
  await site.page.goto('/mig/journaltjanster');
  await expect(site.frame.heading('Din journal öppnar när du fyller 16')).toBeVisible();
  await checked(site.page);

  const his = await another();
  await asPerson(tomas, his);
  await his.home.goto();
  await expect(his.frame.main).toContainText('Min inkorg');
});

test('an app that nobody starts is waited for, and BankID is asked anew', once, async ({
  site,
  phone,
}) => {
  await site.logInPage.goto();
  await site.logInPage.onAnotherDevice();
  const first = await site.logInPage.readCode();
  await phone.open();
  await phone.choose(sara);
  await phone.answer(/Appen startade inte/);
  const order = (text: string) => text.split('.')[1];
  await expect(async () => {
    expect(order(await site.logInPage.readCode())).not.toBe(order(first));
  }).toPass();
});

test('BankID not answering is told calmly', once, async ({ site, phone }) => {
  await phone.trouble('maintenance');
  await site.logInPage.goto();
  await site.logInPage.elsewhere.click();
  await expect(site.logInPage.problem).toContainText('BankID svarar inte just nu');
  await checked(site.page);
  await phone.trouble('');
  await site.logInPage.onAnotherDevice();
});

test('cancelling on the page leads back to the choice', once, async ({ site }) => {
  await site.logInPage.goto();
  await site.logInPage.onAnotherDevice();
  await site.logInPage.cancel();
  await expect(site.logInPage.elsewhere).toBeVisible();
  await expect(site.logInPage.code).toHaveCount(0);
});

test('a code older than five seconds is refused by the app', once, async ({ site, phone }) => {
  await site.logInPage.goto();
  await site.logInPage.onAnotherDevice();
  const photo = await site.logInPage.readCode();
  const second = (text: string) => Number(text.split('.')[2]);
  await expect
    .poll(async () => second(await site.logInPage.readCode()), { timeout: 20_000 })
    .toBeGreaterThan(second(photo) + 6);
  await phone.scan(async () => photo);
  await expect(phone.heading).toHaveText('QR-koden är för gammal');
  await phone.scanInTime(() => site.logInPage.readCode());
});

test('an order belongs to the browser that started it', once, async ({ site, another, demo, phone }) => {
  await site.logInPage.goto();
  await site.logInPage.onAnotherDevice();
  await phone.open();
  await phone.choose(sara);

  const other = await another();
  const client = other.page.context().request;
  const idle = async () => {
    const answer = await post(client, demo, '/api/log-in/poll', { nonce: '' });
    expect(await answer.json()).toBe('idle');
  };
  await idle();
  await phone.approve();
  await idle();
  await other.page.goto('/logga-in');
  await expect(other.logInPage.elsewhere).toBeVisible();
  expect(new URL((await post(client, demo, '/logga-in/klar', {})).url()).pathname).toBe('/logga-in');
  await other.page.goto('/mig');
  await expect(other.frame.heading('Logga in')).toBeVisible();
  await site.home.expectOpen();
});

test('on this device, an answer from another one is stopped', once, async ({ site, demo, phone }) => {
  await site.logInPage.goto();
  const started = await post(site.page.context().request, demo, '/logga-in', { enhet: 'this' });
  expect(started.ok()).toBe(true);
  await phone.open();
  await phone.choose(sara);
  await phone.approveFrom('192.0.2.7');
  await site.page.goto('/logga-in');
  await expect(site.logInPage.problem).toContainText('Inloggningen kom från en annan enhet');
});

test('the app is opened once, and one who comes back waits', async ({ site, hasTouch }) => {
  await site.logInPage.goto();
  await site.logInPage.onThisDevice(hasTouch);
  await site.page.goBack();
  // Until BankID has told that the app is open.
  const going = site.page.getByRole('heading', { name: 'Fortsätt i BankID-appen' });
  await expect(site.logInPage.opener.or(going)).toBeVisible();
  await expect(site.page).toHaveURL(hasTouch ? /\/logga-in$/ : /\/logga-in\?oppna=1$/);
  await site.logInPage.cancel();
  await expect(site.logInPage.elsewhere).toBeVisible();
});

test('one who cancels and tries again still comes to where one wanted', once, async ({ site, phone }) => {
  await site.page.goto('/mig/inkorg');
  await site.logInPage.onAnotherDevice();
  await site.logInPage.cancel();
  await site.logInPage.onAnotherDevice();
  await phone.open();
  await phone.choose(sara);
  await phone.cancel();
  await expect(site.logInPage.problem).toContainText('Inloggningen avbröts');
  await site.logInPage.onAnotherDevice();
  await phone.open();
  await phone.choose(sara);
  await phone.approve();
  await expect(site.page).toHaveURL(/\/mig\/inkorg$/);
});
