import { type Locator, type Page } from '@playwright/test';

/** A child's road map: 13, 16 and 18. */
export class RoadMapPage {
  readonly page: Page;
  readonly print: Locator;
  /** The sheet of paper: it stands on paper only. */
  readonly letter: Locator;

  constructor(page: Page) {
    this.page = page;
    this.print = page.getByRole('main').getByRole('button', { name: /^Skriv ut till/ });
    this.letter = page.locator('.letter');
  }

  /** What changes at this age. */
  step(age: number): Locator {
    const heading = this.page.getByRole('heading', { level: 2, name: `${age} år`, exact: true });
    return this.page.getByRole('main').getByRole('listitem').filter({ has: heading });
  }

  /** What goes on when the child turns 13. */
  get goingOn(): Locator {
    return this.page.getByRole('region', { name: /^Det som pågår/ });
  }
}
