/* Ways round what a test is not about: over HTTP, as the pages' own forms would. */
import { type APIRequestContext, type APIResponse, expect } from '@playwright/test';
import type { Demo } from './demo.ts';

/** BankID wants to be asked no more often, in seconds. Nobody needs to wait for it here. */
export const BANKID_IS_ASKED_EVERY = 2;

/** Logs in, in the browser context that this client belongs to. */
export async function logIn(client: APIRequestContext, demo: Demo, person: string): Promise<void> {
  const started = await post(client, demo, '/logga-in', { enhet: 'this' });
  const token = /autostarttoken=([^&"]+)/.exec(await started.text())?.[1];
  if (token === undefined) throw new Error('no order was started');
  await client.get(`${demo.app}?autostarttoken=${token}`);
  const number = demo.numberOf(person).replace('-', '');
  const app = new URL(demo.app).origin;
  await client.post(`${app}/app/person`, { form: { order: token, person: number } });
  await client.post(`${app}/app/svar`, {
    form: { order: token, answer: 'approve' },
    maxRedirects: 0,
  });
  await demo.pass(BANKID_IS_ASKED_EVERY);
  await expect
    .poll(async () => await (await client.get(`${demo.origin}/logga-in`)).text(), {
      message: `${person} is identified`,
      intervals: [20, 50, 100],
    })
    .toContain('action="/logga-in/klar"');
  const inside = await post(client, demo, '/logga-in/klar', {});
  expect(new URL(inside.url()).pathname).toBe('/mig');
}

/** Adds a child of the one who is logged in; gives the child's own address. */
export async function addChild(
  client: APIRequestContext,
  demo: Demo,
  child: string,
): Promise<string> {
  const answer = await callAddChild(client, demo, demo.numberOf(child));
  expect(answer.status()).toBe(200);
  const link: string = await answer.json();
  return `/ombud/${link.replaceAll('-', '')}`;
}

/** Calls the server function of *Lägg till barn*, as the page's script does. */
export async function callAddChild(
  client: APIRequestContext,
  demo: Demo,
  typed: string,
): Promise<APIResponse> {
  return await post(client, demo, '/api/child/add', { 'form[personnummer]': typed });
}

/** Sends a form from one of our own pages. */
export async function post(
  client: APIRequestContext,
  demo: Demo,
  path: string,
  form: Record<string, string>,
): Promise<APIResponse> {
  const headers = { origin: demo.origin };
  return await client.post(`${demo.origin}${path}`, { form, headers });
}
