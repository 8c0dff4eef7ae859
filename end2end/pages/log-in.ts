import { type Locator, type Page, expect } from '@playwright/test';
import type { QrReader } from '../world/qr.ts';

/** Whether the page's script runs: not where it is off, nor where its program can't be fetched. */
export type Script = 'runs' | 'off' | 'blocked';

export class LogInPage {
  readonly page: Page;
  /** What to do now. */
  readonly hint: Locator;
  /** The code to scan. */
  readonly code: Locator;
  /** What went wrong. */
  readonly problem: Locator;
  /** Opens the app, where it does not open by itself. */
  readonly opener: Locator;
  readonly here: Locator;
  readonly elsewhere: Locator;
  private readonly reader: () => Promise<QrReader>;

  constructor(page: Page, reader: () => Promise<QrReader>) {
    this.page = page;
    this.reader = reader;
    const waiting = page.getByRole('region', { name: /Skanna QR-koden|BankID/ });
    this.hint = waiting.getByRole('status');
    this.code = page.getByRole('img', { name: 'QR-kod att skanna med BankID-appen' });
    this.problem = page.getByRole('main').getByRole('alert');
    this.opener = page.getByRole('link', { name: 'Öppna BankID' });
    this.here = page.getByRole('button', { name: 'BankID på den här enheten' });
    this.elsewhere = page.getByRole('button', { name: 'BankID på en annan enhet' });
  }

  async goto(): Promise<void> {
    await this.page.goto('/logga-in');
    await expect(this.page.getByRole('heading', { level: 1, name: 'Logga in' })).toBeVisible();
  }

  async onAnotherDevice(): Promise<void> {
    await this.elsewhere.click();
    await expect(this.code).toBeVisible();
  }

  /** Lets the app open: by itself where there is script and a finger, else by its button. */
  async onThisDevice(opensByItself: boolean): Promise<void> {
    await this.here.click();
    if (!opensByItself) await this.opener.click();
    await this.page.waitForURL(/\/app\?order=/);
  }

  /** The text of the code that is drawn now. */
  async readCode(): Promise<string> {
    const reader = await this.reader();
    let text = '';
    // The page may be asking for the next code while this one is looked at.
    await expect(async () => {
      text = (await reader.read(this.code)) ?? '';
      expect(text).toMatch(/^bankid\./);
    }).toPass({ timeout: 15_000 });
    return text;
  }

  async cancel(): Promise<void> {
    await this.page.getByRole('button', { name: 'Avbryt' }).click();
  }

  /** Goes on, once BankID has said who it is: the page's script does it by itself. */
  async finish(script: Script): Promise<void> {
    const goOn = this.page.getByRole('button', { name: 'Fortsätt' });
    if (script === 'blocked') {
      await expect(async () => {
        await this.page.reload();
        await expect(goOn).toBeVisible({ timeout: 500 });
      }).toPass({ timeout: 20_000 });
    }
    if (script !== 'runs') await goOn.click({ timeout: 20_000 });
  }
}
