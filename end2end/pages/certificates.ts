import { type Locator, type Page } from '@playwright/test';

/** Ordering a certificate. */
export class OrderPage {
  readonly page: Page;
  readonly purpose: Locator;
  readonly neededBy: Locator;
  readonly text: Locator;
  readonly send: Locator;

  constructor(page: Page) {
    this.page = page;
    this.purpose = page.getByLabel('Vad ska intyget användas till?');
    this.neededBy = page.getByLabel('När behöver du intyget senast?');
    this.text = page.getByLabel('Vad behöver mottagningen veta?');
    this.send = page.getByRole('main').getByRole('button', { name: /^Beställ intyget/ });
  }

  kind(name: string): Locator {
    return this.page.getByRole('radio', { name });
  }
}
