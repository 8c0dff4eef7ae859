/* The world of a test: a demo of its own, browsers that are watched, and the pages by name. */
import { rm } from 'node:fs/promises';
import { type BrowserContext, type Page, test as base, expect } from '@playwright/test';
import { AddChildPage } from '../pages/add-child.ts';
import { ApplicationPage } from '../pages/application.ts';
import { BankIdApp } from '../pages/bankid-app.ts';
import { BlocksPage } from '../pages/blocks.ts';
import { BookingPage } from '../pages/booking.ts';
import { OrderPage } from '../pages/certificates.ts';
import { ContactPage } from '../pages/contact.ts';
import { DeskPage } from '../pages/desk.ts';
import { EntryPage } from '../pages/entry.ts';
import { Frame } from '../pages/frame.ts';
import { HomePage } from '../pages/home.ts';
import { InboxPage } from '../pages/inbox.ts';
import { JournalPage } from '../pages/journal.ts';
import { LogInPage } from '../pages/log-in.ts';
import { MessagePage } from '../pages/message.ts';
import { OverviewPage } from '../pages/overview.ts';
import { PrescriptionsPage } from '../pages/prescriptions.ts';
import { RoadMapPage } from '../pages/road-map.ts';
import { SettingsPage } from '../pages/settings.ts';
import { ThreadPage } from '../pages/thread.ts';
import { Demo } from './demo.ts';
import { Postgres } from './postgres.ts';
import { QrReader } from './qr.ts';
import type { RuleValues } from './rules.ts';
import { addChild, logIn } from './shortcuts.ts';
import { Watch } from './watch.ts';

/** The day on which most tests take place: a Saturday, four days before Elsa turns 13. */
export const TODAY = '2026-11-21T10:00:00+01:00';

/** Every page, in one browser window. */
export class Site {
  readonly page: Page;
  readonly frame: Frame;
  readonly logInPage: LogInPage;
  readonly home: HomePage;
  readonly addChild: AddChildPage;
  readonly overview: OverviewPage;
  readonly inbox: InboxPage;
  readonly thread: ThreadPage;
  readonly journal: JournalPage;
  readonly entry: EntryPage;
  readonly settings: SettingsPage;
  readonly contact: ContactPage;
  readonly message: MessagePage;
  readonly prescriptions: PrescriptionsPage;
  readonly order: OrderPage;
  readonly desk: DeskPage;
  readonly blocks: BlocksPage;
  readonly booking: BookingPage;
  readonly roadMap: RoadMapPage;
  readonly application: ApplicationPage;

  constructor(page: Page, readerOfQr: () => Promise<QrReader>) {
    this.page = page;
    this.frame = new Frame(page);
    this.logInPage = new LogInPage(page, readerOfQr);
    this.home = new HomePage(page);
    this.addChild = new AddChildPage(page);
    this.overview = new OverviewPage(page);
    this.inbox = new InboxPage(page);
    this.thread = new ThreadPage(page);
    this.journal = new JournalPage(page);
    this.entry = new EntryPage(page);
    this.settings = new SettingsPage(page);
    this.contact = new ContactPage(page);
    this.message = new MessagePage(page);
    this.prescriptions = new PrescriptionsPage(page);
    this.order = new OrderPage(page);
    this.desk = new DeskPage(page);
    this.blocks = new BlocksPage(page);
    this.booking = new BookingPage(page);
    this.roadMap = new RoadMapPage(page);
    this.application = new ApplicationPage(page);
  }
}

/** Options of a browser of its own. */
export type Visit = Parameters<import('@playwright/test').Browser['newContext']>[0];

interface World {
  /** Where the demo's clock begins. */
  now: string;
  /** The database's engine. */
  engine: 'sqlite' | 'postgres';
  /** Further `AGERA_…` settings of the demo. */
  environment: Record<string, string>;
  /** Values of the demo's rule set that differ from the product's own. */
  rules: RuleValues | undefined;
  demo: Demo;
  watch: Watch;
  watched: void;
  /** The site in the test's own window. */
  site: Site;
  /** Somebody else's browser, or one's own second one. */
  another: (visit?: Visit) => Promise<Site>;
  /** Another tab of the same browser. */
  tab: () => Promise<Site>;
  /** The BankID app, on a phone of its own. */
  phone: BankIdApp;
  /** Logs in without walking through it. */
  asPerson: (person: string, site?: Site) => Promise<void>;
  /** Adds a child without walking through it; gives its address. */
  withChild: (child: string, site?: Site) => Promise<string>;
  qr: () => Promise<QrReader>;
}

/** What the tests of a worker share. */
interface Shared {
  /** A folder with a filled database, where a demo's clock begins so. */
  filled: (now: string) => Promise<string>;
}

export const test = base.extend<World, Shared>({
  now: [TODAY, { option: true }],
  engine: ['sqlite', { option: true }],
  environment: [{}, { option: true }],
  rules: [undefined, { option: true }],

  filled: [
    async ({}, use) => {
      const folders = new Map<string, Promise<string>>();
      await use((now) => {
        const folder = folders.get(now) ?? Demo.fill(now);
        folders.set(now, folder);
        return folder;
      });
      for (const folder of folders.values()) await rm(await folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],

  demo: async ({ now, engine, environment, rules, filled }, use) => {
    const postgres = engine === 'postgres' ? await Postgres.start() : undefined;
    try {
      const database = postgres ? { database: postgres.url } : { filled: await filled(now) };
      const demo = await Demo.start({ now, environment, ...(rules ? { rules } : {}), ...database });
      await use(demo);
      expect(await demo.stop(), 'how the demo ran').toEqual([]);
    } finally {
      await postgres?.stop();
    }
  },

  baseURL: async ({ demo }, use) => {
    await use(demo.origin);
  },

  watch: async ({}, use) => {
    const watch = new Watch();
    await use(watch);
    expect(watch.complaints, 'what the browsers complained of').toEqual([]);
  },

  context: async ({ context, watch }, use) => {
    await watch.over(context);
    await use(context);
  },

  qr: async ({ browser }, use) => {
    let reader: QrReader | undefined;
    await use(async () => (reader ??= await QrReader.open(browser)));
    await reader?.close();
  },

  site: async ({ page, qr }, use) => {
    await use(new Site(page, qr));
  },

  another: async ({ browser, baseURL, watch, qr }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (visit = {}) => {
      const context = await browser.newContext({ ...(baseURL ? { baseURL } : {}), ...visit });
      opened.push(context);
      await watch.over(context);
      return new Site(await context.newPage(), qr);
    });
    for (const context of opened) await context.close();
  },

  tab: async ({ context, qr }, use) => {
    await use(async () => new Site(await context.newPage(), qr));
  },

  phone: async ({ browser, demo }, use) => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    await use(new BankIdApp(await context.newPage(), demo));
    await context.close();
  },

  asPerson: async ({ demo, site: own }, use) => {
    await use(async (person, site = own) => {
      await logIn(site.page.context().request, demo, person);
    });
  },

  withChild: async ({ demo, site: own }, use) => {
    await use(async (child, site = own) => {
      return await addChild(site.page.context().request, demo, child);
    });
  },
});

export { expect } from '@playwright/test';
