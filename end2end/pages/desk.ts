import { type Locator, type Page, expect } from '@playwright/test';

/** The clinic's side: units, work list, case. */
export class DeskPage {
  readonly page: Page;
  readonly answer: Locator;
  readonly messages: Locator;
  /** The files that go with them. */
  readonly files: Locator;

  constructor(page: Page) {
    this.page = page;
    this.answer = page.getByLabel('Ditt svar');
    this.messages = page.getByRole('main').getByRole('article');
    this.files = page.getByRole('list', { name: 'Bilagor' }).getByRole('link');
  }

  async goto(): Promise<void> {
    await this.page.goto('/mottagning');
    await expect(this.page.getByRole('heading', { level: 1, name: 'Mottagningens sidor' })).toBeVisible();
  }

  unit(name: string): Locator {
    return this.page.getByRole('main').getByRole('link', { name });
  }

  case(subject: string): Locator {
    return this.page.getByRole('main').locator('.thread').filter({ hasText: subject });
  }

  /** The decision about one prescription. */
  decision(medicine: string): Locator {
    return this.page.getByRole('group', { name: medicine });
  }

  /** Adds a text for answers, on their page. */
  async keepTemplate(name: string, text: string): Promise<void> {
    await this.page.getByLabel('Namn', { exact: true }).fill(name);
    await this.page.getByLabel('Text', { exact: true }).fill(text);
    await this.act('Spara').click();
  }

  /** Puts a text into the answer. */
  async insert(name: string): Promise<void> {
    await this.page.getByLabel('Mall', { exact: true }).selectOption(name);
    await this.act('Infoga').click();
  }

  /** Approves the person with this number, on the page for it. */
  async approve(number: string): Promise<void> {
    await this.page.getByLabel('Personnummer', { exact: true }).fill(number);
    await this.page.getByLabel('Varför?').selectOption('Bad om det vid ett besök');
    await this.act('Godkänn', true).click();
  }

  /** An approval, in the list. */
  approval(number: string): Locator {
    return this.page.getByRole('region', { name: 'Godkända' }).getByRole('listitem').filter({ hasText: number });
  }

  act(name: string, exact = false): Locator {
    return this.page.getByRole('main').getByRole('button', { name, exact });
  }
}
