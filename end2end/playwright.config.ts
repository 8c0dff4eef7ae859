/*
 * Journeys that a person would make, in a real browser, against a release (scripts/e2e).
 *
 *   AGERA_BIN        the program
 *   AGERA_SITE       the built site
 *   AGERA_CHROMIUM   a Chromium; none: Playwright's own
 *   AGERA_PG_BIN     the folder of initdb and pg_ctl
 *   AGERA_PICTURES   set: take pictures of every page too
 */
import { defineConfig } from '@playwright/test';

const phone = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};
const desktop = { viewport: { width: 1280, height: 800 } };

const chromium = process.env.AGERA_CHROMIUM;
// Chromium's own sandbox does not start as root.
const asRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: '.',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  // On a busy machine a browser may be late; the report names what passed only at the second try.
  retries: 1,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    locale: 'sv-SE',
    timezoneId: 'Europe/Stockholm',
    contextOptions: { reducedMotion: 'reduce' },
    actionTimeout: 10_000,
    navigationTimeout: 15_000,
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      args: asRoot ? ['--no-sandbox'] : [],
    },
  },
  projects: [
    { name: 'desktop', testMatch: ['journeys/**/*.spec.ts', 'checks/**/*.spec.ts'], use: desktop },
    { name: 'phone', testMatch: 'journeys/**/*.spec.ts', grepInvert: /@once/, use: phone },
    ...(process.env.AGERA_PICTURES ? [{ name: 'pictures', testMatch: 'pictures/**/*.spec.ts' }] : []),
  ],
});
