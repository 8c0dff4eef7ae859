/* Who has read: care, the other guardian, and oneself. */
import { readFile } from 'node:fs/promises';
import type { Download } from '@playwright/test';
import { checked } from '../world/checked.ts';
import { expect, test } from '../world/fixtures.ts';
import { elsa, gunilla, sara, vilgot } from '../world/people.ts';

const UNIT = 'Allergi- och astmamottagningen Linden';

test('@once a guardian sees who has read about the child, and takes it home as a file', async ({
  site,
  another,
  asPerson,
  withChild,
}) => {
  await asPerson(sara);
  const child = await withChild(vilgot);
  await site.page.goto(`${child}/kontakta`);
  await site.contact.choose(UNIT);
  await site.contact.service('Skriv om Vilgot').click();
  await site.message.write('Hostan', 'Han hostar.');
  await expect(site.frame.notice('Meddelandet är skickat')).toBeVisible();
  const clinic = await another();
  await asPerson(gunilla, clinic);
  await clinic.desk.goto();
  await clinic.desk.unit(UNIT).click();
  await clinic.desk.case('Hostan').getByRole('link').click();
  await expect(clinic.desk.answer).toBeVisible();

  await site.page.goto(`${child}/journal`);
  await site.page.getByRole('link', { name: 'Vem har läst?' }).click();
  await expect(site.frame.heading('Vem har läst om Vilgot?')).toBeVisible();
  const rows = site.frame.main.getByRole('listitem');
  await expect(rows.filter({ hasText: UNIT }).filter({ hasText: 'Läste ett ärende' }).first()).toBeVisible();
  await expect(rows.filter({ hasText: 'Skrev ett meddelande' })).toContainText('Du');
  await checked(site.page);
  await site.page.getByRole('link', { name: 'Vården', exact: true }).click();
  await expect(rows.filter({ hasText: 'Skrev ett meddelande' })).toHaveCount(0);
  await expect(rows.filter({ hasText: UNIT }).first()).toBeVisible();

  const waiting = site.page.waitForEvent('download');
  await site.page.getByRole('link', { name: 'Hämta hela loggen som fil' }).click();
  const file = await waiting;
  expect(file.suggestedFilename()).toBe('logg.csv');
  const [head, ...entries] = await lines(file);
  expect(head).toBe('\ufeffDag;Tid;Vem;Vad');
  for (const entry of entries) expect(entry).toMatch(/^2026-11-21;10\.\d\d;[^;]+;[^;]+$/);
  const told = entries.map((entry) => entry.split(';').slice(2).join(';'));
  expect(told).toContain(`${UNIT};Läste ett ärende`);
  expect(told).toContain('Du;Skrev ett meddelande');
  expect(told[0], 'the newest first').toBe('Du;Hämtade den här loggen som fil');
});

// Feature B9: whoever may read the journal may read who has (R-J11), and that passes on with it (R-J4).
test('@once at 16 a child sees in its own log what its guardian and the clinic have read before', async ({
  site,
  another,
  demo,
  asPerson,
  withChild,
  watch,
}) => {
  test.slow();
  await asPerson(sara);
  const child = await withChild(elsa);
  await site.page.goto(`${child}/journal`);
  await site.journal.openFirst();
  await site.page.goto(`${child}/kontakta`);
  await site.contact.search('linden');
  await site.contact.choose(UNIT);
  await site.contact.service('Skriv om Elsa').click();
  await site.message.write('Pollen', 'Hon nyser.');
  await expect(site.frame.notice('Meddelandet är skickat')).toBeVisible();
  const clinic = await another();
  await asPerson(gunilla, clinic);
  await clinic.desk.goto();
  await clinic.desk.unit(UNIT).click();
  await clinic.desk.case('Pollen').getByRole('link').click();
  await expect(clinic.desk.answer).toBeVisible();

  // The guardian sees both: when, who, what.
  await site.page.goto(`${child}/logg`);
  const row = (who: string, what: string) =>
    site.frame.main.getByRole('listitem').filter({ hasText: who }).filter({ hasText: what }).first();
  const day = site.page.getByRole('region', { name: 'Lördag 21 november 2026' });
  await expect(row('Du', 'Läste en del av journalen')).toBeVisible();
  const reading = row(UNIT, 'Läste ett ärende');
  await expect(reading.locator('time')).toHaveText(/^10\.\d\d$/);
  await expect(day).toContainText(UNIT);

  // On paper: what the log says, and no ways to go.
  await site.page.emulateMedia({ media: 'print' });
  await expect(reading).toBeVisible();
  await expect(site.frame.heading('Vem har läst om Elsa?')).toBeVisible();
  for (const role of ['navigation', 'banner', 'contentinfo'] as const) {
    for (const part of await site.page.getByRole(role).all()) await expect(part).toBeHidden();
  }
  await expect(site.page.getByRole('link', { name: 'Hämta hela loggen som fil' })).toBeHidden();
  await expect(site.page.getByRole('link', { name: 'Till journalen' })).toBeHidden();
  await site.page.emulateMedia({ media: 'screen' });

  // Sixteen: it is the child's now, from the beginning, and not the guardian's.
  watch.allowStatus(401, 403);
  await demo.moveClock('2029-11-25T09:00:00');
  const teen = await another();
  await asPerson(elsa, teen);
  await teen.page.goto('/mig/journal');
  await teen.page.getByRole('link', { name: 'Vem har läst?' }).click();
  await expect(teen.frame.heading('Vem har läst?')).toBeVisible();
  const then = teen.page.getByRole('region', { name: 'Lördag 21 november 2026' });
  const rows = then.getByRole('listitem');
  const guardian = rows.filter({ hasText: `${sara}, vårdnadshavare` });
  await expect(guardian.filter({ hasText: 'Läste en del av journalen' })).not.toHaveCount(0);
  await expect(guardian.filter({ hasText: 'Skrev ett meddelande' })).toHaveCount(1);
  await expect(rows.filter({ hasText: UNIT }).filter({ hasText: 'Läste ett ärende' })).not.toHaveCount(0);
  await checked(teen.page);
  await asPerson(sara);
  await site.page.goto(`${child}/logg`);
  await expect(site.frame.heading('Barnet har fyllt 13 år')).toBeVisible();
});

/** The lines of a file that the browser has taken down. */
async function lines(file: Download): Promise<string[]> {
  return (await readFile(await file.path(), 'utf8')).trimEnd().split('\r\n');
}
