/* What one hears of by which channel, and the reminder of a visit. */
import { checked } from '../world/checked.ts';
import { expect, test } from '../world/fixtures.ts';
import { gunilla, sara, vilgot } from '../world/people.ts';

const UNIT = 'Barnmottagningen Linden';
const ANSWER = 'Nytt meddelande eller svar från en mottagning';
const OTHER = 'En annan vårdnadshavare har gjort ett ärende';
const REMINDER = 'Påminnelse dagen före en bokad tid';

for (const script of [true, false]) {
  test.describe(script ? 'with scripts on' : 'with no scripts', () => {
    test.use({ javaScriptEnabled: script });

    // R-E8, B6: what is not chosen is not sent.
    test('@once one chooses what to hear of', async ({ site, another, demo, asPerson, withChild }) => {
      test.slow();
      await asPerson(sara);
      const child = await withChild(vilgot);
      await site.page.goto(`${child}/installningar`);
      await expect(site.settings.events('Sms')).toHaveCount(0);
      await site.settings.askForCode('Sms', '070-174 06 05');
      const arrived = async () => await (await fetch(demo.messages)).text();
      await expect.poll(arrived).toMatch(/Din kod är \d{6}/);
      await site.settings.confirm(/Din kod är (\d{6})/.exec(await arrived())?.[1] ?? '');
      await expect(site.frame.notice('Nu skickas besked dit')).toBeVisible();
      const answer = site.settings.event('Sms', ANSWER);
      await expect(answer).toBeChecked();
      await expect(site.settings.event('Sms', OTHER)).not.toBeChecked();
      if (script) await checked(site.page);
      await answer.uncheck();
      await site.settings.saveEvents.click();
      await expect(site.frame.notice('Ditt val är sparat')).toBeVisible();
      await expect(site.settings.event('Sms', ANSWER)).not.toBeChecked();
      await expect(site.settings.event('Sms', REMINDER)).toBeChecked();
      if (script) await checked(site.page);

      await site.page.goto(`${child}/kontakta?sok=barnmottagningen`);
      await site.contact.choose(UNIT);
      await site.contact.service('Skriv om Vilgot').click();
      await site.message.write('Hostan', 'Han hostar.');
      await expect(site.frame.notice('Meddelandet är skickat')).toBeVisible();
      const clinic = await another();
      await asPerson(gunilla, clinic);
      await clinic.desk.goto();
      await clinic.desk.unit(UNIT).click();
      await clinic.desk.case('Hostan').getByRole('link').click();
      await clinic.desk.answer.fill('Kom i morgon.');
      await clinic.desk.act('Svara', true).click();
      await expect(clinic.frame.notice('Svaret är skickat')).toBeVisible();
      // The answer is there, and nothing has been sent.
      await site.page.goto(`${child}/inkorg`);
      await site.inbox.open('Hostan');
      await expect(site.thread.messages.last()).toContainText('Kom i morgon.');
      expect(await arrived()).not.toContain('nytt meddelande');
    });
  });
}

test('@once a visit is reminded of on the day before, and what comes says nothing', async ({
  site,
  demo,
  asPerson,
  withChild,
}) => {
  test.slow();
  await asPerson(sara);
  const child = await withChild(vilgot);
  await site.page.goto(`${child}/installningar`);
  await site.settings.askForCode('Sms', '070-174 06 05');
  const arrived = async () => await (await fetch(demo.messages)).text();
  await expect.poll(arrived).toMatch(/Din kod är \d{6}/);
  await site.settings.confirm(/Din kod är (\d{6})/.exec(await arrived())?.[1] ?? '');
  await expect(site.frame.notice('Nu skickas besked dit')).toBeVisible();
  await site.page.goto(`${child}/kontakta?sok=barnmottagningen`);
  await site.contact.choose(UNIT);
  await site.contact.service('Boka tid åt Vilgot').click();
  await site.booking.time('Måndag 23 november 2026', '09.30').click();
  await site.booking.act('Boka åt Vilgot').click();
  await expect(site.frame.notice('Tiden är bokad')).toBeVisible();
  await site.page.goto('about:blank'); // a page that stays open would tell that its session ends

  const told = async () => (await arrived()).split('Du har en påminnelse').length - 1;
  await demo.moveClock('2026-11-22T09:29:00');
  expect(await told()).toBe(0);
  await demo.moveClock('2026-11-22T09:31:00');
  await expect.poll(told, { timeout: 20_000 }).toBe(1);
  const text = /Du har en påminnelse[^<]*/.exec(await arrived())?.[0];
  expect(text).toBe('Du har en påminnelse. Logga in för att läsa.');
  for (const telling of ['Vilgot', 'Lindvall', 'Linden', '09.30', 'Läkarbesök']) {
    expect(await arrived()).not.toContain(telling);
  }
});
