/* Pictures of every page, for people to look at: AGERA_PICTURES=1 scripts/e2e --project=pictures */
import { type Place, OWN_ONLY, PUBLIC, deskPages, pagesOf } from '../world/all-pages.ts';
import { type Site, expect, test } from '../world/fixtures.ts';
import { elsa, gunilla, leo, malin, newborn, sara, vilgot } from '../world/people.ts';

const SIZES = [
  { name: '390', viewport: { width: 390, height: 844 } },
  { name: '1280', viewport: { width: 1280, height: 800 } },
] as const;
const THEMES = ['light', 'dark'] as const;

for (const { name: size, viewport } of SIZES) {
  for (const theme of THEMES) {
    test(`pictures at ${size}, ${theme}`, async ({ site, another, demo, phone, asPerson, withChild, watch }) => {
      test.setTimeout(300_000);
      watch.allowStatus(404, 403, 422);
      const take = async (of: Site, name: string) => {
        await expect(of.page.locator('.skeleton')).toHaveCount(0);
        await of.page.screenshot({ path: `pictures/out/${name}-${size}-${theme}.png`, fullPage: true });
      };
      const visit = async (of: Site, place: Place) => {
        await of.page.goto(place.path);
        await take(of, place.name);
      };
      await site.page.setViewportSize(viewport);
      await site.page.emulateMedia({ colorScheme: theme });
      for (const place of PUBLIC) await visit(site, place);
      await site.page.goto('/logga-in');
      await site.logInPage.onAnotherDevice();
      await take(site, 'log-in-code');
      await phone.open();
      await phone.choose(sara);
      await phone.answer(/pratar du med någon/);
      await expect(site.logInPage.hint).toContainText('pratar i telefon');
      await take(site, 'log-in-hint');
      await site.logInPage.cancel();

      await asPerson(sara);
      await visit(site, { name: 'home-empty', path: '/mig' });
      await withChild(newborn);
      const child = await withChild(vilgot);
      const elsas = await withChild(elsa);
      const client = site.page.context().request;
      for (const place of await pagesOf(client, demo.origin, '/mig')) await visit(site, place);
      for (const place of OWN_ONLY) await visit(site, place);
      for (const place of await pagesOf(client, demo.origin, child)) await visit(site, place);
      await visit(site, { name: 'child-soon', path: elsas });
      await site.frame.switcher.click();
      await take(site, 'switcher');
      await visit(site, { name: 'journal-nothing', path: `${child}/journal?typ=diagnos&enhet=` });
      await visit(site, { name: 'inbox-unread', path: `${child}/inkorg?visa=olasta` });
      await visit(site, { name: 'not-found', path: '/finns-inte' });
      await site.addChild.goto();
      await site.addChild.add('2018');
      await take(site, 'add-child-slip');
      await site.addChild.add(demo.numberOf(leo));
      await expect(site.addChild.refusal).toBeVisible();
      await take(site, 'add-child-refused');

      const clinic = await another({ viewport });
      await asPerson(gunilla, clinic);
      await clinic.page.emulateMedia({ colorScheme: theme });
      for (const place of await deskPages(clinic.page.context().request, demo.origin)) {
        await visit(clinic, place);
      }

      const hers = await another({ viewport });
      await asPerson(malin, hers);
      await asPerson(leo, hers);
      await hers.page.emulateMedia({ colorScheme: theme });
      await visit(hers, { name: 'own-journal-closed', path: '/mig/journaltjanster' });

      await demo.moveClock('2026-11-25T08:00:00');
      await asPerson(sara);
      await visit(site, { name: 'home-child-closed', path: '/mig' });
      await visit(site, { name: 'child-closed', path: elsas });
    });
  }
}
