// Two versions of the widgets in one browser: the newer one changes the store, the older one refuses what it does not
// know, says so, and damages nothing. Which databases the older releases have left is in tests/shims.
//
// A newer version is today's with a store of the next schema: all that differs is the number that the database is
// opened with.
import { casebookOf } from './casebook.js';
import { casesOf, domainsPage, expect, test } from './fixtures.js';
import { withoutWebgl } from './hostile-page.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('./fixtures.js').Appliance} Appliance */

const newerSays = /A newer version of the casebook is in use in this browser: reload this page\./;
const olderSays = /An older version of the casebook is open in another tab: close or reload that tab\./;

/** From its next document on. @param {Page} page */
const makeNewer = (page) => page.addInitScript(() => {
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function (name, version) {
    if (name !== 'threat-response-widgets' || version === undefined) return open.call(this, name, version);
    return open.call(this, name, version + 1);
  };
});

/** @param {Page} page @param {Appliance} appliance */
async function opened(page, appliance) {
  await withoutWebgl(page); // nothing here is about what is drawn
  await page.goto(appliance.appliance + domainsPage);
  const casebook = casebookOf(page, appliance);
  await casebook.open(appliance, 'appliance');
  return casebook;
}

/** The database as it is. @param {Page} page */
const databaseOf = (page) => page.evaluate(() => new Promise((resolve, reject) => {
  const opening = indexedDB.open('threat-response-widgets');
  opening.onerror = reject;
  opening.onsuccess = () => {
    const db = opening.result, all = db.transaction('changes').objectStore('changes').getAll();
    all.onerror = reject;
    all.onsuccess = () => {
      db.close();
      resolve({ schema: db.version, changes: all.result });
    };
  };
}));

/** @param {Appliance} appliance @param {string} title */
const stored = async (appliance, title) => (await casesOf(appliance)).filter((one) => one.title === title);

test('an older version that meets what a newer one has stored leaves it as it is, says so, and sends', async (
  { page, appliance }) => {
  await page.goto(`${appliance.appliance}/gallery`);
  await page.evaluate(() => new Promise((resolve, reject) => {
    // Settings and messages of a later version, too.
    localStorage.setItem('threat-response-widgets:ribbon', '{"version":2,"place":{"edge":"top"},"open":true}');
    localStorage.setItem('threat-response-widgets:current-case', '{"version":2,"cases":["a","b"]}');
    const opening = indexedDB.open('threat-response-widgets', 2);
    opening.onupgradeneeded = () => {
      const changes = opening.result.createObjectStore('changes', { keyPath: 'place' });
      changes.put({ place: [1, 'x'], id: 'later-1', case_id: 'casebook-1', kind: 'sing', voices: 4n });
    };
    opening.onerror = reject;
    opening.onsuccess = () => {
      opening.result.close();
      resolve(undefined);
    };
  }));
  const before = await databaseOf(page);
  const casebook = await opened(page, appliance);
  await expect(casebook.said(newerSays)).toBeVisible();
  for (const [name, ...messages] of /** @type {[string, ...unknown[]][]} */ ([
    ['threat-response-widgets:pause', { version: 2, until: 1e12 }, 'x', NaN],
    ['threat-response-widgets:changes', { version: 2 }, null],
    ['threat-response-widgets:sign-in', { version: 2, what: 'sign-out' }, 'sing'],
  ])) await page.evaluate(([channel, said]) => {
    const sender = new BroadcastChannel(/** @type {string} */ (channel));
    for (const one of /** @type {unknown[]} */ (said)) sender.postMessage(one);
    sender.close();
  }, [name, messages]);
  await casebook.button('New case').click();
  await expect(casebook.said('is ready.')).toBeVisible();
  await casebook.rename('By the older version');
  expect(await stored(appliance, 'By the older version')).toHaveLength(1);
  expect(await databaseOf(page)).toEqual(before);
  expect(await page.evaluate(() => localStorage.getItem('threat-response-widgets:ribbon')))
    .toBe('{"version":2,"place":{"edge":"top"},"open":true}');
});

test('a newer version in a second tab takes over what waits; the older one says so, and is new when reloaded @long',
  async ({ page, appliance, context }) => {
    const older = await opened(page, appliance);
    await older.make('Two versions');
    await page.route(`${appliance.private_intel}/**`, (route) => route.abort('connectionrefused'));
    await older.tab('About').click();
    await older.field('New note').fill('made by the older version');
    await older.button('Add note').click();
    await older.tab(/Waiting changes/).click();
    const waiting = older.region.getByRole('listitem').filter({ hasText: 'New note in Two versions' });
    await expect(waiting).toContainText('Try again'); // it was sent, and nobody has answered

    const next = await context.newPage();
    await makeNewer(next);
    const newer = await opened(next, appliance);
    const notes = async () => JSON.stringify(await stored(appliance, 'Two versions'));
    await expect.poll(notes, { timeout: 30_000 }).toContain('made by the older version');
    await expect.poll(async () => (await databaseOf(next)), { timeout: 30_000 }).toEqual({ schema: 2, changes: [] });
    await expect(newer.said(/ version of the casebook/)).toHaveCount(0);
    await expect(older.said(newerSays)).toBeVisible();
    await expect(waiting).toHaveCount(0);

    // What it may still send it sends; kept it is not.
    await page.unroute(`${appliance.private_intel}/**`);
    await older.tab('About').click();
    await older.field('New note').fill('made after it');
    await older.button('Add note').click();
    await expect.poll(notes, { timeout: 30_000 }).toContain('made after it');
    await makeNewer(page);
    await page.reload();
    await older.tab('About').click();
    await expect(older.region.getByText('made after it')).toBeVisible();
    await expect(older.said(/ version of the casebook/)).toHaveCount(0);
    expect((await notes()).match(/made by the older version/g)).toHaveLength(1);
  });

test('a newer version that an older tab does not let in works at once, says why nothing is kept, and keeps again @long',
  async ({ page, appliance, context }) => {
    const frozen = await context.newPage();
    await frozen.goto(`${appliance.appliance}/gallery`);
    await frozen.evaluate(() => new Promise((resolve) => {
      const opening = indexedDB.open('threat-response-widgets', 1);
      opening.onupgradeneeded = () =>
        opening.result.createObjectStore('changes', { keyPath: 'seq', autoIncrement: true })
          .createIndex('id', 'id', { unique: true });
      opening.onsuccess = resolve; // and is never closed, as by a tab that does not run
    }));
    await makeNewer(page);
    const casebook = await opened(page, appliance);
    await expect(casebook.said(olderSays)).toBeVisible();
    await casebook.make('Not kept meanwhile');
    await frozen.close();
    await expect(casebook.said(olderSays)).toHaveCount(0);
    await page.route(`${appliance.private_intel}/**`, (route) => route.abort('connectionrefused'));
    await casebook.tab('About').click();
    await casebook.field('New note').fill('kept again');
    await casebook.button('Add note').click();
    await expect.poll(async () => JSON.stringify(await databaseOf(page))).toContain('kept again');
  });
