/* Exceptions A and B (R-J5, R-J6), in three browsers: guardian, teenager, unit. */
import { checked } from '../world/checked.ts';
import { expect, test } from '../world/fixtures.ts';
import { karin, leo, malin } from '../world/people.ts';

const UNIT = 'Vårdcentralen Sländan';

test('@once a guardian reads one unit by consent and decision, until the 16th birthday', async ({
  site,
  another,
  demo,
  asPerson,
  watch,
}) => {
  test.slow();
  // What is wrong in a form, what has closed, and sessions that have ended when the clock is moved.
  watch.allowStatus(401, 403, 422);
  const [teen, desk] = [await another(), await another()];
  await asPerson(malin);
  await asPerson(leo, teen);
  await asPerson(karin, desk);

  // The guardian applies.
  await site.application.goto();
  await expect(site.frame.main).toContainText('Du har inte gjort någon ansökan');
  await site.application.fillIn('sländan', UNIT, 'För att kunna hjälpa barnet med behandlingen');
  await site.page.getByLabel('Barnets personnummer').fill(demo.numberOf(leo));
  await checked(site.page);
  await site.application.send.click();
  await expect(site.frame.notice('Ansökan är skickad')).toBeVisible();
  await expect(site.application.list).toContainText('Väntar på barnets svar');
  await checked(site.page);

  // The unit can't decide yet.
  await desk.application.openAtUnit(UNIT);
  await expect(desk.application.act('Avslå ansökan')).toBeVisible();
  await expect(desk.application.form('Bevilja ansökan')).toHaveCount(0);
  await checked(desk.page);

  // The teenager hears of it, and consents.
  await teen.home.goto();
  await expect(teen.frame.notice('Malin Sandberg vill läsa din journal')).toBeVisible();
  await checked(teen.page);
  await teen.page.getByRole('link', { name: 'Läs och svara' }).click();
  await expect(teen.frame.main).toContainText('Du kan ändra dig när som helst');
  await checked(teen.page);
  await teen.application.act('Ja, jag samtycker').click();
  await expect(teen.frame.notice('Du har samtyckt')).toBeVisible();

  // The unit decides: not longer than up to the birthday.
  await desk.page.reload();
  await desk.application.approve('Det behövs för barnets vård', '2028-06-24');
  await expect(desk.page.getByRole('alert')).toContainText('dagen före 16-årsdagen');
  await checked(desk.page);
  await desk.application.approve('Det behövs för barnets vård', '2028-06-23');
  await expect(desk.frame.notice('Ansökan är beviljad')).toBeVisible();
  await expect(desk.application.history).toContainText('Barnet samtyckte');

  // The guardian reads that unit's part, and nothing else.
  await site.home.goto();
  const way = site.home.card(leo).getByRole('link');
  await expect(way).toHaveText(`Journal vid ${UNIT}, till och med 23 juni 2028`);
  await checked(site.page);
  await way.click();
  await expect(site.page.getByRole('region', { name: 'Du läser journalen för' })).toBeVisible();
  await expect(site.journal.entries.filter({ hasText: UNIT })).not.toHaveCount(0);
  await expect(site.frame.main).not.toContainText('Rådgivande samtal');
  await checked(site.page);
  const journal = new URL(site.page.url()).pathname;
  const inbox = await site.page.request.get(journal.replace('/journal', '/inkorg'));
  expect(inbox.status()).toBe(403);

  // On the 16th birthday it is over, and the child reads itself, all of it.
  await demo.moveClock('2028-06-23T23:59:40');
  await asPerson(malin);
  await site.page.goto(journal);
  await expect(site.journal.entries.first()).toBeVisible();
  await demo.moveClock('2028-06-24T00:00:00');
  await site.page.reload();
  await expect(site.frame.heading('Barnet har fyllt 13 år')).toBeVisible();
  await expect(site.journal.entries).toHaveCount(0);
  await site.application.goto();
  await expect(site.application.list).toContainText('Har gått ut');
  await asPerson(leo, teen);
  await teen.page.goto('/mig/journal');
  await expect(teen.journal.entries.filter({ hasText: 'Rådgivande samtal' })).toBeVisible();
});

test('@once a teenager who takes its consent back ends the reading at once', async ({
  site,
  another,
  demo,
  asPerson,
  watch,
}) => {
  const [teen, desk] = [await another(), await another()];
  await asPerson(malin);
  await asPerson(leo, teen);
  await asPerson(karin, desk);
  await site.application.fillIn('sländan', UNIT, 'Barnet vill det');
  await site.page.getByLabel('Barnets personnummer').fill(demo.numberOf(leo));
  await site.application.send.click();
  await expect(site.frame.notice('Ansökan är skickad')).toBeVisible();

  await teen.home.goto();
  await teen.page.getByRole('link', { name: 'Läs och svara' }).click();
  await teen.application.act('Nej, jag samtycker inte').click();
  await expect(teen.frame.notice('Du har sagt nej')).toBeVisible();
  await teen.application.act('Ja, jag samtycker').click();
  await expect(teen.frame.notice('Du har samtyckt')).toBeVisible();
  await desk.application.openAtUnit(UNIT);
  await desk.application.approve('Det behövs för barnets vård', '2027-01-31');
  await expect(desk.frame.notice('Ansökan är beviljad')).toBeVisible();
  await site.home.goto();
  await site.home.card(leo).getByRole('link').click();
  await expect(site.journal.entries.first()).toBeVisible();

  watch.allowStatus(403);
  await teen.page.reload();
  await teen.application.act('Ta tillbaka samtycket').click();
  await expect(teen.frame.notice('Samtycket är tillbakataget')).toBeVisible();
  await site.page.reload();
  await expect(site.frame.heading('Barnet har fyllt 13 år')).toBeVisible();
  await expect(site.journal.entries).toHaveCount(0);
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts on' : 'with scripts off', () => {
    test.use({ javaScriptEnabled });

    test('@once a teenager asks to read itself, and what is wrong is told at its field', async ({
      site,
      asPerson,
      watch,
    }) => {
      watch.allowStatus(403);
      watch.allowStatus(422);
      await asPerson(leo);
      await site.page.goto('/mig/journaltjanster');
      await site.page.getByRole('link', { name: 'Be att få läsa själv' }).click();
      await site.application.fillIn('sländan', UNIT, 'Annat');
      await site.application.send.click();
      await expect(site.page.getByLabel('Berätta mer')).toHaveAccessibleDescription(
        /Skriv varför du ansöker/,
      );
      await site.page.getByLabel('Berätta mer').fill('Jag vill se mina provsvar.');
      await site.application.send.click();
      await expect(site.frame.notice('Ansökan är skickad')).toBeVisible();
      await site.application.list.first().getByRole('link').click();
      await site.application.act('Återkalla ansökan').click();
      await expect(site.frame.notice('Ansökan är återkallad')).toBeVisible();
    });
  });
}
