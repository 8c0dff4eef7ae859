import { type Locator, type Page, expect } from '@playwright/test';

export class InboxPage {
  readonly page: Page;
  readonly rows: Locator;
  /** The list beside an open thread. */
  readonly beside: Locator;
  /** The open thread's row in it. */
  readonly current: Locator;
  readonly next: Locator;
  readonly first: Locator;

  constructor(page: Page) {
    this.page = page;
    this.rows = page.getByRole('main').locator('.thread');
    this.beside = page.getByRole('main').getByRole('region', { name: /inkorg/i });
    this.current = this.beside.locator('.thread-link[aria-current="page"]');
    const pager = page.getByRole('navigation', { name: 'Sidor' });
    this.next = pager.getByRole('link', { name: 'Nästa sida' });
    this.first = pager.getByRole('link', { name: 'Till början' });
  }

  async expectOpen(title: string | RegExp): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  }

  row(subject: string): Locator {
    return this.rows.filter({ hasText: subject });
  }

  async open(subject: string): Promise<void> {
    await this.row(subject).getByRole('link').click();
    await expect(this.page.getByRole('heading', { level: 1, name: subject })).toBeVisible();
  }

  filter(name: 'Alla' | 'Olästa' | 'Arkiv'): Locator {
    const filters = this.page.getByRole('navigation', { name: 'Visa i inkorgen' });
    return filters.getByRole('link', { name });
  }

  async show(name: 'Alla' | 'Olästa' | 'Arkiv'): Promise<void> {
    await this.filter(name).click();
    await expect(this.filter(name)).toHaveAttribute('aria-current', 'page');
  }

  /** The addresses of the threads that are shown. */
  async addresses(): Promise<string[]> {
    const links = this.rows.getByRole('link');
    return await links.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  }
}
