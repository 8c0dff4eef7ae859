import type { Page } from '@playwright/test';
import { checked } from '../world/checked.ts';
import { expect, test } from '../world/fixtures.ts';
import { coordinationNumber, slips } from '../world/numbers.ts';
import {
  hanna,
  johan,
  leo,
  malin,
  newborn,
  petra,
  sara,
  signe,
  tomas,
  tuva,
  vilgot,
  wilma,
} from '../world/people.ts';
import { callAddChild } from '../world/shortcuts.ts';

const CLOSED = 'Du kan inte vara ombud för barnet';

test('@once what is typed wrong is told at the field, and nothing typed is lost', async ({
  site,
  demo,
  asPerson,
}) => {
  await asPerson(sara);
  await site.addChild.goto();
  for (const { typed, text } of slips(demo.numberOf(vilgot), demo.numberOf(sara))) {
    await site.addChild.add(typed);
    await site.addChild.expectWrong(typed, text);
    await expect(site.addChild.summary).toBeFocused();
  }
  await checked(site.page);
  await site.addChild.summary.getByRole('link').click();
  await expect(site.addChild.field).toBeFocused();
});

test('@once a slip is told when the field is left, and is gone once it is mended', async ({
  site,
  demo,
  asPerson,
}) => {
  await asPerson(sara);
  await site.addChild.goto();
  const right = demo.numberOf(vilgot);
  await site.addChild.field.fill(right.slice(0, -1));
  await site.addChild.field.blur();
  await expect(site.addChild.fieldError).toContainText('10 eller 12 siffror');
  await expect(site.addChild.summary).toBeHidden();
  await checked(site.page);
  await site.addChild.field.focus();
  await site.addChild.field.press('End');
  await site.addChild.field.press(right.slice(-1));
  await expect(site.addChild.fieldError).toBeHidden();
  await site.addChild.field.press('Enter');
  await site.overview.expectOpen('Vilgots översikt');
});

test("@once one's own number is not a child's", async ({ site, demo, asPerson, watch }) => {
  watch.allowStatus(422);
  await asPerson(sara);
  await site.addChild.goto();
  const own = demo.numberOf(sara);
  await site.addChild.add(own);
  await site.addChild.expectWrong(own, 'Det här är ditt eget personnummer. Skriv barnets personnummer.');
  await expect(site.addChild.summary).toBeFocused();
});

test('@once who can not be added is told as one and the same', async ({
  site,
  another,
  demo,
  asPerson,
  watch,
}) => {
  watch.allowStatus(403);
  // No custody, custody that has ended, a protected child, and a number that nobody has.
  const tries: [string, string][] = [
    [petra, signe],
    [johan, tuva],
    [malin, wilma],
    [petra, vilgot],
  ];
  const told = new Set<string>();
  for (const [guardian, child] of tries) {
    const own = guardian === petra ? site : await another();
    await asPerson(guardian, own);
    await own.addChild.goto();
    await own.addChild.add(demo.numberOf(child));
    await own.addChild.expectRefused(demo.numberOf(child), CLOSED);
    told.add(await own.addChild.refusal.innerText());
  }
  expect([...told]).toHaveLength(1);
  await checked(site.page);
});

test('@once a child who has turned 13, and one who guards nobody for protection', async ({
  site,
  another,
  demo,
  asPerson,
  watch,
}) => {
  watch.allowStatus(403);
  await asPerson(malin);
  for (const child of [leo, hanna]) {
    await site.addChild.goto();
    await site.addChild.add(demo.numberOf(child));
    await site.addChild.expectRefused(demo.numberOf(child), 'Barnet har fyllt 13 år');
  }
  await checked(site.page);

  const his = await another();
  await asPerson(tomas, his);
  await his.addChild.goto();
  await his.addChild.add(demo.numberOf(wilma));
  await his.addChild.expectRefused(
    demo.numberOf(wilma),
    'Du kan inte vara ombud med skyddade personuppgifter',
  );
});

