import { type Locator, type Page, expect } from '@playwright/test';

/** A unit's blocks, and the page for a new one. */
export class BlocksPage {
  readonly page: Page;
  /** To the page for a new one. */
  readonly begin: Locator;
  /** The decision about a child that was looked for. */
  readonly decision: Locator;
  /** The emergency stop for it. */
  readonly stop: Locator;

  constructor(page: Page) {
    this.page = page;
    this.begin = page.getByRole('main').getByRole('link', { name: 'Ny spärr eller nödstopp' });
    this.decision = page.getByRole('region', { name: /^Spärra från/ });
    this.stop = page.getByRole('region', { name: /^Nödstopp för/ });
  }

  /** Looks for a child by its number. */
  async find(number: string): Promise<void> {
    await this.page.getByLabel('Barnets personnummer').fill(number);
    await this.page.getByRole('button', { name: 'Sök', exact: true }).click();
    await expect(this.stop).toBeVisible();
  }

  /** Chooses who is kept out, in one of the forms. */
  async choose(form: Locator, guardian: string): Promise<void> {
    await form.getByRole('checkbox', { name: guardian }).check();
  }

  /** A guardian's block in the list. */
  block(guardian: string): Locator {
    const rows = this.page.getByRole('main').locator('.template');
    return rows.filter({ hasText: `${guardian} når inte` });
  }

  /** Ends a guardian's block, for this reason. */
  async end(guardian: string, reason: string): Promise<void> {
    const block = this.block(guardian);
    await block.locator('summary', { hasText: 'Häv spärren' }).click();
    await block.getByRole('radio', { name: reason }).check();
    await block.getByRole('button', { name: 'Häv spärren' }).click();
  }
}
