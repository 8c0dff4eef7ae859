import { checked } from '../world/checked.ts';
import { expect, test } from '../world/fixtures.ts';
import { elsa, gunnar, leo, petra, sara, vilgot } from '../world/people.ts';

test('a long inbox comes in pages, unread first, each thread once', async ({
  site,
  asPerson,
  withChild,
}) => {
  await asPerson(sara);
  await site.page.goto(`${await withChild(vilgot)}/inkorg`);
  await expect(site.inbox.rows).toHaveCount(50);
  await expect(site.inbox.first).toHaveCount(0);
  const unread = await site.inbox.rows.evaluateAll((rows) =>
    rows.map((row) => (row.textContent ?? '').includes('Oläst')),
  );
  const some = unread.filter(Boolean).length;
  expect(some).toBeGreaterThan(0);
  expect(unread.slice(0, some).every(Boolean)).toBe(true);

  const first = await site.inbox.addresses();
  await site.inbox.next.click();
  await expect(site.inbox.first).toBeVisible();
  await checked(site.page);
  const second = await site.inbox.addresses();
  expect(second.length).toBeGreaterThan(0);
  expect(new Set([...first, ...second]).size).toBe(first.length + second.length);
  await site.inbox.first.click();
  await expect(site.inbox.rows).toHaveCount(50);
  expect(await site.inbox.addresses()).toEqual(first);
});

test('a long journal comes in pages, newest first, each entry once', async ({
  site,
  asPerson,
  withChild,
}) => {
  await asPerson(sara);
  await site.page.goto(`${await withChild(vilgot)}/journal`);
  await expect(site.journal.entries).toHaveCount(50);
  const dates = await site.journal.entries.locator('time').evaluateAll((times) =>
    times.map((time) => time.getAttribute('datetime') ?? ''),
  );
  expect(dates).toEqual([...dates].sort().reverse());
  const first = await site.journal.addresses();
  await site.journal.next.click();
  await expect(site.journal.first).toBeVisible();
  await checked(site.page);
  const second = await site.journal.addresses();
  expect(new Set([...first, ...second]).size).toBe(first.length + second.length);
});

test('filters of the inbox show what they say, and say when there is nothing', async ({
  site,
  asPerson,
  withChild,
}) => {
  await asPerson(sara);
  const elsas = await withChild(elsa);
  await site.page.goto(`${elsas}/inkorg`);
  await site.inbox.expectOpen('Elsas inkorg (3 olästa)');
  await site.inbox.show('Olästa');
  await expect(site.inbox.rows).toHaveCount(3);
  await site.inbox.show('Arkiv');
  await expect(site.inbox.rows).toHaveCount(2);

  for (let left = 3; left > 0; left -= 1) {
    await site.page.goto(`${elsas}/inkorg?visa=olasta`);
    await site.inbox.rows.first().getByRole('link').click();
    await expect(site.thread.act('Markera som oläst')).toBeVisible();
  }
  await site.page.goto(`${elsas}/inkorg?visa=olasta`);
  await expect(site.frame.main).toContainText('Du har läst allt');
  await checked(site.page);
  await site.page.getByRole('link', { name: 'Visa alla meddelanden' }).click();
  await site.inbox.expectOpen('Elsas inkorg');
});

test('where there is room the list stands beside the open thread', async ({
  site,
  asPerson,
  withChild,
}) => {
  await asPerson(sara);
  const elsas = await withChild(elsa);
  await site.page.goto(`${elsas}/inkorg`);
  await expect(site.frame.main).toContainText('Välj ett meddelande');
  await checked(site.page);
  const [first, second] = await site.inbox.addresses();
  await site.inbox.row('Oläst').first().getByRole('link').click();
  await expect(site.thread.messages.first()).toBeVisible();
  // The list says that it is read now, and which one is open.
  await expect(site.inbox.beside).toHaveAttribute('aria-label', 'Elsas inkorg (2 olästa)');
  await expect(site.inbox.current).toHaveAttribute('href', first ?? '');
  await checked(site.page);
  await site.inbox.beside.locator(`a[href="${second}"]`).click();
  await expect(site.inbox.beside).toHaveAttribute('aria-label', 'Elsas inkorg (1 oläst)');
  await expect(site.inbox.current).toHaveAttribute('href', second ?? '');

  // A narrow window shows the thread alone, and does not ask for the list.
  await site.page.setViewportSize({ width: 1000, height: 800 });
  await expect(site.inbox.beside).toHaveCount(0);
  const asked: string[] = [];
  site.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await site.page.reload();
  await expect(site.thread.act('Arkivera')).toBeVisible();
  await expect(site.frame.switcherFilter).toBeAttached();
  expect(asked).not.toContain('/api/inbox');
  await site.page.setViewportSize({ width: 1280, height: 800 });
  await expect(site.inbox.current).toHaveAttribute('href', second ?? '');
});

