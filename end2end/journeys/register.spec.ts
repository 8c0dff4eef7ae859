/* What the population register says anew while pages are open (R-G6, R-G7, R-G8): with the browsers of
   two guardians and a unit. An operator imports it, as one does where no register can be asked. */
import { checked } from '../world/checked.ts';
import type { Demo } from '../world/demo.ts';
import { type Site, expect, test } from '../world/fixtures.ts';
import { amira, gunilla, johan, noor, vilgot } from '../world/people.ts';
import type { Registered } from '../world/register.ts';

const UNIT = 'Allergi- och astmamottagningen Linden';
const NOT_THERE = 'Sidan finns inte';
const REFUSED = 'Du kan inte vara ombud för barnet';
const NO_OMBUD = 'Du kan inte vara ombud med skyddade personuppgifter';
const CLOSED = 'Mottagningen behöver godkänna dig först';

const MINUTE = 60;
/** One of Skatteverket's test numbers that nobody of the demo has. */
const FREE = '20231229-2382';

// The register's answer is good for an hour, so that it becomes too old within one session.
test.use({ rules: { custody_hours: 1 }, environment: { AGERA_SESSIONS_IDLE_MINUTES: '120' } });

/** The family as the register has it. */
function family(demo: Demo): Record<'johan' | 'amira' | 'noor', Registered> {
  const guardianOf = [{ child: demo.numberOf(noor) }];
  return {
    johan: { number: demo.numberOf(johan), born: '1983-02-05', name: ['Johan', 'Ekdahl'], guardianOf },
    amira: { number: demo.numberOf(amira), born: '1987-05-30', name: ['Amira', 'Haddad'], guardianOf },
    noor: { number: demo.numberOf(noor), born: '2021-09-07', name: ['Noor', 'Ekdahl Haddad'] },
  };
}

/** Writes to the unit about Noor. */
async function write(site: Site, child: string): Promise<void> {
  await site.page.goto(`${child}/kontakta`);
  await site.contact.search('linden');
  await site.contact.choose(UNIT);
  await site.contact.service('Skriv om Noor').click();
  await site.message.write('Pollen', 'Kan hon leka ute?');
  await expect(site.frame.notice('Meddelandet är skickat')).toBeVisible();
}

/** Opens that case at the unit. */
async function openCase(desk: Site): Promise<void> {
  await desk.desk.goto();
  await desk.desk.unit(UNIT).click();
  await desk.desk.case('Pollen').getByRole('link').click();
  await expect(desk.desk.answer).toBeVisible();
}

test('@once a child that becomes protected leaves both guardians, and its name leaves the unit', async ({
  site: his,
  another,
  demo,
  asPerson,
  withChild,
  watch,
}) => {
  test.slow();
  const [hers, desk] = [await another(), await another()];
  await asPerson(johan, his);
  await asPerson(amira, hers);
  await asPerson(gunilla, desk);
  const herNoor = await withChild(noor, hers);
  const hisNoor = await withChild(noor, his);
  await write(his, hisNoor);
  await openCase(desk);
  await expect(desk.frame.main).toContainText(noor);
  await his.page.goto(`${hisNoor}/journal`);
  await his.journal.expectOpen('Noors journal');
  await hers.page.goto(herNoor);
  await hers.overview.expectOpen('Noors översikt');

  await demo.importRegister([{ ...family(demo).noor, protection: 'confidential' }]);
  // While the register's answer may be relied on nobody knows.
  await demo.pass(30 * MINUTE);
  await his.journal.openFirst();
  await demo.pass(31 * MINUTE);
  watch.allowStatus(403, 404);
  await his.frame.way('Inkorg').click();
  await expect(his.frame.heading(NOT_THERE)).toBeVisible();
  await expect(his.inbox.rows).toHaveCount(0);
  await checked(his.page);
  await hers.overview.door('Noors inkorg').click();
  await expect(hers.frame.heading(NOT_THERE)).toBeVisible();

  // To both it is like any child that is not theirs.
  for (const site of [his, hers]) {
    await site.home.goto();
    await expect(site.home.card(noor)).toHaveCount(0);
  }
  const words: string[] = [];
  for (const child of [noor, vilgot]) {
    await his.addChild.goto();
    await his.addChild.add(demo.numberOf(child));
    await his.addChild.expectRefused(demo.numberOf(child), REFUSED);
    words.push(await his.frame.main.innerText());
  }
  expect(words[0]).toBe(words[1]);

  // The unit has the number and a mark, on the case and in its list.
  await desk.page.reload();
  await expect(desk.frame.notice('Personen har skyddade personuppgifter')).toBeVisible();
  await expect(desk.frame.main).toContainText(demo.numberOf(noor));
  await expect(desk.page.locator('body')).not.toContainText('Noor');
  await expect(desk.page).not.toHaveTitle(/Noor/);
  await checked(desk.page);
  await desk.page.getByRole('link', { name: 'Till ärendena' }).click();
  await expect(desk.desk.case('Pollen')).toContainText('Skyddade personuppgifter');
  await expect(desk.desk.case('Pollen')).toContainText(demo.numberOf(noor));
  await expect(desk.page.locator('body')).not.toContainText('Noor');
});

