import { type Locator, type Page, expect } from '@playwright/test';
import type { Demo } from '../world/demo.ts';
import { BANKID_IS_ASKED_EVERY } from '../world/shortcuts.ts';

/** The page that plays the BankID app, on a phone or in the browser itself. */
export class BankIdApp {
  readonly page: Page;
  private readonly demo: Demo;

  constructor(page: Page, demo: Demo) {
    this.page = page;
    this.demo = demo;
  }

  get heading(): Locator {
    return this.page.getByRole('heading', { level: 1 });
  }

  /** Scans a code: the camera is ready before the code is read, for it is soon too old. */
  async scan(read: () => Promise<string>): Promise<void> {
    await this.page.goto(this.demo.app);
    await this.page.getByLabel('QR-kodens text').fill(await read());
    await this.page.getByRole('button', { name: 'Skanna' }).click();
  }

  /** Scans until it has caught a code in time. */
  async scanInTime(read: () => Promise<string>): Promise<void> {
    await expect(async () => {
      await this.scan(read);
      await expect(this.heading).toContainText('Legitimera dig', { timeout: 500 });
    }).toPass({ timeout: 20_000 });
  }

  /** Opens the order that was started last, without scanning. */
  async open(): Promise<void> {
    await this.page.goto(this.demo.app);
    await this.press(this.page.getByRole('listitem').getByRole('button').first());
  }

  async choose(person: string): Promise<void> {
    await this.press(this.page.getByRole('button', { name: new RegExp(`^${person}`) }));
  }

  async approve(): Promise<void> {
    await this.press(this.page.getByRole('button', { name: 'Legitimera' }));
  }

  async cancel(): Promise<void> {
    await this.press(this.page.getByRole('button', { name: 'Avbryt' }));
  }

  /** Gives one of the answers that stand further down. */
  async answer(name: string | RegExp, from?: string): Promise<void> {
    await this.page.locator('summary', { hasText: 'Fler svar' }).click();
    if (from !== undefined) await this.page.getByLabel('Enhetens IP-adress').fill(from);
    await this.press(this.page.getByRole('button', { name }));
  }

  /** Approves from another network address than the phone's own. */
  async approveFrom(address: string): Promise<void> {
    await this.page.locator('summary', { hasText: 'Fler svar' }).click();
    await this.page.getByLabel('Enhetens IP-adress').fill(address);
    await this.approve();
  }

  /** Lets BankID itself fail, or work again. */
  async trouble(kind: string): Promise<void> {
    await this.page.goto(this.demo.app);
    await this.page.locator('summary', { hasText: 'Simulera en driftstörning' }).click();
    await this.page.getByLabel('BankID svarar med').selectOption(kind);
    await this.page.getByRole('button', { name: 'Byt' }).click();
    await expect(this.heading).toHaveText('Vad vill du göra?');
  }

  /** Presses, and lets the moment come at which our server asks BankID again. */
  private async press(button: Locator): Promise<void> {
    const answered = this.page.waitForResponse((answer) => answer.request().method() === 'POST');
    await button.click();
    await answered;
    await this.demo.pass(BANKID_IS_ASKED_EVERY);
  }
}