test('a thread can be marked as unread, and brought back from the archive', async ({
  site,
  asPerson,
}) => {
  await asPerson(leo);
  await site.page.goto('/mig/inkorg');
  await site.inbox.expectOpen('Min inkorg (1 oläst)');
  await site.inbox.open('Akne: ny kräm');
  await site.thread.act('Markera som oläst').click();
  await site.inbox.expectOpen('Min inkorg (2 olästa)');
  await expect(site.inbox.row('Akne: ny kräm')).toContainText('Oläst');
  await site.inbox.show('Arkiv');
  await site.inbox.open('Intyg till simskolan');
  await expect(site.thread.back('Till arkivet')).toBeVisible();
  await site.thread.act('Flytta till inkorgen').click();
  await expect(site.thread.act('Arkivera')).toBeVisible();
  await site.thread.back('Till min inkorg').click();
  await expect(site.inbox.row('Intyg till simskolan')).toBeVisible();
});

test('the journal is filtered by kind and unit, and keeps the focus', async ({
  site,
  asPerson,
  withChild,
}) => {
  await asPerson(sara);
  await site.page.goto(`${await withChild(vilgot)}/journal`);
  await site.journal.expectOpen('Vilgots journal');
  await site.journal.kind.focus();
  await site.journal.filterByKind('Vaccinationer', true);
  await expect(site.journal.entries.locator('.entry-kind').filter({ hasNotText: 'Vaccination' })).toHaveCount(0);
  await expect(site.journal.kind).toBeFocused();
  await site.journal.filterByUnit('Allergi- och astmamottagningen Linden', true);
  await expect(site.frame.main).toContainText('Inget här stämmer med ditt val');
  await checked(site.page);
  // The address holds the choice, so it can be loaded again and gone back from.
  await site.page.reload();
  await expect(site.journal.kind).toHaveValue('vaccination');
  await site.page.goBack();
  await expect(site.journal.entries.first()).toBeVisible();
  await site.page.goForward();
  await site.page.getByRole('link', { name: 'Visa hela journalen' }).click();
  await expect(site.journal.entries).toHaveCount(50);
});

test('where nothing is yet, the page says what will come', async ({ site, asPerson }) => {
  await asPerson(petra);
  await site.page.goto('/mig/inkorg');
  await expect(site.frame.main).toContainText('Inkorgen är tom');
  await checked(site.page);
  await site.inbox.show('Arkiv');
  await expect(site.frame.main).toContainText('Arkivet är tomt');
  await site.page.goto('/mig/journal');
  await expect(site.frame.main).toContainText('Journalen är tom');
  await checked(site.page);
});

test('an address that leads nowhere says so, and leads home', async ({ site, asPerson, watch, demo }) => {
  watch.allowStatus(404);
  await site.page.goto('/finns-inte');
  await expect(site.frame.heading('Sidan finns inte')).toBeVisible();
  await checked(site.page);
  await asPerson(gunnar);
  const client = site.page.context().request;
  for (const path of [
    '/mig/finns-inte',
    '/mig/inkorg/finns-inte',
    '/mig/journal/finns-inte',
    '/ombud/finns-inte',
    '/ombud/finns-inte/inkorg',
    '/ombud/finns-inte/journaltjanster/journalen',
  ]) {
    expect((await client.get(demo.origin + path)).status(), path).toBe(404);
    await site.page.goto(path);
    await expect(site.frame.heading('Sidan finns inte')).toBeVisible();
  }
  await checked(site.page);
  await site.frame.main.getByRole('link', { name: 'Till Mina sidor' }).click();
  await site.home.expectOpen();
});

test('an address with nonsense in its filter is answered calmly', async ({ site, asPerson, watch }) => {
  await asPerson(gunnar);
  watch.allowStatus(422);
  for (const path of ['/mig/inkorg?visa=allt', '/mig/journal?typ=x', '/mig/journal?enhet=x']) {
    await site.page.goto(path);
    await expect(site.frame.heading('Det gick inte att förstå adressen')).toBeVisible();
  }
  await checked(site.page);
  await site.page.goto('/mig/inkorg?efter=nonsens');
  await site.inbox.expectOpen(/^Min inkorg/);
});
