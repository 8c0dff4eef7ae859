import { checked } from '../world/checked.ts';
import { expect, test } from '../world/fixtures.ts';
import { elsa, sara, vilgot } from '../world/people.ts';

// R-G4: from 00:00 on the 13th birthday, whatever page is open.
test('an open page of the child is refused from midnight on its 13th birthday', async ({
  site,
  tab,
  demo,
  asPerson,
  withChild,
  watch,
}) => {
  test.slow();
  await asPerson(sara);
  const elsas = await withChild(elsa);
  await withChild(vilgot);
  await site.home.goto();
  await expect(site.home.card(elsa)).toContainText('Fyller 13 om 4 dagar, onsdag 25 november 2026');
  await site.page.goto(elsas);
  await expect(site.frame.notice('Elsa fyller 13 år om 4 dagar')).toBeVisible();
  await expect(site.frame.main).toContainText('till och med tisdag 24 november 2026');
  await checked(site.page);

  await demo.moveClock('2026-11-24T23:58:00');
  await asPerson(sara);
  await site.page.goto(`${elsas}/inkorg`);
  await site.inbox.expectOpen(/^Elsas inkorg/);
  const [first = ''] = await site.inbox.addresses();
  const second = await tab();
  await second.page.goto(`${elsas}/journal`);
  await second.journal.expectOpen('Elsas journal');
  const entries = await second.journal.entries.count();

  await demo.moveClock('2026-11-24T23:59:50');
  await site.page.reload();
  await site.inbox.expectOpen(/^Elsas inkorg/);
  const client = site.page.context().request;
  const status = async () => (await client.get(`${demo.origin}${elsas}`)).status();
  expect(await status()).toBe(200);
  // Its last second runs by itself.
  await demo.moveClock('2026-11-24T23:59:59');
  await expect.poll(status, { timeout: 20_000, intervals: [100] }).toBe(403);
  watch.allowStatus(403);

  // A click in the page that stood open, and a new look at the other.
  await site.page.bringToFront(); // a page that nobody sees ends no transition
  await site.page.locator(`a[href="${first}"]`).click();
  await expect(site.frame.heading('Barnet har fyllt 13 år')).toBeVisible();
  await expect(site.frame.main).toContainText('Barnet fyllde 13 år onsdag 25 november 2026.');
  await expect(site.frame.main).toContainText('Varför ser jag inte det här?');
  await expect(site.thread.messages).toHaveCount(0);
  await checked(site.page);
  expect(entries).toBeGreaterThan(0);
  await second.page.reload();
  await expect(second.frame.heading('Barnet har fyllt 13 år')).toBeVisible();
  await expect(second.journal.entries).toHaveCount(0);

  // The way on is open, and the home page says why the child is closed.
  await site.frame.main.getByRole('link', { name: 'Till Mina sidor' }).click();
  await site.home.expectOpen();
  const card = site.home.card(elsa);
  await expect(card).toContainText('Barnet har fyllt 13 år');
  await expect(card.getByRole('link')).toHaveCount(0);
  await card.locator('summary').click();
  await expect(card).toContainText('egen e-legitimation');
  await expect(site.home.card(vilgot).getByRole('link', { name: vilgot })).toBeVisible();
  await checked(site.page);
  await site.home.openChild(vilgot);
  await site.frame.switcher.click();
  await expect(site.page.locator('.switcher-panel')).not.toContainText('Elsa');
});

test('the child logs in for itself on its 13th birthday, and not the day before', async ({
  site,
  demo,
  phone,
  asPerson,
  watch,
}) => {
  watch.allowStatus(403);
  await demo.moveClock('2026-11-24T23:00:00');
  await site.logInPage.goto();
  await site.logInPage.onAnotherDevice();
  await phone.open();
  await phone.choose(elsa);
  await phone.approve();
  await expect(site.logInPage.problem).toContainText('Din inloggning öppnar när du fyller 13');

  await demo.moveClock('2026-11-25T00:00:00');
  await asPerson(elsa);
  await site.home.goto();
  await expect(site.frame.main).toContainText('Hej Elsa');
  await site.page.goto('/mig/journaltjanster');
  await expect(site.frame.heading('Din journal öppnar när du fyller 16')).toBeVisible();
});
