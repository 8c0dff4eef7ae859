import { checked } from '../world/checked.ts';
import { expect, test } from '../world/fixtures.ts';
import { elsa, leo, sara, vilgot } from '../world/people.ts';

// R-G4: from 00:00 on the 13th birthday, whatever page is open.
test('@once an open page of the child is refused from midnight on its 13th birthday', async ({
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
  const [entry = ''] = await second.journal.addresses();

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

  // A click in each of the pages that stood open, and a new look.
  await site.page.bringToFront(); // a page that nobody sees ends no transition
  await site.page.locator(`a[href="${first}"]`).click();
  await expect(site.frame.heading('Barnet har fyllt 13 år')).toBeVisible();
  await expect(site.frame.main).toContainText('Barnet fyllde 13 år onsdag 25 november 2026.');
  await expect(site.frame.main).toContainText('Varför ser jag inte det här?');
  await expect(site.thread.messages).toHaveCount(0);
  await checked(site.page);
  await second.page.bringToFront();
  await second.page.locator(`a[href="${entry}"]`).click();
  await expect(second.frame.heading('Barnet har fyllt 13 år')).toBeVisible();
  await expect(second.entry.entry).toHaveCount(0);
  await second.page.goto(`${elsas}/journal`);
  await expect(second.frame.heading('Barnet har fyllt 13 år')).toBeVisible();
  await expect(second.journal.entries).toHaveCount(0);
  await site.page.bringToFront();

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

test('@once the child logs in for itself on its 13th birthday, and not the day before', async ({
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

// R-J3, R-J4.
test('@once a teenager\'s own journal opens at midnight on its 16th birthday', async ({
  site,
  demo,
  asPerson,
  watch,
}) => {
  watch.allowStatus(401, 403);
  await demo.moveClock('2028-06-23T23:58:00');
  await asPerson(leo);
  await site.page.goto('/mig/journal');
  await expect(site.frame.heading('Din journal öppnar när du fyller 16')).toBeVisible();
  await expect(site.frame.main).toContainText('lördag 24 juni 2028');
  await expect(site.journal.entries).toHaveCount(0);
  await checked(site.page);
  await site.page.goto('/mig/journaltjanster');
  await expect(site.frame.heading('Din journal öppnar när du fyller 16')).toBeVisible();

  await demo.moveClock('2028-06-24T00:00:00');
  await site.frame.way('Hem').click();
  await site.home.expectOpen();
  await site.frame.way('Journal').click();
  await site.journal.walkIn();
  await expect(site.frame.heading('Min journal')).toBeVisible();
  await expect(site.journal.entries.first()).toBeVisible();
});
