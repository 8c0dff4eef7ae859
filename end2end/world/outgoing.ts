/* What leaves the house: no SMS and no mail tells whom it is about, or where (R-E8). */
import { readFileSync } from 'node:fs';

const SEEDED = new URL('../../server/seed/data/clinics.toml', import.meta.url);
/** The names of clinics and their units. */
const CLINICS = [...readFileSync(SEEDED, 'utf8').matchAll(/\bname = "([^"]+)"/g)].map(
  ([, name = '']) => name,
);

/** What was sent, from the page that shows it: sender and text, without the address it went to. */
export function sent(page: string): string[] {
  const articles = page.match(/<article\b.*?<\/article>/gs) ?? [];
  return articles.map((article) => article.replace(/<h3\b.*?<\/h3>/s, ''));
}

/** The names, numbers and clinics that a message tells. */
export function told(message: string, people: ReadonlyMap<string, string>): string[] {
  const names = [...people.keys()].filter((name) => !name.startsWith('('));
  const words = new Set([...names.flatMap((name) => name.split(/[ -]/)), ...CLINICS]);
  const numbers = [...people.values()].flatMap((number) => {
    const digits = number.replace('-', '');
    return [number, digits, number.slice(2), digits.slice(2)];
  });
  return [
    ...[...words].filter((word) => new RegExp(`(?<!\\p{L})${word}s?(?!\\p{L})`, 'iu').test(message)),
    ...numbers.filter((number) => message.includes(number)),
  ];
}
