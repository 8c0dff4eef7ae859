/* Files with messages, both ways: chosen one by one, taken away, refused, sent, fetched. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { checked } from '../world/checked.ts';
import { expect, test } from '../world/fixtures.ts';
import { gunilla, sara, vilgot } from '../world/people.ts';

const UNIT = 'Allergi- och astmamottagningen Linden';
const file = (name: string) =>
  fileURLToPath(new URL(`../../testdata/files/${name}`, import.meta.url));
const PHOTO = file('foto-med-plats.jpg');
const PAGE = file('rad.pdf');

test('@once a photo goes to the clinic, and a document comes back', async ({
  site,
  another,
  asPerson,
  withChild,
  watch,
}) => {
  test.slow();
  watch.allowStatus(422);
  await asPerson(sara);
  await site.page.goto(`${await withChild(vilgot)}/kontakta`);
  await site.contact.choose(UNIT);
  await site.contact.service('Skriv om Vilgot').click();
  await expect(site.frame.heading('Skriv om Vilgot')).toBeVisible();
  await site.message.subject.fill('Utslag');
  await site.message.text.fill('Så här ser det ut.');

  // One by one: the first stays. What is not meant is taken away.
  await site.message.files.setInputFiles(PAGE);
  await site.message.files.setInputFiles(PHOTO);
  await expect(site.message.chosen).toHaveCount(2);
  await checked(site.page);
  await site.page.getByRole('button', { name: 'Ta bort rad.pdf' }).click();
  await expect(site.message.chosen).toHaveCount(1);

  // What is too large is told before it is sent; what it holds, only the server knows.
  const large = { name: 'film.mov', mimeType: 'video/quicktime', buffer: Buffer.alloc(10_485_761) };
  await site.message.files.setInputFiles(large);
  await expect(site.message.error('Filen är för stor')).toBeVisible();
  await site.page.getByRole('button', { name: 'Ta bort film.mov' }).click();
  const odd = { name: 'odd.pdf', mimeType: 'application/pdf', buffer: Buffer.from('GIF89a') };
  await site.message.files.setInputFiles(odd);
  await site.message.send.click();
  const summary = site.page.locator('.error-summary');
  await expect(summary).toContainText('odd.pdf: Den här sortens fil går inte att skicka');
  await expect(site.message.text).toHaveValue('Så här ser det ut.');
  await expect(site.message.chosen).toHaveCount(2);
  await checked(site.page);
  await site.page.getByRole('button', { name: 'Ta bort odd.pdf' }).click();
  await site.message.send.click();
  await expect(site.frame.notice('Meddelandet är skickat')).toBeVisible();
  await expect(site.thread.files).toHaveText(/foto-med-plats\.jpg/);
  await checked(site.page);

  const clinic = await another();
  await asPerson(gunilla, clinic);
  await clinic.desk.goto();
  await clinic.desk.unit(UNIT).click();
  await clinic.desk.case('Utslag').getByRole('link').click();
  const [photo] = await Promise.all([
    clinic.page.waitForEvent('download'),
    clinic.desk.files.click(),
  ]);
  expect(photo.suggestedFilename()).toBe('foto-med-plats.jpg');
  const kept = await readFile(await photo.path());
  expect(kept.includes('Provkamera')).toBe(false);
  expect((await readFile(PHOTO)).includes('Provkamera')).toBe(true);

  // What is chosen stays, whatever else is done with the case.
  await clinic.desk.answer.fill('Här är råden.');
  await clinic.page.getByLabel('Bifoga filer').setInputFiles(PAGE);
  await clinic.desk.act('Ta ärendet').click();
  await expect(clinic.frame.main).toContainText('Taget: Gunilla Frisk');
  await expect(clinic.desk.answer).toHaveValue('Här är råden.');
  await expect(clinic.page.getByRole('button', { name: 'Ta bort rad.pdf' })).toBeVisible();
  await checked(clinic.page);
  await clinic.desk.act('Svara', true).click();
  await expect(clinic.frame.notice('Svaret är skickat')).toBeVisible();

  await expect(site.thread.messages).toHaveCount(2);
  const [page] = await Promise.all([
    site.page.waitForEvent('download'),
    site.thread.files.last().click(),
  ]);
  expect(page.suggestedFilename()).toBe('rad.pdf');
  expect(await readFile(await page.path())).toEqual(await readFile(PAGE));
});

test.describe('with scripts off', () => {
  test.use({ javaScriptEnabled: false });

  test('@once files go with a message, and what is wrong with one is told', async ({
    site,
    asPerson,
    withChild,
    watch,
  }) => {
    watch.allowStatus(422);
    await asPerson(sara);
    await site.page.goto(`${await withChild(vilgot)}/kontakta`);
    await site.contact.search('linden');
    await site.contact.choose(UNIT);
    await site.contact.service('Skriv om Vilgot').click();
    const odd = { name: 'odd.pdf', mimeType: 'application/pdf', buffer: Buffer.from('GIF89a') };
    const photo = { name: 'foto.jpg', mimeType: 'image/jpeg', buffer: await readFile(PHOTO) };
    await site.message.files.setInputFiles([photo, odd]);
    await site.message.write('Utslag', 'Så här ser det ut.');
    await expect(site.page.locator('.error-summary')).toContainText('odd.pdf');
    await expect(site.message.text).toHaveValue('Så här ser det ut.');
    await expect(site.frame.main).toContainText('Välj filerna igen');
    await site.message.files.setInputFiles([PHOTO, PAGE]);
    await site.message.send.click();
    await expect(site.frame.notice('Meddelandet är skickat')).toBeVisible();
    await expect(site.thread.files).toHaveCount(2);
  });
});
