import { test } from '../world/fixtures.ts';
import { BankIdApp } from '../pages/bankid-app.ts';
import { sara } from '../world/people.ts';
import { logInByPhone, walk } from './main-job.ts';

// On a phone's way each page is looked at; checks/everywhere.spec.ts does it for a desktop.
test('@once the main job, with BankID on another device', async ({ site, demo, phone }) => {
  test.slow();
  await walk({ site, demo, script: 'runs', looked: false, logIn: () => logInByPhone(site, phone, 'runs') });
});

test('the main job, with BankID on this device', async ({ site, demo, hasTouch }) => {
  test.slow();
  const app = new BankIdApp(site.page, demo);
  const logIn = async () => {
    await site.logInPage.onThisDevice(hasTouch);
    await app.choose(sara);
    await app.approve();
  };
  await walk({ site, demo, script: 'runs', looked: hasTouch, logIn });
});

test.describe('with scripts off', () => {
  test.use({ javaScriptEnabled: false });

  test('@once the main job, with BankID on another device', async ({ site, demo, phone }) => {
    await walk({ site, demo, script: 'off', looked: false, logIn: () => logInByPhone(site, phone, 'off') });
  });

  test('the main job, with BankID on this device', async ({ site, demo }) => {
    const app = new BankIdApp(site.page, demo);
    const logIn = async () => {
      await site.logInPage.onThisDevice(false);
      await app.choose(sara);
      await app.approve();
      await site.logInPage.finish('off');
    };
    await walk({ site, demo, script: 'off', looked: false, logIn });
  });
});

test('@once the main job, where the program can not be fetched', async ({ site, demo, phone, watch }) => {
  await site.page.context().route('**/*.wasm', (route) => route.abort());
  watch.allow(/net::ERR_FAILED/, /Failed to fetch/, /wasm/i);
  await walk({ site, demo, script: 'blocked', looked: false, logIn: () => logInByPhone(site, phone, 'blocked') });
});
