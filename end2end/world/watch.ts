/* What must never happen on a page, whatever the test is about. */
import type { BrowserContext } from '@playwright/test';

/** Notes what goes wrong in the browsers of a test. */
export class Watch {
  private readonly seen: string[] = [];
  private readonly allowed: RegExp[] = [];

  /** Watches every page of a browser context. */
  async over(context: BrowserContext): Promise<void> {
    context.on('console', (message) => {
      if (message.type() === 'error') this.note(`console: ${message.text()}`, message.location().url);
    });
    context.on('weberror', (error) => {
      this.note(`page error: ${error.error().message}`, error.page()?.url() ?? '');
    });
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`CSP: ${event.violatedDirective} forbids ${event.blockedURI}`);
      });
    });
  }

  /** Lets an error pass that the test brings about itself. */
  allow(...patterns: RegExp[]): void {
    this.allowed.push(...patterns);
  }

  /** Lets answers with these statuses pass: browsers write each one to the console. */
  allowStatus(...statuses: number[]): void {
    for (const status of statuses) this.allow(new RegExp(`responded with a status of ${status}`));
  }

  /** What went wrong. */
  get complaints(): string[] {
    return this.seen.filter((line) => !this.allowed.some((pattern) => pattern.test(line)));
  }

  private note(what: string, where: string): void {
    this.seen.push(`${what} (${where})`);
  }
}