test.describe('as many tries as in production', () => {
  test.use({ environment: { AGERA_LIMITS_CHILD_TRIES: '20' } });

  test('@once too many tries have to wait', async ({ site, demo, asPerson, watch }) => {
    await asPerson(petra);
    await site.addChild.goto();
    const number = demo.numberOf(signe);
    const client = site.page.context().request;
    await expect
      .poll(async () => (await callAddChild(client, demo, number)).status(), { intervals: [0] })
      .toBe(429);
    watch.allowStatus(429);
    await site.addChild.add(number);
    await site.addChild.expectRefused(number, 'För många försök');
  });
});

test('@once a newborn without a name is shown by its number everywhere', async ({
  site,
  demo,
  asPerson,
}) => {
  const number = demo.numberOf(newborn);
  await asPerson(sara);
  await site.addChild.goto();
  await site.addChild.add(number);
  await site.overview.expectOpen(`Översikt för ${number}`);
  await expect(site.frame.notice(`Nu är ${number} tillagd`)).toBeVisible();
  await expect(site.frame.band).toContainText(number);
  await expect(site.frame.band).toContainText('9 dagar');
  await expect(site.page).toHaveTitle(new RegExp(number));
  await checked(site.page);

  await site.overview.door(`Inkorg för ${number}`).click();
  await site.inbox.expectOpen(`Inkorg för ${number} (2 olästa)`);
  await site.frame.way('Journal').click();
  await site.journal.walkIn();
  await site.journal.expectOpen(`Journal för ${number}`);
  await site.frame.way('Tider').click();
  await expect(site.frame.heading(`Tider för ${number}`)).toBeVisible();
  await checked(site.page);
  await site.frame.switchBack();
  await expect(site.home.card(number)).toContainText(`Inkorg för ${number}`);
  // The number is in no address.
  for (const address of [site.page.url(), ...(await links(site.page))]) {
    expect(address).not.toContain(number.slice(-4));
  }
});

test('@once a child can be taken off the list, and added again', async ({
  site,
  asPerson,
  withChild,
  demo,
  watch,
}) => {
  watch.allowStatus(422);
  await asPerson(sara);
  const address = await withChild(vilgot);
  await site.page.goto(`${address}/installningar`);
  await site.settings.remove('Vilgot').click();
  await expect(site.frame.main).toContainText('Kryssa i rutan om du vill ta bort.');
  await checked(site.page);
  await site.settings.confirmRemoval('Vilgot').check();
  await site.settings.remove('Vilgot').click();
  await expect(site.frame.notice('Barnet är borttaget från din lista')).toBeVisible();
  await checked(site.page);
  await site.home.addChild.click();
  await site.addChild.add(demo.numberOf(vilgot));
  await site.overview.expectOpen('Vilgots översikt');
});

test.describe('with scripts off', () => {
  test.use({ javaScriptEnabled: false });

  test('@once the same is told, and nothing typed is lost', async ({ site, demo, asPerson, watch }) => {
    watch.allowStatus(422, 403);
    await asPerson(malin);
    await site.addChild.goto();
    for (const { typed, text } of slips(demo.numberOf(vilgot), demo.numberOf(sara))) {
      await site.addChild.add(typed);
      await site.addChild.expectWrong(typed, text);
    }
    await site.addChild.add(coordinationNumber());
    await expect(site.addChild.fieldError).toContainText('samordningsnummer');
    for (const [child, title] of [
      [leo, 'Barnet har fyllt 13 år'],
      [wilma, CLOSED],
    ] as const) {
      await site.addChild.add(demo.numberOf(child));
      await site.addChild.expectRefused(demo.numberOf(child), title);
    }
  });
});

async function links(page: Page): Promise<string[]> {
  return await page.getByRole('link').evaluateAll((links) =>
    links.map((link) => link.getAttribute('href') ?? ''),
  );
}
