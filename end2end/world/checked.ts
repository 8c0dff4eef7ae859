/* What holds on every page, in every state that a journey comes by. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Page, expect } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Every rule that axe has but the experimental ones, and the target sizes of WCAG 2.2. */
const ALL: RunOptions = {
  rules: { 'target-size': { enabled: true } },
  // No rule of these needs it, and it writes style sheets that the page's policy forbids.
  preload: false,
};
/** What a theme can change. */
const COLOURS: RunOptions = { runOnly: ['color-contrast', 'link-in-text-block'], preload: false };

/** What the window's width can change, but for what stands on what ground. */
const ROOM: RunOptions = {
  runOnly: ['target-size', 'scrollable-region-focusable'],
  rules: { 'target-size': { enabled: true } },
  preload: false,
};

/** The rows of a long list are alike: once all have been looked at, its beginning stands for it. */
const MORE_ROWS = ['main li:nth-child(n + 9)', 'main .month:nth-of-type(n + 4)'];

/** A window's size. */
export interface Size {
  width: number;
  height: number;
}

/** Checks what another width of the window can change on a page that has been checked. */
export async function checkedAt(page: Page, size: Size): Promise<void> {
  await page.setViewportSize(size);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page, ROOM, 'light', MORE_ROWS);
}

/** The same, and in both themes whether all can be read there. */
export async function readableAt(page: Page, size: Size): Promise<void> {
  await checkedAt(page, size);
  await inBothThemes(page, COLOURS, MORE_ROWS);
}

/** Checks the page as it is now: its frame, its width, and its accessibility in both themes. */
export async function checked(page: Page): Promise<void> {
  await expect(page.locator('.skeleton')).toHaveCount(0);
  await expect(page.locator('html')).toHaveAttribute('lang', 'sv');
  await expect(page).toHaveTitle(/\S – Agera ombud$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  await expectNoSidewaysScroll(page);
  await inBothThemes(page, ALL);
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
  await page.emulateMedia({ colorScheme: 'light' });
  await expectAccessible(page, options, 'light', but);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page, COLOURS, 'dark', MORE_ROWS);
  await page.emulateMedia({ colorScheme: 'light' });
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
