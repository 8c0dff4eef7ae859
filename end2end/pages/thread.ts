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

  /** What asks for a second thought before the errand is taken back. */
  get wayBack(): Locator {
    return this.page.locator('summary', { hasText: 'Ta tillbaka ärendet' });
  }

  async takeBack(): Promise<void> {
    await this.wayBack.click();
    await this.page.getByRole('button', { name: 'Ja, ta tillbaka' }).click();
  }

  back(name: string): Locator {
    return this.page.getByRole('main').getByRole('link', { name });
  }
}
