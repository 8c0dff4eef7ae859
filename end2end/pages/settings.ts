import { type Locator, type Page } from '@playwright/test';

/** Settings, one's own and a child's. */
export class SettingsPage {
  readonly page: Page;
  readonly saveTheme: Locator;
  readonly logOutEverywhere: Locator;
  readonly saveEvents: Locator;

  constructor(page: Page) {
    this.page = page;
    this.saveTheme = page.getByRole('button', { name: 'Spara utseende' });
    this.logOutEverywhere = page.getByRole('button', { name: 'Logga ut överallt' });
    this.saveEvents = page.getByRole('button', { name: 'Spara val av besked' });
  }

  theme(name: 'Följ enheten' | 'Ljust' | 'Mörkt'): Locator {
    return this.page.getByRole('radio', { name });
  }

  /** Asks for a code to a mobile number or an e-mail address. */
  async askForCode(channel: 'Sms' | 'E-post', address: string): Promise<void> {
    const way = this.page.locator('.notice-way', { hasText: channel });
    await way.getByRole('textbox').fill(address);
    await way.getByRole('button', { name: 'Skicka en kod dit' }).click();
  }

  async confirm(code: string): Promise<void> {
    await this.page.getByLabel('Koden', { exact: true }).fill(code);
    await this.page.getByRole('button', { name: 'Bekräfta' }).click();
  }

  /** What one hears of by a channel. */
  events(channel: 'E-post' | 'Sms'): Locator {
    return this.page.getByRole('group', { name: channel, exact: true });
  }

  event(channel: 'E-post' | 'Sms', name: string): Locator {
    return this.events(channel).getByRole('checkbox', { name });
  }

  /** Takes a child off one's list. */
  confirmRemoval(name: string): Locator {
    return this.page.getByRole('checkbox', { name: `Ja, ta bort ${name} från min lista` });
  }

  remove(name: string): Locator {
    return this.page.getByRole('button', { name: `Ta bort ${name} från min lista` });
  }
}
