import { type Locator, type Page } from '@playwright/test';

/** A person's prescriptions. */
export class PrescriptionsPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** The box that chooses one to be renewed. */
  box(medicine: string): Locator {
    return this.page.getByRole('checkbox', { name: medicine });
  }

  /** One of them, with all that stands about it. */
  row(medicine: string): Locator {
    return this.page.getByRole('main').getByRole('listitem').filter({ hasText: medicine });
  }

  /** What one unit has prescribed. */
  unit(name: string): Locator {
    return this.page.getByRole('region', { name });
  }

  /** Asks a unit for what is chosen. */
  ask(unit: string): Locator {
    return this.unit(unit).getByRole('button', { name: /^Be om förnyelse/ });
  }
}
