/* The check of what is sent, which every demo goes through when it ends: that it can find. */
import { expect, test } from '@playwright/test';
import { sent, told } from '../world/outgoing.ts';
import { elsa } from '../world/people.ts';

const PEOPLE = new Map([[elsa, '20130101-2389']]);

test('a message that told whom or where would be found', () => {
  for (const [text, found] of [
    ['Du har något nytt att läsa. Logga in i Agera ombud.', []],
    ['Elsas inkorg', ['Elsa']],
    ['Elsa har en tid', ['Elsa']],
    ['för lindvall', ['Lindvall']],
    ['130101-2389', ['130101-2389']],
    ['svar från BVC Sländan', ['BVC Sländan']],
  ] as const) {
    expect(told(text, PEOPLE), text).toEqual(found);
  }
});

test('what was sent is read without the address that it went to', () => {
  const page =
    '<main><article class="shown"><h3 id="m1">E-post till elsa@hem.example</h3><p>Hej</p></article></main>';
  expect(sent(page)).toEqual(['<article class="shown"><p>Hej</p></article>']);
});
