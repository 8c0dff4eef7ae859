import { type Locator, type Page } from '@playwright/test';

/** Writing a message: a new one, or a further one in a thread. */
export class MessagePage {
  readonly page: Page;
  readonly subject: Locator;
  readonly text: Locator;
  readonly send: Locator;
  readonly files: Locator;
  /** The files that are chosen. */
  readonly chosen: Locator;
  /** What keeps what is written, where no script does. */
  readonly keep: Locator;
  /** What throws a draft away. */
  readonly throwAway: Locator;

  constructor(page: Page) {
    this.page = page;
    this.subject = page.getByLabel('Vad gäller det?');
    this.text = page.getByLabel('Ditt meddelande');
    this.files = page.getByLabel('Bifoga filer');
    this.chosen = page.getByRole('list', { name: 'Valda filer' }).getByRole('listitem');
    this.keep = page.getByRole('button', { name: 'Spara utkast' });
    this.throwAway = page.getByRole('button', { name: 'Ta bort utkastet' });
    this.send = page.getByRole('main').getByRole('button', { name: /^Skicka/ });
  }

  async write(subject: string, text: string): Promise<void> {
    await this.subject.fill(subject);
    await this.text.fill(text);
    await this.send.click();
  }

  /** The way from the inbox to a draft. */
  draft(subject: string): Locator {
    const drafts = this.page.getByRole('region', { name: /^Utkast/ });
    return drafts.getByRole('link', { name: subject });
  }

  /** What is wrong, at its field. */
  error(text: string): Locator {
    return this.page.locator('.field-error', { hasText: text });
  }
}
