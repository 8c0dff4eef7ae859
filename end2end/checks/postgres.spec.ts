import { logInByPhone, walk } from '../journeys/main-job.ts';
import { test } from '../world/fixtures.ts';

// The browser's half is the same on both engines, so it stays away here.
test.use({ engine: 'postgres', javaScriptEnabled: false });

test('the main job, on PostgreSQL', async ({ site, demo, phone }) => {
  await walk({ site, demo, script: 'off', looked: false, logIn: () => logInByPhone(site, phone, 'off') });
});
