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
  await site.page.context().route(/split_inbox/, (route) => route.abort());
  watch.allow(/net::ERR_FAILED/, /Failed to fetch/, /split_inbox/);
  await site.frame.way('Inkorg').click();
  await expect(site.frame.heading('Ingen kontakt')).toBeVisible();
  await checked(site.page);

  await site.page.context().unroute(/split_inbox/);
  await site.frame.main.getByRole('link', { name: 'Försök igen' }).click();
  await site.inbox.expectOpen(/^Vilgots inkorg/);
});

test('one who goes on before the switcher has been asked for anew comes there', async ({
  site,
  demo,
  asPerson,
  withChild,
  watch,
}) => {
  watch.allowStatus(403);
  await asPerson(sara);
  await withChild(vilgot);
  const elsas = await withChild(elsa);
  await site.page.goto('/mig');
  await site.home.expectOpen();
  await demo.moveClock('2026-11-25T00:00:01');

  // The session lives no longer than 20 minutes without use, so it is another one.
  await asPerson(sara);
  await site.page.goto(elsas);
  await expect(site.frame.heading('Barnet har fyllt 13 år')).toBeVisible();
  let asked = 0;
  await site.page.route('**/api/viewer*', async (route) => {
    asked += 1;
    await new Promise((later) => setTimeout(later, 3_000));
    await route.continue();
  });
  // Refused again without a new document: the viewer is asked for, and is late.
  await site.frame.way('Inkorg').click();
  await expect.poll(() => asked).toBeGreaterThan(0);
  await site.frame.main.getByRole('link', { name: 'Till Mina sidor' }).click();
  await site.home.expectOpen();
  await site.home.openChild(vilgot);
  await expect(site.frame.heading('Vilgots översikt')).toBeVisible();
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
