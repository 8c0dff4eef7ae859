/* Every page that there is to look at, for a guardian with three children. */
import { type APIRequestContext, expect } from '@playwright/test';

/** A page: a name for it, and its address. */
export interface Place {
  name: string;
  path: string;
}

export const PUBLIC: Place[] = [
  { name: 'start', path: '/' },
  { name: 'start-logged-out', path: '/?utloggad=1' },
  { name: 'log-in', path: '/logga-in' },
  { name: 'log-in-ended', path: '/logga-in?vidare=/mig/inkorg&avslutad=1' },
  { name: 'log-in-failed', path: '/logga-in?fel=tekniskt&nummer=4f2a09bc' },
];

/** The pages of somebody: `base` is /mig, or a child's address. */
export async function pagesOf(
  client: APIRequestContext,
  origin: string,
  base: string,
): Promise<Place[]> {
  const name = base === '/mig' ? 'own' : 'child';
  const place = (page: string, path: string) => ({ name: `${name}-${page}`, path: base + path });
  const first = async (list: string, query = '') => {
    const page = await (await client.get(origin + base + list + query)).text();
    const found = new RegExp(`href="(${base}${list}/[0-9a-f]+)"`).exec(page)?.[1];
    expect(found, `${base}${list} has something to open`).toBeDefined();
    return (found ?? '').slice(base.length);
  };
  const unit = await first('/kontakta');
  // A unit that issues certificates.
  const ordering = async () => {
    const page = await (await client.get(`${origin}${base}/kontakta?sok=linden`)).text();
    const units = page.matchAll(new RegExp(`href="${base}(/kontakta/[0-9a-f]+)"`, 'g'));
    for (const [, path] of units) {
      const order = await client.get(`${origin}${base}${path}/intyg`);
      if (order.ok()) return path ?? '';
    }
    throw new Error('no unit issues certificates');
  };
  // Free times: one to look at, one to book.
  const times = await (await client.get(`${origin}${base}${unit}/tid`)).text();
  const [free = '', other = ''] = [...times.matchAll(/<button[^>]*value="([0-9a-f]{32})"/g)].map(
    ([, slot]) => slot,
  );
  expect(other, `${base}${unit} has two free times`).not.toBe('');
  const booked = await client.post(`${origin}${base}${unit}/tid/${other}`, {
    form: { gor: 'boka', text: '', nyckel: crypto.randomUUID().replaceAll('-', '') },
    headers: { origin },
    maxRedirects: 0,
  });
  const booking = /\/tider\/[0-9a-f]{32}/.exec(booked.headers()['location'] ?? '')?.[0];
  expect(booking, 'a time is booked').toBeDefined();
  return [
    place('home', ''),
    ...(base === '/mig' ? [] : [place('home-new', '?ny=1')]),
    place('inbox', '/inkorg'),
    place('inbox-archive', '/inkorg?visa=arkiv'),
    place('thread', await first('/inkorg')),
    place('journal-services', '/journaltjanster'),
    place('journal-start', '/journaltjanster/journalen'),
    place('journal', '/journal'),
    place('journal-filtered', '/journal?typ=vaccination'),
    place('entry', await first('/journal')),
    ...(base === '/mig' ? [] : [place('entry-measured', await first('/journal', '?typ=tillvaxt'))]),
    place('log', '/logg'),
    place('settings', '/installningar'),
    ...(name === 'child' ? [place('road-map', '/framtid')] : []),
    place('clinics', '/kontakta?sok=bvc'),
    place('unit', unit),
    place('message', `${unit}/meddelande`),
    place('times', `${unit}/tid`),
    place('time', `${unit}/tid/${free}`),
    place('bookings', '/tider'),
    place('booking', booking ?? ''),
    place('prescriptions', '/recept'),
    place('order', `${await ordering()}/intyg`),
    ...(base === '/mig'
      ? [place('certificates', '/intyg'), place('certificate', await first('/intyg'))]
      : []),
  ];
}

export const OWN_ONLY: Place[] = [
  { name: 'own-add-child', path: '/mig/lagg-till-barn' },
  { name: 'own-applications', path: '/mig/ansokningar' },
  { name: 'own-application-new', path: '/mig/ansokningar/ny?sok=linden' },
];

/** The clinic's pages, for one who works there. */
export async function deskPages(client: APIRequestContext, origin: string): Promise<Place[]> {
  const first = async (path: string, pattern: RegExp) => {
    const found = pattern.exec(await (await client.get(origin + path)).text())?.[1];
    expect(found, `${path} has something to open`).toBeDefined();
    return found ?? '';
  };
  const unit = await first('/mottagning', /href="(\/mottagning\/[0-9a-f]+)"/);
  const done = `${unit}?visa=klara`;
  const someCase = await first(done, /href="(\/mottagning\/[0-9a-f]+\/arende\/[0-9a-f]+)"/);
  const freeTime = /href="(\/mottagning\/[0-9a-f]+\/tider\/[0-9a-f]+)"/;
  const someTime = await first(`${unit}/tider?vecka=2026-11-23`, freeTime);
  const template = await first(`${unit}/mallar`, /href="([^"]*\/mallar\?mall=[0-9a-f]+)"/);
  return [
    { name: 'desk', path: '/mottagning' },
    { name: 'desk-cases', path: unit },
    { name: 'desk-done', path: done },
    { name: 'desk-case', path: someCase },
    { name: 'desk-give', path: `${someCase}/kalla` },
    { name: 'desk-offers', path: `${unit}/tjanster` },
    { name: 'desk-templates', path: `${unit}/mallar` },
    { name: 'desk-template', path: template },
    { name: 'desk-blocks', path: `${unit}/sparrar` },
    { name: 'desk-block-new', path: `${unit}/sparrar/ny` },
    { name: 'desk-approved', path: `${unit}/godkanda` },
    { name: 'desk-explain', path: someCase.replace('/arende/', '/forklara?arende=') },
    { name: 'desk-applications', path: `${unit}/ansokningar` },
    { name: 'desk-times', path: `${unit}/tider` },
    { name: 'desk-time', path: someTime },
  ];
}

/** The pages of one who administers a care principal. */
export async function principalPages(client: APIRequestContext, origin: string): Promise<Place[]> {
  const page = await (await client.get(`${origin}/mottagning`)).text();
  const path = /href="(\/huvudman\/[0-9a-f]+)"/.exec(page)?.[1];
  expect(path, 'one administers something').toBeDefined();
  return [{ name: 'principal', path: path ?? '' }];
}
