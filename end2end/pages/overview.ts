import { type Locator, type Page, expect } from '@playwright/test';

/** A child's overview. */
export class OverviewPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** The overview of the child whose pages call it so: "Vilgots", or "för 2023…". */
  async expectOpen(heading: string): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
  }

  /** One of the ways on: inbox, journal services, settings. */
  door(name: string | RegExp): Locator {
    return this.page.getByRole('main').getByRole('link', { name });
  }
}
