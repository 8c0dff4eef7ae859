/* The main job: log in, add a child, read its inbox and its journal, switch back, log out. */
import { expect } from '@playwright/test';
import type { BankIdApp } from '../pages/bankid-app.ts';
import type { Script } from '../pages/log-in.ts';
import { checked } from '../world/checked.ts';
import type { Demo } from '../world/demo.ts';
import type { Site } from '../world/fixtures.ts';
import { sara, vilgot } from '../world/people.ts';

/** How the main job is walked through. */
export interface Walk {
  site: Site;
  demo: Demo;
  script: Script;
  /** Whether each page on the way is looked at as `checked` does. */
  looked: boolean;
  /** From the choice on the log-in page to the home page. */
  logIn: () => Promise<void>;
}

/** With the BankID app on a phone, which scans the code. */
export async function logInByPhone(site: Site, phone: BankIdApp, script: Script): Promise<void> {
  await site.logInPage.onAnotherDevice();
  if (script === 'runs') await checked(site.page);
  await phone.scanInTime(async () => {
    // Where no script runs the code stands still until the page is loaded again.
    if (script === 'blocked') await site.page.reload();
    return await site.logInPage.readCode();
  });
  await phone.choose(sara);
  await phone.approve();
  await expect(phone.heading).toHaveText('Klart');
  await site.logInPage.finish(script);
}

/** The whole main job, as Sara with Vilgot. */
export async function walk(walk: Walk): Promise<void> {
  const { site } = walk;
  await site.page.goto('/');
  await look(walk);
  await site.frame.main.getByRole('link', { name: 'Logga in' }).click();
  await expect(site.frame.heading('Logga in')).toBeVisible();
  await look(walk);
  await walk.logIn();
  await site.home.expectOpen();
  await expect(site.home.ombud).toContainText('Här kommer dina barn att stå');
  await look(walk);

  await addVilgot(walk);
  await readInbox(walk);
  await readJournal(walk);
  await leave(walk);
}

async function look({ site, looked }: Walk): Promise<void> {
  if (looked) await checked(site.page);
}

async function addVilgot(walk: Walk): Promise<void> {
  const { site, demo } = walk;
  await site.home.addChild.click();
  await site.addChild.expectOpen();
  await look(walk);
  await site.addChild.add(demo.numberOf(vilgot));
  await site.overview.expectOpen('Vilgots översikt');
  await expect(site.frame.notice('Nu är Vilgot Lindvall tillagd')).toBeVisible();
  await expect(site.frame.band).toContainText('8 år');
  await expect(site.page).toHaveTitle(/^Vilgots /);
  await look(walk);
}

async function readInbox(walk: Walk): Promise<void> {
  const { site, script } = walk;
  await site.overview.door('Vilgots inkorg').click();
  await site.inbox.expectOpen('Vilgots inkorg (3 olästa)');
  await expect(site.inbox.rows.first()).toContainText('Oläst');
  await look(walk);

  await site.inbox.open('Hosta på nätterna trots medicin');
  // Health data does not stand in the tab.
  await expect(site.page).toHaveTitle('Vilgots inkorg: ett meddelande – Agera ombud');
  await expect(site.thread.messages).toHaveCount(4);
  await expect(site.thread.messages.first()).toContainText('vårdnadshavare');
  if (script !== 'runs') await site.thread.act('Markera som läst').click();
  await expect(site.thread.act('Markera som oläst')).toBeVisible();
  await look(walk);
  await site.thread.back('Till Vilgots inkorg').click();
  await site.inbox.expectOpen('Vilgots inkorg (2 olästa)');

  const subject = 'Fråga om hasselnöt på kalas';
  await site.inbox.open(subject);
  await site.thread.act('Arkivera').click();
  await site.inbox.expectOpen('Vilgots inkorg (2 olästa)');
  await expect(site.inbox.row(subject)).toHaveCount(0);
  await site.inbox.show('Arkiv');
  await expect(site.inbox.row(subject)).toBeVisible();
  await look(walk);
}

async function readJournal(walk: Walk): Promise<void> {
  const { site, script } = walk;
  await site.frame.way('Journal').click();
  await expect(site.frame.heading('Vilgots journaltjänster')).toBeVisible();
  await look(walk);
  await site.frame.main.getByRole('link', { name: 'Journalen' }).click();
  await expect(site.frame.heading('Vilgots journal via nätet')).toBeVisible();
  await look(walk);
  await site.page.getByRole('link', { name: 'Starta tjänsten' }).click();
  await site.journal.expectOpen('Vilgots journal');
  await expect(site.journal.months.first()).toBeVisible();
  await look(walk);

  await site.journal.switchTo('Min journal');
  await expect(site.frame.band).toHaveCount(0);
  await site.journal.switchTo('Vilgots journal');
  await expect(site.frame.band).toContainText('Vilgot Lindvall');

  await site.journal.filterByKind('Provsvar', script === 'runs');
  const kinds = site.journal.entries.locator('.entry-kind');
  await expect(kinds.filter({ hasNotText: 'Provsvar' })).toHaveCount(0);
  await expect(kinds.first()).toBeVisible();
  await look(walk);

  await site.journal.openFirst();
  await expect(site.page).toHaveTitle('Vilgots journal: en anteckning – Agera ombud');
  await expect(site.entry.fact('Typ')).toHaveText('Provsvar');
  await expect(site.entry.values).toBeVisible();
  await look(walk);
}

async function leave(walk: Walk): Promise<void> {
  const { site } = walk;
  await site.frame.switchBack();
  await expect(site.home.card(vilgot)).toContainText('2 olästa');
  await look(walk);
  await site.frame.logOut(sara);
  await look(walk);

  // The way back shows nothing that was private.
  await site.page.goBack();
  await expect(site.frame.heading('Logga in')).toBeVisible();
  await expect(site.page.locator('body')).not.toContainText('Vilgot');
  await expect(site.page.locator('body')).not.toContainText(sara);
}
