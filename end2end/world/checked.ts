/* What holds on every page, in every state that a journey comes by. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Page, expect } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What is wrong, and no more: the rest takes as long again to write up. */
const LEAN: RunOptions = {
  resultTypes: ['violations'],
  selectors: false,
  // No rule of these needs it, and it writes style sheets that the page's policy forbids.
  preload: false,
};
/** Every rule that axe has but the experimental ones, and the target sizes of WCAG 2.2. */
const ALL: RunOptions = { ...LEAN, rules: { 'target-size': { enabled: true } } };
/** What a theme can change. */
const COLOURS: RunOptions = { ...LEAN, runOnly: ['color-contrast', 'link-in-text-block'] };

/** What the window's width can change, but for what stands on what ground. */
const ROOM: RunOptions = {
  ...LEAN,
  runOnly: ['target-size', 'scrollable-region-focusable'],
  rules: { 'target-size': { enabled: true } },
};
/** Both. */
const ROOM_AND_COLOURS: RunOptions = {
  ...ROOM,
  runOnly: ['target-size', 'scrollable-region-focusable', 'color-contrast', 'link-in-text-block'],
};

/** The rows of a long list are alike: once all have been looked at, its beginning stands for it. */
const MORE_ROWS = ['main li:nth-child(n + 9)', 'main .month:nth-of-type(n + 4)'];

/** A window's size. */
export interface Size {
  width: number;
  height: number;
}

/** A phone's window; one that is wider than twice that has another layout. */
const PHONE: Size = { width: 390, height: 844 };

/** Checks what another width of the window can change on a page that has been checked. */
export async function checkedAt(page: Page, size: Size): Promise<void> {
  await page.setViewportSize(size);
  await settled(page);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page, ROOM, 'light', MORE_ROWS);
}

/** Checks the page as it is now: its frame, and in both themes its width and its accessibility; on a
 * desktop what a phone's narrow window changes too. */
export async function checked(page: Page): Promise<void> {
  await expect(page.locator('.skeleton')).toHaveCount(0);
  await expect(page.locator('html')).toHaveAttribute('lang', 'sv');
  await expect(page).toHaveTitle(/\S – Agera ombud$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  await expectNoSidewaysScroll(page);
  await inBothThemes(page, ALL);
  const size = page.viewportSize();
  if (size && size.width > 2 * PHONE.width) {
    await page.setViewportSize(PHONE);
    await settled(page);
    await expectNoSidewaysScroll(page);
    await inBothThemes(page, ROOM_AND_COLOURS, MORE_ROWS);
    await page.setViewportSize(size);
  }
}

/** The page is no wider than the window. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const beyond = await page.evaluate(() => {
    const root = document.documentElement;
    return root.scrollWidth - root.clientWidth;
  });
  expect(beyond, `${page.url()} is wider than the window`).toBeLessThanOrEqual(0);
}

/** Waits until the page is drawn, and nothing is on its way from one colour to another. */
export async function settled(page: Page): Promise<void> {
  const moving = async () => {
    const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
    await frame();
    await frame();
    const running = document.getAnimations().filter(({ playState }) => playState === 'running');
    return running.length;
  };
  await expect.poll(() => page.evaluate(moving), { intervals: [20, 50, 100] }).toBe(0);
}

/** These rules in the light theme, and in the dark one what it can change. */
async function inBothThemes(page: Page, options: RunOptions, but: string[] = []): Promise<void> {
  await page.evaluate(stand);
  await page.emulateMedia({ colorScheme: 'light' });
  await expectAccessible(page, options, 'light', but);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page, COLOURS, 'dark', MORE_ROWS);
  await page.emulateMedia({ colorScheme: 'light' });
}

/** From now on this page's colours change at once: each step down the page would be waited for else. */
function stand(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('*, *::before, *::after { transition: none !important; }');
  document.adoptedStyleSheets = [sheet];
}

async function expectAccessible(
  page: Page,
  options: RunOptions,
  theme: string,
  but: string[],
): Promise<void> {
  await settled(page);
  // Evaluated by the browser's debugger, which the content security policy leaves alone.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const results = await page.evaluate(
    ({ options, but }) => {
      const { axe } = window as unknown as { axe: typeof import('axe-core') };
      const exclude = but.filter((rows) => document.querySelector(rows));
      return axe.run({ include: [document], exclude }, options);
    },
    { options, but },
  );
  const width = page.viewportSize()?.width;
  expect(violations(results), `${page.url()}, ${theme}, ${width} px`).toEqual([]);
}

function violations(results: AxeResults): string[] {
  return results.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.html} ${node.failureSummary ?? ''}`),
  );
}
