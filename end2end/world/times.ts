/* What a demo's clock shows: it runs on from where it was set. */

export class Times {
  private shown: number;
  private since = Date.now();

  /** Set to an instant with its offset. */
  constructor(now: string) {
    this.shown = Date.parse(now);
  }

  /** It is being set to a Swedish local time. */
  moved(to: string): void {
    this.shown = instant(to);
    this.since = Date.now();
  }

  /** The Swedish local time so many seconds from now, or a little later. */
  in(seconds: number): string {
    const now = this.shown + Date.now() - this.since;
    return local((Math.ceil(now / 1000) + seconds) * 1000);
  }
}

function local(instant: number): string {
  const swedish = new Date(instant).toLocaleString('sv-SE', { timeZone: 'Europe/Stockholm' });
  return swedish.replace(' ', 'T');
}

/** The first instant at which it is so late in Sweden. */
function instant(to: string): number {
  const hour = 3_600_000;
  const inUtc = Date.parse(`${to}Z`);
  const found = [2, 1].map((ahead) => inUtc - ahead * hour).find((instant) => local(instant) === to);
  if (found === undefined) throw new Error(`there is no ${to} in Sweden`);
  return found;
}
