/* What holds on every page. */
import { type Place, OWN_ONLY, PUBLIC, deskPages, pagesOf } from '../world/all-pages.ts';
import { checked, checkedAt, expectNoSidewaysScroll, settled } from '../world/checked.ts';
import { type Site, expect, test } from '../world/fixtures.ts';
import { elsa, lisa, newborn, sara, vilgot } from '../world/people.ts';

// 320 px: the smallest phone, and what 400 % leaves of a window of 1280 (WCAG 1.4.10).
const WIDTHS = [320, 390, 640, 1024, 1600];

test('every public page is whole at every width', async ({ site }) => {
  test.slow();
  for (const place of PUBLIC) await look(site, place);
  await site.page.goto('/logga-in');
  await site.logInPage.onAnotherDevice();
  for (const width of WIDTHS) {
    await site.page.setViewportSize(size(width));
    await expectNoSidewaysScroll(site.page);
  }
});

test('every page of one\'s own is whole at every width', async ({ site, demo, asPerson, withChild }) => {
  test.slow();
  await asPerson(sara);
  for (const child of [newborn, elsa, vilgot]) await withChild(child);
  const client = site.page.context().request;
  const places = [...(await pagesOf(client, demo.origin, '/mig')), ...OWN_ONLY];
  for (const place of places) await look(site, place);
});

test('every page of a child is whole at every width', async ({ site, demo, asPerson, withChild }) => {
  test.slow();
  await asPerson(sara);
  const child = await withChild(vilgot);
  const client = site.page.context().request;
  for (const place of await pagesOf(client, demo.origin, child)) await look(site, place);
});

test('every page of a clinic is whole at every width', async ({ site, demo, asPerson }) => {
  test.slow();
  await asPerson(lisa);
  const client = site.page.context().request;
  for (const place of await deskPages(client, demo.origin)) await look(site, place);
});

const size = (width: number) => ({ width, height: width < 640 ? 640 : 900 });

async function look(site: Site, place: Place): Promise<void> {
  const [first = 320, ...wider] = WIDTHS;
  await site.page.setViewportSize(size(first));
  await site.page.goto(place.path);
  await checked(site.page);
  for (const width of wider) await checkedAt(site.page, size(width));
}

test('text twice as large breaks nothing', async ({ site, asPerson, withChild }) => {
  await asPerson(sara);
  const child = await withChild(vilgot);
  for (const path of ['/', '/logga-in', '/mig', child, `${child}/inkorg`, `${child}/journal`]) {
    await site.page.goto(path);
    await site.page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
    await expectNoSidewaysScroll(site.page);
  }
});

test('the address says whom a page is about, and never tells the number', async ({
  site,
  demo,
  asPerson,
  withChild,
}) => {
  await asPerson(sara);
  const child = await withChild(vilgot);
  const client = site.page.context().request;
  for (const { path } of await pagesOf(client, demo.origin, child)) {
    await site.page.goto(path);
    await expect(site.page).toHaveTitle(/^Vilgot(s |: )/);
    await expect(site.frame.band).toContainText('Du är ombud för Vilgot Lindvall');
    const html = await (await client.get(demo.origin + path)).text();
    const number = demo.numberOf(vilgot);
    for (const form of [number, number.replace('-', '')]) expect(html).not.toContain(form);
  }
});

test('the theme follows the device, or one\'s own choice', async ({ site, asPerson }) => {
  await asPerson(sara);
  const ground = async (colorScheme: 'light' | 'dark') => {
    await site.page.emulateMedia({ colorScheme });
    await settled(site.page);
    return await site.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  };
  const grounds = async () => [await ground('light'), await ground('dark')];
  await site.page.goto('/mig/installningar');
  const [light, dark] = await grounds();
  expect(light).not.toBe(dark);
  for (const [name, word, shown] of [
    ['Mörkt', 'dark', dark],
    ['Ljust', 'light', light],
  ] as const) {
    await site.settings.theme(name).check();
    await site.settings.saveTheme.click();
    await expect(site.frame.notice('Inställningen är sparad')).toBeVisible();
    await expect(site.page.locator('html')).toHaveAttribute('data-theme', word);
    await expect(site.settings.theme(name)).toBeChecked();
    expect(await grounds()).toEqual([shown, shown]);
    await checked(site.page);
  }
});

test('every answer carries the headers that protect it', async ({ site, demo, asPerson }) => {
  await asPerson(sara);
  const client = site.page.context().request;
  for (const path of ['/', '/logga-in', '/mig', '/finns-inte', '/api/viewer', '/demo']) {
    const headers = (await client.get(demo.origin + path)).headers();
    expect(headers['content-security-policy'], path).toContain("object-src 'none'");
    expect(headers['content-security-policy'], path).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy'], path).not.toContain('unsafe-inline');
    expect(headers['x-content-type-options'], path).toBe('nosniff');
    expect(headers['referrer-policy'], path).toBeDefined();
    expect(headers['cache-control'], path).toContain('no-store');
  }
});
