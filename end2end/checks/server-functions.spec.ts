import { expect, test } from '../world/fixtures.ts';
import { slips } from '../world/numbers.ts';
import { leo, malin, petra, sara, signe, tomas, vilgot, wilma } from '../world/people.ts';
import { callAddChild } from '../world/shortcuts.ts';

/** Each server function that changes something, and a body that it would read. */
const CHANGES: [string, Record<string, string>][] = [
  ['/api/child/add', { 'form[personnummer]': '' }],
  ['/api/inbox/change', { who: 'mig', thread: '-', act: 'read' }],
  ['/api/session/stay', {}],
  ['/api/log-in/poll', { nonce: '' }],
  ['/logga-in', { enhet: 'other' }],
  ['/logga-in/avbryt', {}],
  ['/logga-in/klar', {}],
  ['/logga-ut', {}],
  ['/mig/lagg-till-barn', { personnummer: '' }],
  ['/mig/installningar', { tema: 'dark' }],
];

test('bad input gets the same codes as the form', async ({ site, demo, asPerson }) => {
  await asPerson(sara);
  const client = site.page.context().request;
  for (const { typed, code } of slips(demo.numberOf(vilgot), demo.numberOf(malin))) {
    const answer = await callAddChild(client, demo, typed);
    expect(answer.status(), code).toBe(422);
    expect(await answer.json()).toMatchObject({
      code: 'fields',
      fields: [{ field: 'personnummer', code }],
    });
  }
  const own = await callAddChild(client, demo, demo.numberOf(sara));
  expect(await own.json()).toMatchObject({ fields: [{ code: 'number_own' }] });
});

test('a child that can not be added gets the same codes as the form', async ({
  site,
  another,
  demo,
  asPerson,
}) => {
  const refused = async (guardian: string, child: string) => {
    const own = await another();
    await asPerson(guardian, own);
    const answer = await callAddChild(own.page.context().request, demo, demo.numberOf(child));
    expect(answer.status()).toBe(403);
    return (await answer.json()).code;
  };
  const closed = { refused: 'cannot_be_added' };
  expect(await refused(petra, signe)).toEqual(closed);
  expect(await refused(malin, wilma)).toEqual(closed);
  expect(await refused(malin, leo)).toMatchObject({ refused: { guardian_ended: {} } });
  expect(await refused(tomas, wilma)).toEqual({ refused: 'your_protected_identity' });
  const nobody = await callAddChild(site.page.context().request, demo, demo.numberOf(vilgot));
  expect(nobody.status()).toBe(401);
  expect(await nobody.json()).toMatchObject({ code: 'logged_out' });
});

test('what does not come from our own pages is refused, and changes nothing', async ({
  site,
  demo,
  asPerson,
}) => {
  await asPerson(sara);
  const client = site.page.context().request;
  const foreign: Record<string, string>[] = [
    {},
    { origin: 'https://example.org' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: demo.origin },
  ];
  for (const [path, form] of CHANGES) {
    for (const headers of foreign) {
      const answer = await client.post(`${demo.origin}${path}`, { form, headers, maxRedirects: 0 });
      expect(answer.status(), `${path} ${JSON.stringify(headers)}`).toBe(403);
    }
  }
  await site.home.goto();
  await expect(site.page.locator('html')).toHaveAttribute('data-theme', 'auto');
});

test('nothing changes by being asked for', async ({ site, demo, asPerson }) => {
  await asPerson(sara);
  const client = site.page.context().request;
  for (const [path] of CHANGES) {
    const answer = await client.get(`${demo.origin}${path}`, { maxRedirects: 0 });
    expect(answer.status(), path).not.toBe(500);
  }
  await site.home.goto();
});

test('what can not be read at all is answered without a fault', async ({ site, demo, asPerson }) => {
  await asPerson(sara);
  const client = site.page.context().request;
  const headers = { origin: demo.origin, 'content-type': 'application/x-www-form-urlencoded' };
  for (const data of ['', 'form=1', 'form[personnummer]=%ff', 'x'.repeat(70_000)]) {
    const answer = await client.post(`${demo.origin}/api/child/add`, { data, headers });
    expect(answer.status(), data.slice(0, 20)).toBeGreaterThanOrEqual(400);
    expect(answer.status(), data.slice(0, 20)).toBeLessThan(500);
  }
});
