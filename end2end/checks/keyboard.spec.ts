import { type Locator, type Page } from '@playwright/test';
import { checked } from '../world/checked.ts';
import { type Site, expect, test } from '../world/fixtures.ts';
import { elsa, sara, vilgot } from '../world/people.ts';

test('adding a child, mending a slip, by keyboard alone', async ({ site, demo, asPerson }) => {
  await asPerson(sara);
  await site.home.goto();
  await tabTo(site.page, site.home.addChild);
  await site.page.keyboard.press('Enter');
  await site.addChild.expectOpen();
  await tabTo(site.page, site.addChild.field);
  const right = demo.numberOf(vilgot);
  await site.page.keyboard.type(right.slice(0, -1));
  await site.page.keyboard.press('Enter');
  await expect(site.addChild.summary).toBeFocused();
  await site.page.keyboard.press('Tab');
  await expect(site.addChild.summary.getByRole('link')).toBeFocused();
  await site.page.keyboard.press('Enter');
  await expect(site.addChild.field).toBeFocused();
  await site.page.keyboard.press('End');
  await site.page.keyboard.type(right.slice(-1));
  await tabTo(site.page, site.addChild.button);
  await site.page.keyboard.press('Space');
  await expect(site.frame.heading('Vilgots översikt')).toBeVisible();
  await expect(site.frame.main.getByRole('status')).toBeFocused();
  await expect(site.frame.main.getByRole('status')).toContainText('Nu är Vilgot Lindvall tillagd');
});

test('the first stop leads past the header', async ({ site, asPerson }) => {
  await asPerson(sara);
  for (const path of ['/', '/mig', '/mig/inkorg']) {
    await site.page.goto(path);
    await site.page.keyboard.press('Tab');
    await expect(site.frame.skip).toBeFocused();
    await expect(site.frame.skip).toBeInViewport();
    await site.page.keyboard.press('Enter');
    await expect(site.frame.main).toBeFocused();
  }
});

test('a change of pages moves the focus to the heading, and is told', async ({
  site,
  asPerson,
  withChild,
}) => {
  await asPerson(sara);
  await site.page.goto(await withChild(vilgot));
  await scripted(site);
  await site.overview.door('Vilgots inkorg').click();
  await expect(site.frame.heading(/^Vilgots inkorg/)).toBeFocused();
  const told = site.page.locator('[aria-live="polite"].visually-hidden');
  await expect(told).toContainText('Vilgots inkorg');
  await site.inbox.open('Hosta på nätterna trots medicin');
  await expect(site.frame.heading('Hosta på nätterna trots medicin')).toBeFocused();
  await site.page.goBack();
  await expect(site.frame.heading(/^Vilgots inkorg/)).toBeFocused();
  await site.frame.way('Tider').click();
  await expect(site.frame.heading('Vilgots tider')).toBeFocused();
});

test('a page that is drawn anew keeps the focus at its heading', async ({
  site,
  another,
  asPerson,
  withChild,
}) => {
  await asPerson(sara);
  const vilgots = await withChild(vilgot);
  const elsewhere = await another();
  await asPerson(sara, elsewhere);
  await site.page.goto(vilgots);
  await scripted(site);
  await site.frame.way('Inkorg').click();
  await expect(site.frame.heading('Vilgots inkorg (3 olästa)')).toBeFocused();

  // What is read in one browser is read in the other.
  await elsewhere.page.goto(`${vilgots}/inkorg`);
  await elsewhere.inbox.open('Hosta på nätterna trots medicin');
  await expect(site.frame.heading('Vilgots inkorg (2 olästa)')).toBeFocused();
});

test('switching to another child by keyboard', async ({ site, asPerson, withChild }) => {
  await asPerson(sara);
  const vilgots = await withChild(vilgot);
  await withChild(elsa);
  await site.page.goto(`${vilgots}/inkorg`);
  await scripted(site);
  await site.page.keyboard.press('Control+k');
  await expect(site.frame.switcherFilter).toBeFocused();
  await checked(site.page);
  await site.page.keyboard.type('els');
  await expect(site.page.locator('.switcher-panel').getByRole('link')).toHaveCount(1);
  await site.page.keyboard.press('Enter');
  await site.inbox.expectOpen(/^Elsas inkorg/);
  await expect(site.frame.heading(/^Elsas inkorg/)).toBeFocused();

  // With the arrows, and away again.
  await site.page.keyboard.press('Control+k');
  await expect(site.frame.switcherFilter).toHaveValue('');
  await site.page.keyboard.press('ArrowDown');
  await expect(site.page.locator('.switcher-panel').getByRole('link').first()).toBeFocused();
  await site.page.keyboard.press('ArrowDown');
  await expect(
    site.page.locator('.switcher-panel').getByRole('link', { name: vilgot }),
  ).toBeFocused();
  await site.page.keyboard.press('Escape');
  await expect(site.frame.switcherFilter).toBeHidden();
  await expect(site.frame.switcher).toBeFocused();
  await site.page.keyboard.press('Enter');
  await site.page.keyboard.press('Tab');
  await site.page.keyboard.type('xyz');
  await expect(site.page.locator('.switcher-panel')).toContainText('Ingen med det namnet.');
});

test('what has the focus can be seen', async ({ site, asPerson, withChild }) => {
  await asPerson(sara);
  const vilgots = await withChild(vilgot);
  for (const path of ['/', '/mig', vilgots]) {
    await site.page.goto(path);
    for (let stop = 0; stop < 12; stop += 1) {
      await site.page.keyboard.press('Tab');
      const seen = await site.page.evaluate(() => {
        const focused = document.activeElement;
        if (!focused || focused === document.body) return 'nothing';
        const style = getComputedStyle(focused);
        const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
        return outlined || style.boxShadow !== 'none' ? 'seen' : focused.outerHTML;
      });
      expect(seen, path).toMatch(/^(seen|nothing)$/);
    }
  }
});

/** Presses Tab until the element has the focus. */
async function tabTo(page: Page, element: Locator): Promise<void> {
  for (let stop = 0; stop < 60; stop += 1) {
    if (await element.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('the keyboard does not lead there');
}

/** The page's script runs: it adds the field to the switcher. */
async function scripted(site: Site): Promise<void> {
  await expect(site.frame.switcherFilter).toBeAttached();
}
