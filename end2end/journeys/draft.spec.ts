/* What is begun and not sent is there again; and the clinic's texts for answers. */
import { checked } from '../world/checked.ts';
import { expect, test } from '../world/fixtures.ts';
import { gunilla, sara, vilgot } from '../world/people.ts';

const UNIT = 'Allergi- och astmamottagningen Linden';
const TEXT = 'Han hostar fortfarande på natten, mest mot morgonen.';

test('@once a tab is closed before the message is sent: what was written is there again', async ({
  site,
  tab,
  asPerson,
  withChild,
}) => {
  test.slow();
  await asPerson(sara);
  const child = await withChild(vilgot);
  const first = await tab();
  await first.page.goto(`${child}/kontakta`);
  await first.contact.choose(UNIT);
  await first.contact.service('Skriv om Vilgot').click();
  await first.message.subject.fill('Hostan');
  await first.message.text.fill(TEXT);
  await expect(first.frame.notice('Utkast sparat')).toBeVisible();
  await checked(first.page);
  await first.page.close();

  // The inbox leads back to it.
  await site.page.goto(`${child}/inkorg`);
  await checked(site.page);
  await site.message.draft('Hostan').click();
  await expect(site.frame.notice('Det här är ditt utkast från')).toBeVisible();
  await expect(site.message.subject).toHaveValue('Hostan');
  await expect(site.message.text).toHaveValue(TEXT);
  await checked(site.page);

  await site.message.send.click();
  await expect(site.frame.notice('Meddelandet är skickat')).toBeVisible();
  await expect(site.thread.messages).toHaveCount(1);
  await site.page.goto(`${child}/inkorg`);
  await expect(site.inbox.row('Hostan')).toHaveCount(1);
  await expect(site.page.getByRole('heading', { name: /^Utkast/ })).toHaveCount(0);
});

test('@once an answer that is begun is there again, until it is thrown away', async ({
  site,
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

  // Left for another page of ours before a second has passed.
  await site.message.text.fill('En sak till.');
  await site.frame.way('Hem').click();
  await expect(site.overview.door('Kontakta mottagning')).toBeVisible();
  await site.frame.way('Inkorg').click();
  await site.message.draft('Hostan').click();
  await expect(site.message.text).toHaveValue('En sak till.');
  await site.message.throwAway.click();
  await expect(site.frame.notice('Utkastet är borttaget')).toBeVisible();
  await expect(site.message.text).toHaveValue('');
  await site.page.reload();
  await expect(site.message.text).toHaveValue('');
  await expect(site.frame.notice('Det här är ditt utkast')).toHaveCount(0);
});

test('@once without a connection nothing is lost, and it is kept once there is one', async ({
  site,
  asPerson,
  withChild,
  context,
  watch,
}) => {
  watch.allow(/net::ERR_INTERNET_DISCONNECTED/);
  await asPerson(sara);
  const child = await withChild(vilgot);
  await site.page.goto(`${child}/kontakta`);
  await site.contact.choose(UNIT);
  await site.contact.service('Skriv om Vilgot').click();
  await expect(site.message.text).toBeVisible();
  await context.setOffline(true);
  await site.message.text.fill(TEXT);
  await expect(site.frame.notice('Utkastet kunde inte sparas. Texten finns kvar här.')).toBeVisible();
  await expect(site.message.text).toHaveValue(TEXT);
  await context.setOffline(false);
  await expect(site.frame.notice('Utkast sparat')).toBeVisible();
});

test('@once in two tabs the newer text is kept, and the other is told', async ({
  site,
  tab,
  asPerson,
  withChild,
  watch,
}) => {
  watch.allowStatus(409);
  await asPerson(sara);
  const child = await withChild(vilgot);
  const other = await tab();
  for (const { page, contact, message } of [site, other]) {
    await page.goto(`${child}/kontakta`);
    await contact.choose(UNIT);
    await contact.service('Skriv om Vilgot').click();
    await expect(message.text).toBeVisible();
  }
  await other.message.text.fill(TEXT);
  await expect(other.frame.notice('Utkast sparat')).toBeVisible();
  await site.message.text.fill('Han hostar.');
  await expect(site.frame.notice('Du har skrivit vidare i en annan flik')).toBeVisible();
  await expect(site.message.text).toHaveValue('Han hostar.');
  await checked(site.page);
  await site.page.reload();
  await expect(site.message.text).toHaveValue(TEXT);
});

test('@once a text for answers comes after what is written', async ({
  site,
  another,
  asPerson,
  withChild,
}) => {
  await asPerson(sara);
  await site.page.goto(`${await withChild(vilgot)}/kontakta`);
  await site.contact.choose(UNIT);
  await site.contact.service('Skriv om Vilgot').click();
  await site.message.write('Fråga om gympa', 'Kan han vara med?');
  await expect(site.frame.notice('Meddelandet är skickat')).toBeVisible();

  const clinic = await another();
  await asPerson(gunilla, clinic);
  await clinic.desk.goto();
  await clinic.desk.unit(UNIT).click();
  await clinic.page.getByRole('link', { name: 'Mallar för svar' }).click();
  await expect(clinic.frame.heading(`${UNIT}: mallar`)).toBeVisible();
  await checked(clinic.page);
  await clinic.desk.keepTemplate('Gympa', 'Ja, med två puffar först.');
  await expect(clinic.frame.notice('Mallen är sparad')).toBeVisible();

  await clinic.desk.goto();
  await clinic.desk.unit(UNIT).click();
  await clinic.desk.case('Fråga om gympa').getByRole('link').click();
  await clinic.desk.answer.fill('Hej Sara');
  await clinic.desk.insert('Gympa');
  await expect(clinic.desk.answer).toHaveValue('Hej Sara\n\nJa, med två puffar först.');
  await expect(clinic.desk.answer).toBeFocused();
  await checked(clinic.page);
  await clinic.desk.act('Svara', true).click();
  await expect(clinic.frame.notice('Svaret är skickat')).toBeVisible();
  await expect(site.thread.messages.last()).toContainText('Ja, med två puffar först.');
});

test.describe('with scripts off', () => {
  test.use({ javaScriptEnabled: false });

  test('@once a button keeps what is begun, and a text is put into an answer', async ({
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
    await site.message.subject.fill('Hostan');
    await site.message.text.fill('Han');
    await site.message.keep.click();
    await expect(site.frame.notice('Utkastet är sparat')).toBeVisible();
    await expect(site.message.text).toHaveValue('Han');
    await site.page.goto(`${child}/inkorg`);
    await site.message.draft('Hostan').click();
    await site.message.throwAway.click();
    await expect(site.frame.notice('Utkastet är borttaget')).toBeVisible();
    await site.message.write('Hostan', 'Han hostar.');
    await expect(site.frame.notice('Meddelandet är skickat')).toBeVisible();

    const clinic = await another({ javaScriptEnabled: false });
    await asPerson(gunilla, clinic);
    await clinic.desk.goto();
    await clinic.desk.unit(UNIT).click();
    await clinic.desk.case('Hostan').getByRole('link').click();
    await clinic.desk.answer.fill('Hej Sara');
    await clinic.desk.insert('Ring oss');
    await expect(clinic.desk.answer).toHaveValue(/^Hej Sara\n\nHej,\n\nDet här vill vi gärna prata om\./);
    await clinic.desk.act('Svara', true).click();
    await expect(clinic.frame.notice('Svaret är skickat')).toBeVisible();
  });
});
