import { type Locator, type Page, expect } from '@playwright/test';

/** Applications for an exception: of a guardian, of a child, of a unit. */
export class ApplicationPage {
  readonly page: Page;
  readonly list: Locator;
  readonly send: Locator;
  readonly history: Locator;

  constructor(page: Page) {
    this.page = page;
    this.list = page.getByRole('main').locator('.thread');
    this.send = page.getByRole('button', { name: 'Skicka ansökan' });
    this.history = page.getByRole('region', { name: 'Det här har hänt' });
  }

  async goto(): Promise<void> {
    await this.page.goto('/mig/ansokningar');
    await expect(this.page.getByRole('heading', { level: 1, name: 'Ansökningar' })).toBeVisible();
  }

  /** Finds the unit, and fills in the rest but for the child. */
  async fillIn(search: string, unit: string, why: string): Promise<void> {
    await this.page.goto('/mig/ansokningar/ny');
    await this.page.getByLabel('Sök mottagning').fill(search);
    await this.page.getByRole('button', { name: 'Sök', exact: true }).click();
    await this.page.getByRole('checkbox', { name: unit, exact: true }).check();
    await this.page.getByRole('radio', { name: why }).check();
  }

  act(name: string): Locator {
    return this.page.getByRole('main').getByRole('button', { name });
  }

  /** The unit's form for one act. */
  form(name: string): Locator {
    return this.page.getByRole('region', { name });
  }

  /** From the unit's work list to its first application. */
  async openAtUnit(unit: string): Promise<void> {
    const main = this.page.getByRole('main');
    await this.page.goto('/mottagning');
    await main.getByRole('link', { name: new RegExp(`^${unit}`) }).click();
    await main.getByRole('link', { name: 'Ansökningar om att läsa journal' }).click();
    await this.list.first().getByRole('link').click();
  }

  async approve(why: string, until: string): Promise<void> {
    const form = this.form('Bevilja ansökan');
    await form.getByLabel('Skälet till beslutet').selectOption({ label: why });
    await form.getByLabel('Gäller till och med').fill(until);
    await form.getByRole('button', { name: 'Bevilja ansökan' }).click();
  }
}
