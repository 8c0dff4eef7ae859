import { type Locator, type Page, expect } from '@playwright/test';

/** What stands around every page: header, band with the name, ways to go, footer. */
export class Frame {
  readonly page: Page;
  readonly main: Locator;
  readonly skip: Locator;
  /** Who the page is about, where that is a child. */
  readonly band: Locator;
  readonly switcher: Locator;
  readonly switcherFilter: Locator;

  constructor(page: Page) {
    this.page = page;
    this.main = page.getByRole('main');
    this.skip = page.getByRole('link', { name: 'Hoppa till innehållet' });
    this.band = page.getByRole('region', { name: 'Du är ombud för' });
    this.switcher = page.locator('summary', { hasText: 'Växla till …' });
    this.switcherFilter = page.getByLabel('Skriv ett namn');
  }

  /** The page's heading. */
  heading(name: string | RegExp): Locator {
    return this.page.getByRole('heading', { level: 1, name });
  }

  /** The page says, in a notice, this. */
  notice(text: string | RegExp): Locator {
    return this.page.getByRole('status').or(this.page.getByRole('alert')).filter({ hasText: text });
  }

  async openMenu(person: string): Promise<void> {
    await this.page.getByRole('banner').locator('summary', { hasText: person }).click();
  }

  async logOut(person: string): Promise<void> {
    await this.openMenu(person);
    await this.page.getByRole('banner').getByRole('button', { name: 'Logga ut' }).click();
    await expect(this.notice('Du är utloggad')).toBeVisible();
  }

  /** Switches to somebody, with the menu that is always in the same place. */
  async switchTo(name: string): Promise<void> {
    await this.switcher.click();
    await this.page.locator('.switcher-panel').getByRole('link', { name }).click();
  }

  async switchBack(): Promise<void> {
    await this.page.getByRole('link', { name: 'Växla till mig själv' }).click();
    await expect(this.heading('Mina sidor')).toBeVisible();
  }

  /** One of the four ways: Hem, Inkorg, Tider, Journal. */
  way(name: string): Locator {
    return this.page.getByRole('navigation', { name: /^Meny/ }).getByRole('link', { name });
  }
}
