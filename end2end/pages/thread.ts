import { type Locator, type Page } from '@playwright/test';

/** One thread. */
export class ThreadPage {
  readonly page: Page;
  readonly messages: Locator;
  /** The files that go with them. */
  readonly files: Locator;

  constructor(page: Page) {
    this.page = page;
    this.messages = page.getByRole('main').getByRole('article');
    this.files = page.getByRole('list', { name: 'Bilagor' }).getByRole('link');
  }

  act(
    name: 'Markera som läst' | 'Markera som oläst' | 'Arkivera' | 'Flytta till inkorgen',
  ): Locator {
    return this.page.getByRole('main').getByRole('button', { name });
  }

  back(name: string): Locator {
    return this.page.getByRole('main').getByRole('link', { name });
  }
}
