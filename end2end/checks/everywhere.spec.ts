/* What holds on every page. */
import { readFileSync } from 'node:fs';
import { type Place, OWN_ONLY, PUBLIC, deskPages, pagesOf, principalPages } from '../world/all-pages.ts';
import { checked, checkedAt, expectNoSidewaysScroll, settled } from '../world/checked.ts';
import { type Site, expect, test } from '../world/fixtures.ts';
import { eivor, elsa, lisa, newborn, sara, vilgot } from '../world/people.ts';

// 320 px: the smallest phone, and what 400 % leaves of a window of 1280 (WCAG 1.4.10).
const WIDTHS = [320, 640, 1024, 1600];
const DESKTOP = { width: 1280, height: 800 };

test('every public page is whole at every width', async ({ site }) => {
  test.slow();
  for (const place of PUBLIC) await look(site, place);
  await site.page.goto('/logga-in');
  await site.logInPage.onAnotherDevice();
  for (const width of [...WIDTHS, 390]) {
    await site.page.setViewportSize(size(width));
    await expectNoSidewaysScroll(site.page);
  }
});

test('every page of one\'s own is whole at every width', async ({ site, demo, asPerson, withChild }) => {
  test.slow();
  await asPerson(sara);
  await look(site, { name: 'own-home-empty', path: '/mig' });
  for (const child of [newborn, elsa, vilgot]) await withChild(child);
  const client = site.page.context().request;
  const places = [...(await pagesOf(client, demo.origin, '/mig')), ...OWN_ONLY];
  for (const place of places) await look(site, place);
});

test('every page of a child is whole at every width, says whom it is about, and never tells the number', async ({
  site,
  demo,
  asPerson,
  withChild,
  watch,
}) => {
  test.slow();
  await asPerson(sara);
  const child = await withChild(vilgot);
  const client = site.page.context().request;
  const number = demo.numberOf(vilgot);
  for (const place of await pagesOf(client, demo.origin, child)) {
    await look(site, place);
    await expect(site.page).toHaveTitle(/^Vilgot(s |: )/);
    await expect(site.frame.band).toContainText('Du är ombud för Vilgot Lindvall');
    const html = await (await client.get(demo.origin + place.path)).text();
    for (const form of [number, number.replace('-', '')]) expect(html).not.toContain(form);
  }
  // Closed to every guardian (R-E6), and says why.
  watch.allowStatus(403);
  await look(site, { name: 'child-certificates', path: `${child}/intyg` });
});

test('every page of a clinic is whole at every width', async ({ site, demo, asPerson }) => {
  test.slow();
  await asPerson(lisa);
  const client = site.page.context().request;
  for (const place of await deskPages(client, demo.origin)) await look(site, place);
  await asPerson(eivor);
  for (const place of await principalPages(client, demo.origin)) await look(site, place);
});

test('there is no page that nobody looks at', async ({ site, demo, asPerson, withChild }) => {
  const client = site.page.context().request;
  await asPerson(lisa);
  const places = [...PUBLIC, ...OWN_ONLY, ...(await deskPages(client, demo.origin))];
  await asPerson(eivor);
  places.push(...(await principalPages(client, demo.origin)));
  await asPerson(sara);
  for (const base of ['/mig', await withChild(vilgot)]) {
    places.push(...(await pagesOf(client, demo.origin, base)));
  }
  const paths = places.map(({ path }) => path.split('?')[0] ?? '');
  const routes = readFileSync(new URL('../../app/src/routes.rs', import.meta.url), 'utf8');
  const patterns = [...routes.matchAll(/path=At\("([^"]+)"\)/g)].map(([, pattern = '']) => pattern);
  expect(patterns.length).toBeGreaterThan(20);
  const unseen = patterns.filter((pattern) => {
    const address = new RegExp(`^${pattern.replaceAll(/:\w+/g, '[0-9a-f]{32}')}$`);
    return !paths.some((path) => address.test(path));
  });
  // What journeys make first, and look at there; and what is closed, above.
  const elsewhere = [
    '/mig/ansokningar/:application',
    '/ombud/:link/intyg',
    '/mottagning/:unit/ansokningar/:application',
  ];
  expect(unseen, 'add them to world/all-pages.ts').toEqual(elsewhere);
});

const size = (width: number) => ({ width, height: width < 640 ? 640 : 900 });

/** In both themes on a desktop and in a phone's window, and whether there is room at every width. */
async function look(site: Site, place: Place): Promise<void> {
  await site.page.setViewportSize(DESKTOP);
  await site.page.goto(place.path);
  await checked(site.page);
  for (const width of WIDTHS) await checkedAt(site.page, size(width));
}

test('text twice as large breaks nothing', async ({ site, asPerson, withChild }) => {
  await asPerson(sara);
  const child = await withChild(vilgot);
  // As one sets it in the browser: what the window has room for is counted in letters.
  const browser = await site.page.context().newCDPSession(site.page);
  await browser.send('Page.setFontSizes', { fontSizes: { standard: 32 } });
  for (const path of ['/', '/logga-in', '/mig', child, `${child}/inkorg`, `${child}/journal`]) {
    await site.page.goto(path);
    const size = await site.page.evaluate(() => getComputedStyle(document.documentElement).fontSize);
    expect(parseFloat(size)).toBeGreaterThanOrEqual(32);
    await settled(site.page);
    await expectNoSidewaysScroll(site.page);
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
