import { type Locator, type Page } from '@playwright/test';

/** Choosing a clinic, and what it offers. */
export class ContactPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async search(words: string): Promise<void> {
    await this.page.getByLabel('Sök mottagning').fill(words);
    await this.page.getByRole('button', { name: 'Sök' }).click();
  }

  async choose(unit: string): Promise<void> {
    // The clinic's name follows the unit's in the link.
    await this.page.getByRole('main').getByRole('link', { name: new RegExp(`^${unit}`) }).click();
    await this.page.getByRole('heading', { level: 1, name: unit }).waitFor();
  }

  service(name: string): Locator {
    return this.page.getByRole('main').getByRole('link', { name });
  }
}
