import { type Locator, type Page, expect } from '@playwright/test';

/** *Lägg till barn*. */
export class AddChildPage {
  readonly page: Page;
  readonly field: Locator;
  readonly button: Locator;
  /** What did not pass, above the form. */
  readonly summary: Locator;
  /** What is wrong, at the field. */
  readonly fieldError: Locator;
  /** The register's answer, where it is no. */
  readonly refusal: Locator;

  constructor(page: Page) {
    this.page = page;
    this.field = page.getByLabel('Barnets personnummer');
    this.button = page.getByRole('button', { name: 'Lägg till' });
    const alerts = page.getByRole('main').getByRole('alert');
    this.summary = alerts.filter({ hasText: 'Något behöver rättas' });
    this.fieldError = page.locator('#personnummer-fel');
    this.refusal = alerts.filter({ hasNotText: 'Något behöver rättas' });
  }

  async goto(): Promise<void> {
    await this.page.goto('/mig/lagg-till-barn');
    await this.expectOpen();
  }

  async expectOpen(): Promise<void> {
    const heading = this.page.getByRole('heading', { level: 1, name: 'Lägg till barn' });
    await expect(heading).toBeVisible();
  }

  async add(typed: string): Promise<void> {
    await this.field.fill(typed);
    await this.button.click();
  }

  /** The form was not sent on, because of this; what was typed is still there. */
  async expectWrong(typed: string, text: string): Promise<void> {
    await expect(this.summary.getByRole('link', { name: text })).toBeVisible();
    await expect(this.fieldError).toHaveText(text);
    await expect(this.field).toHaveValue(typed);
    await expect(this.field).toHaveAttribute('aria-invalid', 'true');
    await expect(this.field).toHaveAccessibleDescription(new RegExp(`Tolv siffror.*${escape(text)}`));
  }

  /** The child can't be added, because of this; what was typed is still there. */
  async expectRefused(typed: string, title: string): Promise<void> {
    await expect(this.refusal).toContainText(title);
    await expect(this.field).toHaveValue(typed);
  }
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
