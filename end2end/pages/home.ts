import { type Locator, type Page, expect } from '@playwright/test';

/** *Mina sidor*. */
export class HomePage {
  readonly page: Page;
  /** The part *Agera ombud*. */
  readonly ombud: Locator;
  readonly addChild: Locator;

  constructor(page: Page) {
    this.page = page;
    this.ombud = page.getByRole('region', { name: 'Agera ombud' });
    this.addChild = this.ombud.getByRole('link', { name: 'Lägg till barn' });
  }

  async goto(): Promise<void> {
    await this.page.goto('/mig');
    await this.expectOpen();
  }

  async expectOpen(): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1, name: 'Mina sidor' })).toBeVisible();
  }

  /** A child's card. */
  card(name: string): Locator {
    const heading = this.page.getByRole('heading', { level: 3, name });
    return this.ombud.getByRole('listitem').filter({ has: heading });
  }

  async openChild(name: string): Promise<void> {
    await this.card(name).getByRole('link', { name, exact: true }).click();
  }
}
