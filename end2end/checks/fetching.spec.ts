/* Pages whose program or data come late, or not at all. */
import { checked } from '../world/checked.ts';
import { expect, test } from '../world/fixtures.ts';
import { elsa, sara, vilgot } from '../world/people.ts';

test('a page whose program can not be fetched says so, and can be asked for again', async ({
  site,
  asPerson,
  withChild,
  watch,
}) => {
  await asPerson(sara);
  const vilgots = await withChild(vilgot);
  await site.page.goto(vilgots);
  await expect(site.frame.heading('Vilgots översikt')).toBeVisible();
  await expect(site.frame.switcherFilter).toBeAttached(); // its script runs
  await site.page.context().route(/split_inbox/, (route) => route.abort());
  watch.allow(/net::ERR_FAILED/, /Failed to fetch/, /split_inbox/);
  await site.frame.way('Inkorg').click();
  await expect(site.frame.heading('Ingen kontakt')).toBeVisible();
  await checked(site.page);

  await site.page.context().unroute(/split_inbox/);
  await site.frame.main.getByRole('link', { name: 'Försök igen' }).click();
  await site.inbox.expectOpen(/^Vilgots inkorg/);
});

test('one who goes back before the program runs comes there', async ({ site, asPerson, withChild }) => {
  await asPerson(sara);
  await site.page.goto(`${await withChild(vilgot)}/journal`);
  await site.journal.filterByKind('Vaccinationer', true);
  let release = () => {};
  const held = new Promise<void>((later) => (release = later));
  await site.page.route('**/*.wasm', async (route) => {
    await held;
    await route.continue();
  });
  await site.page.reload({ waitUntil: 'commit' });
  await expect(site.journal.kind).toHaveValue('vaccination');
  await site.page.goBack({ waitUntil: 'commit' });
  await expect(site.page).not.toHaveURL(/typ=/);
  await expect(site.journal.kind).toHaveValue('');
  release();
});

test('one who goes on before the switcher has been asked for anew comes there', async ({
  site,
  demo,
  asPerson,
  withChild,
  watch,
}) => {
  await demo.moveClock('2026-11-24T23:59:00');
  await asPerson(sara);
  const vilgots = await withChild(vilgot);
  await withChild(elsa);
  await site.page.goto(vilgots);
  await expect(site.frame.heading('Vilgots översikt')).toBeVisible();
  await demo.moveClock('2026-11-25T00:00:01');
  watch.allowStatus(403);
  let release = () => {};
  const held = new Promise<void>((later) => (release = later));
  let asked = 0;
  await site.page.route('**/api/viewer*', async (route) => {
    asked += 1;
    await held;
    await route.continue();
  });

  // Refused: who the switcher may offer is asked for anew, and the answer is late.
  await site.frame.switchTo(elsa);
  await expect(site.frame.heading('Barnet har fyllt 13 år')).toBeVisible();
  await expect.poll(() => asked).toBeGreaterThan(0);
  await site.frame.main.getByRole('link', { name: 'Till Mina sidor' }).click();
  await site.home.expectOpen();
  release();
  await site.home.openChild(vilgot);
  await expect(site.frame.heading('Vilgots översikt')).toBeVisible();
  await expect(site.page.locator('.switcher-panel').getByRole('link', { name: elsa })).toHaveCount(0);
});

test('pages that are asked for at once each name their own files, and no others', async ({
  site,
  demo,
}) => {
  const files = async (path: string) => {
    const answer = await site.page.request.get(demo.origin + path);
    return [...(await answer.text()).matchAll(/\/pkg\/[\w.-]+/g)].map(String).sort();
  };
  const paths = ['/', '/logga-in', '/finns-inte'];
  const alone = new Map<string, string[]>();
  for (const path of paths) alone.set(path, await files(path));
  expect(alone.get('/')?.join()).toContain('split_door');
  expect(alone.get('/finns-inte')?.join()).not.toContain('split_');
  const many = Array.from({ length: 20 }, () => paths).flat();
  for (const [path, seen] of await Promise.all(many.map(async (path) => [path, await files(path)] as const))) {
    expect(seen, path).toEqual(alone.get(path));
  }
});
