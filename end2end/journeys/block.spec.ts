/* A guardian is kept from a child: the clinic sees what it has done, the guardian sees nothing. */
import { checked } from '../world/checked.ts';
import { expect, test } from '../world/fixtures.ts';
import { amira, gunilla, johan, noor, sara, vilgot } from '../world/people.ts';
import { callAddChild } from '../world/shortcuts.ts';

const UNIT = 'Allergi- och astmamottagningen Linden';
const REFUSED = 'Du kan inte vara ombud för barnet';

test('@once a guardian is kept out while the journal is open, and it looks like any child that is not theirs', async ({
  site,
  another,
  demo,
  asPerson,
  withChild,
  watch,
}) => {
  test.slow();
  // What is closed, what is wrong in a form, and sessions that have ended when the clock is moved.
  watch.allowStatus(401, 403, 404, 422);
  await asPerson(amira);
  const noors = await withChild(noor);
  await site.page.goto(`${noors}/journal`);
  await site.journal.expectOpen('Noors journal');
  const [entry = ''] = await site.journal.addresses();
  const other = await another();
  await asPerson(johan, other);
  const his = await withChild(noor, other);
  await other.page.goto(`${his}/journal`);
  await other.journal.expectOpen('Noors journal');

  const clinic = await another();
  await asPerson(gunilla, clinic);
  await clinic.desk.goto();
  await clinic.desk.unit(UNIT).click();
  await clinic.page.getByRole('link', { name: 'Spärrar' }).click();
  await expect(clinic.frame.heading(`${UNIT}: spärrar`)).toBeVisible();
  await clinic.blocks.begin.click();
  await clinic.blocks.find(demo.numberOf(noor));
  expect(clinic.page.url()).toMatch(/\/sparrar\/ny$/);
  await checked(clinic.page);

  // What is missing is told at its field, and nothing is done.
  const { decision } = clinic.blocks;
  await decision.getByRole('button', { name: 'Spärra' }).click();
  await expect(decision.getByRole('alert')).toContainText('Välj vem som ska spärras.');
  await expect(decision.getByRole('alert')).toContainText('Kryssa i rutan om du vill spärra.');
  await checked(clinic.page);
  await clinic.blocks.choose(decision, amira);
  await decision.getByRole('radio', { name: 'Risk för att barnet far illa' }).check();
  await decision.getByRole('checkbox', { name: 'Ja, stäng allt' }).check();
  await decision.getByRole('button', { name: 'Spärra' }).click();
  await expect(clinic.frame.notice('Spärren gäller nu')).toContainText('söndag 21 februari 2027');
  await expect(clinic.blocks.block(amira)).toContainText('Risk för att barnet far illa');
  await checked(clinic.page);

  // The next click, the home page, and adding the child again.
  await site.page.locator(`a[href="${entry}"]`).click();
  await expect(site.frame.heading('Sidan finns inte')).toBeVisible();
  await site.home.goto();
  await expect(site.home.card(noor)).toHaveCount(0);
  const words: string[] = [];
  for (const child of [noor, vilgot]) {
    await site.addChild.goto();
    await site.addChild.add(demo.numberOf(child));
    await site.addChild.expectRefused(demo.numberOf(child), REFUSED);
    words.push(await site.frame.main.innerText());
  }
  expect(words[0]).toBe(words[1]);

  // The other guardian goes on, and hears nothing of it.
  await other.journal.openFirst();
  await other.home.goto();
  await expect(other.home.card(noor).getByRole('link', { name: noor, exact: true })).toBeVisible();
  await expect(other.frame.main).not.toContainText('spärr');

  // Three months later it holds until somebody has looked at it.
  await demo.moveClock('2027-02-21T08:00:00');
  await asPerson(amira);
  await asPerson(gunilla, clinic);
  const client = site.page.context().request;
  expect((await callAddChild(client, demo, demo.numberOf(noor))).status()).toBe(403);
  await clinic.desk.goto();
  await expect(clinic.desk.unit(UNIT)).toContainText('1 spärr att granska');
  await clinic.desk.unit(UNIT).click();
  await clinic.page.getByRole('link', { name: 'Spärrar' }).click();
  await expect(clinic.page.getByRole('heading', { name: 'Att granska (1)' })).toBeVisible();
  await clinic.blocks.end(amira, 'Skälet finns inte längre');
  await expect(clinic.frame.notice('Spärren är hävd')).toBeVisible();
  await checked(clinic.page);

  // The guardian may add the child again, and hears nothing of it either.
  await site.addChild.goto();
  await site.addChild.add(demo.numberOf(noor));
  await site.overview.expectOpen('Noors översikt');
  await site.frame.way('Journal').click();
  await site.journal.walkIn();
  await expect(site.journal.entries.first()).toBeVisible();
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts on' : 'with scripts off', () => {
    test.use({ javaScriptEnabled });

    test('@once an emergency stop is one step from the case', async ({
      site,
      another,
      demo,
      asPerson,
      withChild,
      watch,
    }) => {
      watch.allowStatus(401, 404);
      await asPerson(sara);
      const vilgots = await withChild(vilgot);
      await site.page.goto(`${vilgots}/kontakta`);
      await site.contact.choose(UNIT);
      await site.contact.service('Skriv om Vilgot').click();
      await site.message.write('Hostan', 'Han hostar.');
      await expect(site.frame.notice('Meddelandet är skickat')).toBeVisible();

      const clinic = await another({ javaScriptEnabled });
      await asPerson(gunilla, clinic);
      await clinic.desk.goto();
      await clinic.desk.unit(UNIT).click();
      await clinic.desk.case('Hostan').getByRole('link').click();
      await clinic.page.locator('summary', { hasText: 'Nödstopp' }).click();
      if (javaScriptEnabled) await checked(clinic.page);
      await clinic.desk.act('Gör nödstopp nu').click();
      await expect(clinic.frame.notice('Nödstoppet gäller nu')).toContainText(
        'lördag 28 november 2026',
      );
      await expect(clinic.blocks.block(sara)).toContainText('Nödstopp');
      await site.page.goto(`${vilgots}/inkorg`);
      await expect(site.frame.heading('Sidan finns inte')).toBeVisible();

      // Another week, and somebody must look at it.
      await demo.moveClock('2026-11-28T08:00:00');
      await asPerson(gunilla, clinic);
      await clinic.desk.goto();
      await expect(clinic.desk.unit(UNIT)).toContainText('1 spärr att granska');
      await clinic.desk.unit(UNIT).click();
      await clinic.page.getByRole('link', { name: 'Spärrar' }).click();
      await expect(clinic.page.getByRole('heading', { name: 'Att granska (1)' })).toBeVisible();
      const block = clinic.blocks.block(sara);
      await block.locator('summary', { hasText: 'Granskad' }).click();
      if (javaScriptEnabled) await checked(clinic.page);
      await block.getByRole('button', { name: 'Behåll spärren' }).click();
      await expect(clinic.frame.notice('Spärren ligger kvar')).toBeVisible();
      await expect(clinic.page.getByRole('heading', { name: /^Att granska/ })).toHaveCount(0);
    });
  });
}
