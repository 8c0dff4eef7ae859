import { type Locator, type Page, expect } from '@playwright/test';

/** The journal, and the way to it: Journaltjänster → Journalen → Starta tjänsten. */
export class JournalPage {
  readonly page: Page;
  readonly entries: Locator;
  readonly months: Locator;
  readonly kind: Locator;
  readonly unit: Locator;
  readonly filterButton: Locator;
  /** **Växla journal**. */
  readonly switcher: Locator;
  readonly next: Locator;
  readonly first: Locator;

  constructor(page: Page) {
    this.page = page;
    const main = page.getByRole('main');
    this.entries = main.locator('.timeline-entry');
    this.months = main.locator('.month');
    this.kind = main.getByLabel('Visa', { exact: true });
    this.unit = main.getByLabel('Från');
    this.filterButton = main.getByRole('button', { name: 'Filtrera' });
    this.switcher = page.getByRole('navigation', { name: 'Växla journal' });
    const pager = page.getByRole('navigation', { name: 'Sidor' });
    this.next = pager.getByRole('link', { name: 'Nästa sida' });
    this.first = pager.getByRole('link', { name: 'Till början' });
  }

  /** From Journaltjänster to the journal. */
  async walkIn(): Promise<void> {
    await this.page.getByRole('main').getByRole('link', { name: 'Journalen' }).click();
    await this.page.getByRole('link', { name: 'Starta tjänsten' }).click();
  }

  async expectOpen(title: string): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    await expect(this.switcher.getByRole('link', { name: title })).toHaveAttribute(
      'aria-current',
      'page',
    );
  }

  async switchTo(title: string): Promise<void> {
    await this.switcher.getByRole('link', { name: title }).click();
    await this.expectOpen(title);
  }

  /** Shows one kind only. Without script the form is sent by its button. */
  async filterByKind(kind: string, scripted: boolean): Promise<void> {
    await this.kind.selectOption({ label: kind });
    if (!scripted) await this.filterButton.click();
    await this.page.waitForURL(/typ=\w/);
  }

  /** Shows one unit only. */
  async filterByUnit(unit: string, scripted: boolean): Promise<void> {
    await this.unit.selectOption({ label: unit });
    if (!scripted) await this.filterButton.click();
    await this.page.waitForURL(/enhet=\w/);
  }

  async openFirst(): Promise<string> {
    const link = this.entries.first().getByRole('link');
    const title = (await link.locator('.entry-title').innerText()).trim();
    await link.click();
    await expect(this.page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    return title;
  }

  /** The addresses of the entries that are shown. */
  async addresses(): Promise<string[]> {
    const links = this.entries.getByRole('link');
    return await links.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  }
}
