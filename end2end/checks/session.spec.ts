import type { Page } from '@playwright/test';
import { checked } from '../world/checked.ts';
import { expect, test } from '../world/fixtures.ts';
import { sara, vilgot } from '../world/people.ts';

/** The page looks at its clock at least so often, in milliseconds. */
const LOOKS_EVERY = 5_000;

test('nobody sees a page about anybody without logging in, and is led back afterwards', async ({
  site,
  demo,
  phone,
  asPerson,
  another,
  withChild,
}) => {
  const other = await another();
  await asPerson(sara, other);
  const vilgots = await withChild(vilgot, other);

  await site.page.goto(`${vilgots}/inkorg?visa=olasta`);
  await expect(site.frame.heading('Logga in')).toBeVisible();
  await expect(site.page.locator('body')).not.toContainText('Vilgot');
  await site.logInPage.onAnotherDevice();
  await phone.open();
  await phone.choose(sara);
  await phone.approve();
  await site.inbox.expectOpen(/^Vilgots inkorg/);
  expect(site.page.url()).toBe(`${demo.origin}${vilgots}/inkorg?visa=olasta`);
});

test('a session that has rested for 20 minutes is over, and leads back to the same place', async ({
  site,
  demo,
  phone,
  asPerson,
  withChild,
}) => {
  await asPerson(sara);
  const vilgots = await withChild(vilgot);
  await site.page.goto(`${vilgots}/inkorg?visa=arkiv`);
  await site.inbox.expectOpen(/^Vilgots inkorg/);
  await demo.moveClock('2026-11-21T10:25:00');
  await site.page.reload();
  await expect(site.frame.notice('Du har loggats ut')).toBeVisible();
  await expect(site.page.locator('body')).not.toContainText('Vilgot');
  await checked(site.page);
  await site.logInPage.onAnotherDevice();
  await phone.open();
  await phone.choose(sara);
  await phone.approve();
  await site.inbox.expectOpen(/^Vilgots inkorg/);
  expect(site.page.url()).toBe(`${demo.origin}${vilgots}/inkorg?visa=arkiv`);
});

test('a click in a page whose session is over shows nothing, and leads back', async ({
  site,
  demo,
  asPerson,
  withChild,
  watch,
}) => {
  await asPerson(sara);
  await site.page.goto(await withChild(vilgot));
  await site.overview.expectOpen('Vilgots översikt');
  await hydrated(site.page);
  await demo.moveClock('2026-11-21T10:25:00');
  watch.allowStatus(401);
  await site.overview.door('Vilgots inkorg').click();
  await expect(
    site.frame.heading('Du är inte inloggad').or(site.frame.heading('Logga in')),
  ).toBeVisible();
  await expect(site.inbox.rows).toHaveCount(0);
});

test('a busy session ends after eight hours all the same', async ({ site, demo, asPerson }) => {
  await asPerson(sara);
  await site.home.goto();
  for (let minutes = 15; minutes < 8 * 60; minutes += 15) {
    await demo.moveClock(at(minutes));
    expect((await site.page.context().request.get(`${demo.origin}/api/home`)).status()).toBe(200);
  }
  await demo.moveClock(at(8 * 60 + 1));
  expect((await site.page.context().request.get(`${demo.origin}/api/home`)).status()).toBe(401);
});

test('logging out everywhere ends the other browser too', async ({ site, another, asPerson }) => {
  const other = await another();
  await asPerson(sara);
  await asPerson(sara, other);
  await other.home.goto();
  await site.page.goto('/mig/installningar');
  await expect(site.frame.main).toContainText(`Du är inloggad som ${sara}`);
  await site.settings.logOutEverywhere.click();
  await expect(site.frame.notice('Du är utloggad')).toBeVisible();
  await other.page.reload();
  await expect(other.frame.heading('Logga in')).toBeVisible();
});

test('logging out in one browser leaves the other alone', async ({ site, another, asPerson }) => {
  const other = await another();
  await asPerson(sara);
  await asPerson(sara, other);
  await site.home.goto();
  await site.frame.logOut(sara);
  await other.home.goto();
});

test('a warning comes before the end, and one can stay, by keyboard', async ({
  site,
  demo,
  asPerson,
  withChild,
  watch,
}) => {
  await asPerson(sara);
  const vilgots = await withChild(vilgot);
  await site.page.clock.install();
  await site.page.goto(`${vilgots}/inkorg`);
  await hydrated(site.page);
  const dialog = site.page.getByRole('dialog', { name: 'Du loggas snart ut' });
  await expect(dialog).toBeHidden();

  await demo.moveClock('2026-11-21T10:18:30');
  await comeBack(site.page);
  await expect(dialog).toBeVisible();
  await expect(dialog).toContainText('för att ingen annan ska se dina uppgifter');
  await checked(site.page);
  const stay = dialog.getByRole('button', { name: 'Fortsätt vara inloggad' });
  await expect(stay).toBeFocused();
  // The focus does not leave the dialog for the page behind it.
  await site.page.keyboard.press('Tab');
  await expect(dialog.getByRole('button', { name: 'Logga ut' })).toBeFocused();
  await site.page.keyboard.press('Shift+Tab');
  await expect(stay).toBeFocused();
  await site.page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(site.page.getByRole('contentinfo')).toContainText(/kl\. 10\.3[89]/);

  // And where nobody stays, the page closes by itself and tells nothing.
  watch.allowStatus(401);
  await demo.moveClock('2026-11-21T10:45:00');
  await comeBack(site.page);
  await expect(site.frame.notice('Du har loggats ut')).toBeVisible();
  await expect(site.page.locator('body')).not.toContainText('Vilgot');
  expect(new URL(site.page.url()).searchParams.get('vidare')).toBe(`${vilgots}/inkorg`);
});

test("a session's cookie is not for scripts, and is new at each log-in", async ({
  site,
  asPerson,
}) => {
  await asPerson(sara);
  const session = async () => {
    const cookies = await site.page.context().cookies();
    const found = cookies.filter((cookie) => cookie.httpOnly && cookie.sameSite === 'Lax');
    expect(found).toHaveLength(cookies.length);
    return cookies.map((cookie) => cookie.value).join();
  };
  const before = await session();
  expect(before).toMatch(/^\S{32,}$/);
  await asPerson(sara);
  expect(await session()).not.toBe(before);
});

/** The page's script runs. */
async function hydrated(page: Page): Promise<void> {
  await expect(page.locator('.switcher-filter, button:has-text("Skriv ut")').first()).toBeAttached();
}

/** Goes to another tab and comes back; meanwhile the page looks at its clock. */
async function comeBack(page: Page): Promise<void> {
  for (const hidden of [true, false]) {
    await page.evaluate((hidden) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
    }, hidden);
    await page.clock.fastForward(LOOKS_EVERY);
  }
}

function at(minutes: number): string {
  const time = new Date(Date.UTC(2026, 10, 21, 10, minutes));
  return time.toISOString().slice(0, 19);
}
