import { type Locator, type Page } from '@playwright/test';

/** Choosing, booking, moving and cancelling a time; and a unit's own times. */
export class BookingPage {
  readonly page: Page;
  readonly reason: Locator;

  constructor(page: Page) {
    this.page = page;
    this.reason = page.getByLabel('Vad gäller besöket?');
  }

  /** A free time of a day: "Måndag 23 november 2026", "09.00". */
  time(day: string, clock: string): Locator {
    return this.page.getByRole('region', { name: day }).getByRole('button', { name: clock });
  }

  act(name: string): Locator {
    return this.page.getByRole('main').getByRole('button', { name });
  }

  link(name: string): Locator {
    return this.page.getByRole('main').getByRole('link', { name });
  }

  /** Opens what asks for a second thought, and does it. */
  async cancel(summary: string, button: string): Promise<void> {
    await this.page.locator('summary', { hasText: summary }).click();
    await this.act(button).click();
  }
}
