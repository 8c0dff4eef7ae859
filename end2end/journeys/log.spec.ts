/* Who has read: care, the other guardian, and oneself. */
import { checked } from '../world/checked.ts';
import { expect, test } from '../world/fixtures.ts';
import { gunilla, sara, vilgot } from '../world/people.ts';

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
});
