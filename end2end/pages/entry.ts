import { type Locator, type Page } from '@playwright/test';

/** One journal entry. */
export class EntryPage {
  readonly page: Page;
  readonly entry: Locator;
  readonly values: Locator;

  constructor(page: Page) {
    this.page = page;
    this.entry = page.getByRole('main').getByRole('article');
    this.values = this.entry.getByRole('table', { name: 'Värden' });
  }

  /** What stands beside a fact's name: Typ, Datum, Enhet, Antecknat av. */
  fact(name: string): Locator {
    return this.entry.getByRole('term').filter({ hasText: name }).locator('xpath=following-sibling::dd');
  }
}
