/* A child's road map, and what is told before its 13th birthday. */
import { checked } from '../world/checked.ts';
import { expect, test } from '../world/fixtures.ts';
import { elsa, gunilla, sara } from '../world/people.ts';

const UNIT = 'Allergi- och astmamottagningen Linden';

test('@once the road map tells what changes on which day, and what goes on', async ({
  site,
  asPerson,
  withChild,
}) => {
  test.slow();
  await asPerson(sara);
  const child = await withChild(elsa);
  await site.home.goto();
  const card = site.home.card(elsa);
  await expect(card).toContainText('Fyller 13 om 4 dagar, onsdag 25 november 2026');
  await checked(site.page);
  await card.getByRole('link', { name: 'Det här händer när Elsa fyller 13' }).click();
  await expect(site.frame.heading('Elsas väg till 18 år')).toBeVisible();
  await expect(site.page).toHaveTitle(/^Elsas väg till 18 år/);
  await expect(site.frame.band).toContainText('Elsa');
  await expect(site.roadMap.step(13)).toContainText('onsdag 25 november 2026, om 4 dagar');
  await expect(site.roadMap.step(13)).toContainText('Elsa loggar in här på egen hand');
  await expect(site.roadMap.step(16)).toContainText('söndag 25 november 2029');
  await expect(site.roadMap.step(18)).toContainText('tisdag 25 november 2031');
  await checked(site.page);

  await site.page.goto(`${child}/kontakta?sok=allergi`);
  await site.contact.choose(UNIT);
  await site.contact.service('Skriv om Elsa').click();
  await site.message.write('Pollen', 'Vilken medicin ska hon ta?');
  await expect(site.frame.notice('Meddelandet är skickat')).toBeVisible();
  await site.page.goto(child);
  await site.overview.door('Elsas väg till 18 år').click();
  const open = site.roadMap.goingOn.getByRole('link', { name: 'Pollen' });
  await expect(open).toContainText(`${UNIT}. Väntar på svar från mottagningen.`);
  await checked(site.page);
  await open.click();
  await expect(site.frame.heading('Pollen')).toBeVisible();
});

test('@once what is printed is written to the child, and tells of no case', async ({
  site,
  asPerson,
  withChild,
}) => {
  await asPerson(sara);
  const child = await withChild(elsa);
  await site.page.goto(`${child}/framtid`);
  await expect(site.roadMap.print).toHaveText('Skriv ut till Elsa');
  await expect(site.roadMap.letter).toBeHidden();
  await site.page.emulateMedia({ media: 'print' });
  await expect(site.roadMap.letter).toBeVisible();
  await expect(site.roadMap.letter).toContainText('Du fyller 13 år onsdag 25 november 2026.');
  await expect(site.frame.band).toBeHidden();
  await expect(site.roadMap.step(13)).toBeHidden();
  await expect(site.roadMap.goingOn).toBeHidden();
  await expect(site.roadMap.print).toBeHidden();
});

// R-G4.
test('@once from midnight on the 13th birthday the road map is closed like the rest', async ({
  site,
  demo,
  asPerson,
  withChild,
  watch,
}) => {
  await asPerson(sara);
  const child = await withChild(elsa);
  await demo.moveClock('2026-11-24T23:58:00');
  await asPerson(sara);
  await site.page.goto(`${child}/framtid`);
  await expect(site.roadMap.step(13)).toContainText('onsdag 25 november 2026, i morgon');
  await demo.moveClock('2026-11-25T00:00:00');
  watch.allowStatus(403);
  await site.page.reload();
  await expect(site.frame.heading('Barnet har fyllt 13 år')).toBeVisible();
  await expect(site.roadMap.step(16)).toHaveCount(0);
});

// R-G5: once, and what comes says nothing. R-E5, R-E9: the case goes on between clinic and child.
test('@once a guardian hears that the birthday is near, and then the child has the case', async ({
  site,
  another,
  demo,
  asPerson,
  withChild,
}) => {
  test.slow();
  await asPerson(sara);
  const child = await withChild(elsa);
  await site.page.goto(`${child}/installningar`);
  await site.settings.askForCode('Sms', '070-174 06 05');
  const arrived = async () => await (await fetch(demo.messages)).text();
  await expect.poll(arrived).toMatch(/Din kod är \d{6}/);
  await site.settings.confirm(/Din kod är (\d{6})/.exec(await arrived())?.[1] ?? '');
  await expect(site.frame.notice('Nu skickas besked dit')).toBeVisible();
  await site.page.goto(`${child}/kontakta?sok=allergi`);
  await site.contact.choose(UNIT);
  await site.contact.service('Skriv om Elsa').click();
  await site.message.write('Pollen', 'Vilken medicin ska hon ta?');
  await expect(site.frame.notice('Meddelandet är skickat')).toBeVisible();
  await site.page.goto('about:blank'); // a page that stays open would tell that its session ends

  const told = async () => (await arrived()).split('Något ändras snart').length - 1;
  await demo.moveClock('2026-11-21T10:30:00');
  await expect.poll(told, { timeout: 20_000 }).toBe(1);
  const text = /Något ändras snart[^<]*/.exec(await arrived())?.[0];
  expect(text).toBe('Något ändras snart i det du gör som ombud. Logga in för att läsa.');

  // The birthday: the clinic answers the child, and the guardian hears nothing more.
  await demo.moveClock('2026-11-25T10:00:00');
  const clinic = await another();
  await asPerson(gunilla, clinic);
  await clinic.desk.goto();
  await clinic.desk.unit(UNIT).click();
  await clinic.desk.case('Pollen').getByRole('link').click();
  await clinic.desk.answer.fill('En tablett om dagen.');
  await clinic.desk.act('Svara', true).click();
  await expect(clinic.frame.notice('Svaret är skickat')).toBeVisible();
  const teenager = await another();
  await asPerson(elsa, teenager);
  await teenager.page.goto('/mig/inkorg');
  await teenager.inbox.open('Pollen');
  await expect(teenager.thread.messages.last()).toContainText('En tablett om dagen.');
  expect(await told(), 'once').toBe(1);
  expect(await arrived()).not.toContain('nytt meddelande');
});