test('@once a guardian who becomes protected is nobody\'s ombud, and writes where it is approved', async ({
  site: hers,
  another,
  demo,
  asPerson,
  withChild,
  watch,
}) => {
  test.slow();
  const [his, desk] = [await another(), await another()];
  await asPerson(amira, hers);
  await asPerson(johan, his);
  await asPerson(gunilla, desk);
  const hisNoor = await withChild(noor, his);
  const herNoor = await withChild(noor, hers);
  await write(hers, herNoor);
  await openCase(desk);
  await expect(desk.frame.main).toContainText(amira);
  await hers.page.goto(`${herNoor}/journal`);
  await hers.journal.expectOpen('Noors journal');
  const [entry = ''] = await hers.journal.addresses();
  await his.page.goto(`${hisNoor}/journal`);
  await his.journal.expectOpen('Noors journal');

  await demo.importRegister([{ ...family(demo).amira, protection: 'confidential' }]);
  await demo.pass(61 * MINUTE);
  watch.allowStatus(403, 404, 422);
  await hers.page.locator(`a[href="${entry}"]`).click();
  // The very request that the register is asked in knows her as she was: no custody is all it finds.
  await expect(hers.frame.heading(NO_OMBUD).or(hers.frame.heading(NOT_THERE))).toBeVisible();
  await hers.page.reload();
  await expect(hers.frame.heading(NO_OMBUD)).toBeVisible();
  await expect(hers.entry.entry).toHaveCount(0);
  await checked(hers.page);
  await hers.addChild.goto();
  await hers.addChild.add(demo.numberOf(noor));
  await hers.addChild.expectRefused(demo.numberOf(noor), NO_OMBUD);
  // The other goes on.
  await his.journal.openFirst();

  // The unit does not have the name any more.
  await desk.page.reload();
  await expect(desk.frame.main).toContainText('Kan hon leka ute?');
  await expect(desk.frame.main).toContainText('Namnet är skyddat');
  await expect(desk.page.locator('body')).not.toContainText('Amira');
  await checked(desk.page);

  // As herself she writes once the unit has approved her (R-G8).
  await hers.page.goto('/mig/kontakta');
  await hers.contact.search('linden');
  await expect(hers.frame.main).toContainText(CLOSED);
  const way = hers.frame.main.getByRole('link', { name: new RegExp(`^${UNIT}`) });
  await expect(way).toHaveCount(0);
  await desk.page.getByRole('link', { name: 'Till ärendena' }).click();
  await desk.page.getByRole('link', { name: 'Godkända med skyddade personuppgifter' }).click();
  await desk.desk.approve(demo.numberOf(amira));
  await expect(desk.frame.notice('Personen är godkänd')).toBeVisible();
  await hers.page.reload();
  await hers.contact.choose(UNIT);
  await expect(hers.contact.service('Skriv ett meddelande')).toBeVisible();
});

test('@once custody that ends by register closes the open page, and the other guardian goes on', async ({
  site: his,
  another,
  demo,
  asPerson,
  withChild,
  watch,
}) => {
  const hers = await another();
  await asPerson(johan, his);
  await asPerson(amira, hers);
  const hisNoor = await withChild(noor, his);
  const herNoor = await withChild(noor, hers);
  await his.page.goto(`${hisNoor}/journal`);
  await his.journal.expectOpen('Noors journal');
  await hers.page.goto(`${herNoor}/journal`);
  await hers.journal.expectOpen('Noors journal');

  const until = '2026-11-20';
  const ended = [{ child: demo.numberOf(noor), until }];
  await demo.importRegister([{ ...family(demo).johan, guardianOf: ended }]);
  await demo.pass(30 * MINUTE);
  await his.journal.openFirst();
  await demo.pass(31 * MINUTE);
  watch.allowStatus(403, 404);
  await his.frame.way('Inkorg').click();
  await expect(his.frame.heading(NOT_THERE)).toBeVisible();
  await expect(his.inbox.rows).toHaveCount(0);
  await his.home.goto();
  await expect(his.home.card(noor)).toHaveCount(0);
  await his.addChild.goto();
  await his.addChild.add(demo.numberOf(noor));
  await his.addChild.expectRefused(demo.numberOf(noor), REFUSED);
  await hers.journal.openFirst();
  await hers.home.goto();
  await expect(hers.home.card(noor).getByRole('link', { name: noor, exact: true })).toBeVisible();
});

test('@once a newborn can be added from the hour in which the register has it', async ({
  site,
  demo,
  asPerson,
  watch,
}) => {
  watch.allowStatus(403);
  await asPerson(amira);
  await site.addChild.goto();
  await site.addChild.add(FREE);
  await site.addChild.expectRefused(FREE, REFUSED);

  const { amira: mother } = family(demo);
  const guardianOf = [...(mother.guardianOf ?? []), { child: FREE }];
  await demo.importRegister([{ number: FREE, born: '2026-11-19' }, { ...mother, guardianOf }]);
  await site.addChild.add(FREE);
  await site.overview.expectOpen(`Översikt för ${FREE}`);
  await expect(site.frame.band).toContainText('2 dagar');

  // Named a little later: the name stands there at the next log-in.
  await demo.importRegister([{ number: FREE, born: '2026-11-19', name: ['Mira', 'Haddad'] }]);
  await asPerson(amira);
  await site.home.goto();
  await site.home.openChild('Mira Haddad');
  await site.overview.expectOpen('Miras översikt');
});
