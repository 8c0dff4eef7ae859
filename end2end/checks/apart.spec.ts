/* Who is kept apart from whom. */
import type { APIRequestContext } from '@playwright/test';
import { expect, test } from '../world/fixtures.ts';
import { amira, elsa, johan, noor, sara, vilgot } from '../world/people.ts';

const RANDOM = '019ab3c47a1e7c3d9f005b1d2c3e4f50';

test('two tabs with two children do not mix', async ({ site, tab, asPerson, withChild }) => {
  await asPerson(sara);
  const vilgots = await withChild(vilgot);
  const elsas = await withChild(elsa);
  const other = await tab();
  await site.page.goto(`${vilgots}/inkorg`);
  await other.page.goto(`${elsas}/inkorg`);
  await site.inbox.expectOpen(/^Vilgots inkorg/);
  await other.inbox.expectOpen(/^Elsas inkorg/);

  // Turn by turn in both, in the browser and by new documents.
  await site.inbox.rows.first().getByRole('link').click();
  await other.inbox.rows.first().getByRole('link').click();
  await expect(site.page).toHaveTitle(/^Vilgots/);
  await expect(other.page).toHaveTitle(/^Elsas/);
  await site.thread.act('Arkivera').click();
  await site.inbox.expectOpen(/^Vilgots inkorg/);
  await other.page.reload();
  await expect(other.frame.band).toContainText(elsa);
  await expect(other.thread.act('Arkivera')).toBeVisible();
  await site.frame.way('Journal').click();
  await other.frame.way('Tider').click();
  await expect(site.frame.heading('Vilgots journaltjänster')).toBeVisible();
  await expect(other.frame.heading('Elsas tider')).toBeVisible();
  await site.page.reload();
  await other.page.reload();
  await expect(site.frame.band).toContainText(vilgot);
  await expect(other.frame.band).toContainText(elsa);
});

test('switching keeps the area, and shows nothing of the child before', async ({
  site,
  asPerson,
  withChild,
}) => {
  await asPerson(sara);
  const vilgots = await withChild(vilgot);
  const elsas = await withChild(elsa);
  await site.page.goto(`${vilgots}/inkorg`);
  const before = await site.inbox.addresses();
  await site.frame.switchTo(elsa);
  await site.inbox.expectOpen(/^Elsas inkorg/);
  expect(new URL(site.page.url()).pathname).toBe(`${elsas}/inkorg`);
  await expect(site.frame.band).toContainText(elsa);
  for (const address of await site.inbox.addresses()) expect(before).not.toContain(address);
  await expect(site.page.locator('body')).not.toContainText('Hosta på nätterna');
});

test("two guardians of a child have addresses of their own, and the other's leads nowhere", async ({
  site,
  another,
  demo,
  asPerson,
  withChild,
  watch,
}) => {
  const his = site;
  const hers = await another();
  await asPerson(johan, his);
  await asPerson(amira, hers);
  const hisNoor = await withChild(noor, his);
  const herNoor = await withChild(noor, hers);
  expect(hisNoor).not.toBe(herNoor);

  const client = his.page.context().request;
  for (const area of ['', '/inkorg', '/journaltjanster', '/journal', '/installningar']) {
    expect(await page(client, demo.origin + hisNoor + area)).toMatchObject({ status: 200 });
    const others = await page(client, demo.origin + herNoor + area);
    expect(others.status).toBe(404);
    expect(others).toEqual(await page(client, `${demo.origin}/ombud/${RANDOM}${area}`));
  }
  for (const call of [
    '/api/child?link=',
    '/api/inbox?form[visa]=&who=',
    '/api/journal?form[typ]=&who=',
    '/api/journal/door?who=',
    '/api/settings?who=',
  ]) {
    const others = await answer(client, demo.origin + call + herNoor.slice('/ombud/'.length));
    expect(others.status, call).toBe(404);
    expect(others).toEqual(await answer(client, demo.origin + call + RANDOM));
  }

  watch.allowStatus(404);
  await his.page.goto(herNoor);
  await expect(his.frame.heading('Sidan finns inte')).toBeVisible();
  await his.page.goto(hisNoor);
  await his.overview.expectOpen('Noors översikt');

  // One puts a thread away: the inbox is the child's, so the other sees it too.
  await his.page.goto(`${hisNoor}/inkorg`);
  const subject = await his.inbox.rows.first().locator('.thread-subject').innerText();
  await his.inbox.open(subject);
  await his.thread.act('Arkivera').click();
  await his.inbox.expectOpen(/^Noors inkorg/);
  await hers.page.goto(`${herNoor}/inkorg?visa=arkiv`);
  await expect(hers.inbox.row(subject)).toBeVisible();
});

test("another's thread and entry are not found under one's own address", async ({
  site,
  another,
  demo,
  asPerson,
  withChild,
}) => {
  await asPerson(sara);
  const vilgots = await withChild(vilgot);
  const elsas = await withChild(elsa);
  const client = site.page.context().request;
  await site.page.goto(`${vilgots}/inkorg`);
  const [thread = ''] = await site.inbox.addresses();
  await site.page.goto(`${vilgots}/journal`);
  const [entry = ''] = await site.journal.addresses();

  for (const address of [thread, entry]) {
    expect((await client.get(demo.origin + address)).status()).toBe(200);
    const astray = address.replace(vilgots, elsas);
    expect((await client.get(demo.origin + astray)).status()).toBe(404);
    expect((await client.get(demo.origin + address.replace(vilgots, '/mig'))).status()).toBe(404);
    const random = address.replace(/[^/]+$/, RANDOM);
    expect((await client.get(demo.origin + random)).status()).toBe(404);
  }
  const hers = await another();
  await asPerson(amira, hers);
  const foreign = hers.page.context().request;
  expect((await foreign.get(demo.origin + thread)).status()).toBe(404);
  expect((await foreign.get(demo.origin + entry)).status()).toBe(404);
});

/** A page without what differs from one answer to the next: nonces, times, the link itself, and
 * the parts of the program that it tells the browser to fetch in advance. */
async function page(client: APIRequestContext, address: string) {
  const { status, body } = await answer(client, address);
  const parts = body
    .replaceAll(/<link[^>]*rel="(modulepreload|preload)"[^>]*>/g, '')
    .replaceAll(/nonce="[^"]*"/g, 'nonce')
    .replaceAll(/seconds_left\\?":\d+/g, 'seconds_left')
    .replaceAll(/\d\d\.\d\d|T\d\d:\d\d|"hour\\?":\d+|"minute\\?":\d+/g, 'time')
    .replaceAll(/\d+ (min|sekund)[^<]*/g, 'time')
    .split(/(?=<)|(?=__)/);
  // The data for hydration comes in the order in which it became known.
  const data = parts.filter((part) => part.startsWith('__')).sort();
  return { status, html: parts.filter((part) => !part.startsWith('__')), data };
}

async function answer(client: APIRequestContext, address: string) {
  const response = await client.get(address, { maxRedirects: 0 });
  const ids = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32}/g;
  return { status: response.status(), body: (await response.text()).replaceAll(ids, 'id') };
}
