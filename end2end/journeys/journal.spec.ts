/* What is new or not signed is shown when one chooses so; what is measured is shown over time. */
import { checked } from '../world/checked.ts';
import { expect, test } from '../world/fixtures.ts';
import { sara, vilgot } from '../world/people.ts';

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts on' : 'with scripts off', () => {
    test.use({ javaScriptEnabled });

    test('@once new and unsigned entries are shown when one chooses so, for this visit', async ({
      site,
      asPerson,
      withChild,
    }) => {
      await asPerson(sara);
      const child = await withChild(vilgot);
      await site.page.goto(`${child}/journal`);
      const held = site.frame.main.getByRole('heading', { name: /nyare än 14 dagar/ });
      const unsigned = site.journal.entries.filter({ hasText: 'Ej signerad' });
      await expect(held).toBeVisible();
      await expect(unsigned).toHaveCount(0);
      await site.page.getByRole('button', { name: 'Visa dem den här gången' }).click();
      await expect(unsigned.first()).toBeVisible();
      await expect(held).toHaveCount(0);
      if (javaScriptEnabled) await checked(site.page);
      const address = (await unsigned.first().getByRole('link').getAttribute('href')) ?? '';

      await site.page.getByRole('button', { name: 'Dölj nya uppgifter' }).click();
      await expect(held).toBeVisible();
      await site.page.goto(address);
      await expect(site.frame.heading('Uppgiften är ny eller inte signerad')).toBeVisible();
      if (javaScriptEnabled) await checked(site.page);
      await site.page.getByRole('button', { name: 'Visa nya uppgifter den här gången' }).click();
      await expect(site.frame.main).toContainText('Ej signerad.');

      // Another visit.
      await asPerson(sara);
      await site.page.goto(`${child}/journal`);
      await expect(held).toBeVisible();
    });
  });
}

test('@once growth is shown as a curve, and as a table', async ({ site, asPerson, withChild }) => {
  await asPerson(sara);
  const child = await withChild(vilgot);
  await site.page.goto(`${child}/journal?typ=tillvaxt`);
  await site.journal.openFirst();
  await expect(site.page.getByRole('img', { name: /^Vikt: från .* kg den/ })).toBeVisible();
  const table = site.page.getByRole('region', { name: /^Vikt/ });
  await expect(table.getByRole('row')).not.toHaveCount(0);
  await table.getByRole('link').last().click();
  await expect(site.frame.main).toContainText('Vikt');
});
