// The browser's storage is full, refused, or thrown away in the middle of work: what was kept stays, what is not kept
// is said and sent all the same, and everything can be exported.
import { readFile } from 'node:fs/promises';
import { casebookOf } from './casebook.js';
import { casesOf, domainsPage, expect, test } from './fixtures.js';
import { withoutWebgl } from './hostile-page.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Locator} Locator */
/** @typedef {import('./fixtures.js').Appliance} Appliance */
/** @typedef {import('./casebook.js').Casebook} Casebook */

/** @param {Page} page @param {Appliance} appliance */
async function opened(page, appliance) {
  await withoutWebgl(page); // nothing here is about what is drawn
  await page.goto(appliance.appliance + domainsPage);
  const casebook = casebookOf(page, appliance);
  await casebook.open(appliance, 'appliance');
  return casebook;
}

/** @param {Casebook} casebook @param {string} text */
async function addNote(casebook, text) {
  await casebook.tab('About').click();
  await casebook.field('New note').fill(text);
  await casebook.button('Add note').click();
}

/** The texts of notes in a file with everything. @param {Page} page @param {Casebook} casebook */
async function exported(page, casebook) {
  const saving = page.waitForEvent('download');
  await casebook.button('Export everything').first().click();
  return readFile(await (await saving).path(), 'utf8');
}

/**
 * What the database holds; '' when there is none, and then none is made.
 * @param {Page} page
 * @returns {Promise<string>}
 */
const kept = (page) => page.evaluate(() => new Promise((resolve, reject) => {
  const opening = indexedDB.open('threat-response-widgets');
  opening.onupgradeneeded = () => opening.transaction?.abort();
  opening.onerror = () => (opening.error?.name === 'AbortError' ? resolve('') : reject(opening.error));
  opening.onsuccess = () => {
    const all = opening.result.transaction('changes').objectStore('changes').getAll();
    all.onerror = reject;
    all.onsuccess = () => {
      opening.result.close();
      resolve(JSON.stringify(all.result));
    };
  };
}));

/** None of its text is cut off by its box. @param {Locator} item */
const isWhole = (item) => item.evaluate((one) =>
  one.scrollHeight <= one.clientHeight && one.scrollWidth <= one.clientWidth);

/** @param {Appliance} appliance @param {string} title */
const stored = async (appliance, title) =>
  JSON.stringify((await casesOf(appliance)).filter((one) => one.title === title));

test('a full storage is said; what was kept before stays, the rest can be exported and is sent', async (
  { page, appliance }) => {
  // The browser looks at what is left when it opens the database: a change that is too large for it comes later.
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: appliance.appliance, quotaSize: 200_000 });
  const casebook = await opened(page, appliance);
  await casebook.make('Full');
  await page.route(`${appliance.private_intel}/**`, (route) => route.abort('connectionrefused'));
  await addNote(casebook, 'kept before');
  await expect.poll(() => kept(page)).toContain('kept before');
  await addNote(casebook, `not kept ${'x'.repeat(400_000)}`);
  await expect(casebook.said('This device’s storage is full')).toBeVisible();
  await casebook.tab(/Waiting changes/).click();
  const text = await exported(page, casebook);
  expect(text).toContain('kept before');
  expect(text).toContain('not kept');
  expect(await kept(page)).toMatch(/^(?!.*not kept).*kept before/s);

  await session.send('Storage.overrideQuotaForOrigin', { origin: appliance.appliance });
  await addNote(casebook, 'kept after');
  await expect(casebook.said('storage is full')).toHaveCount(0);
  await expect.poll(() => kept(page)).toContain('not kept'); // with what builds on it
  await page.unroute(`${appliance.private_intel}/**`);
  await page.reload();
  for (const note of ['kept before', 'not kept', 'kept after']) {
    const count = async () => (await stored(appliance, 'Full')).split(note).length - 1;
    await expect.poll(count, { timeout: 40_000 }).toBe(1);
  }
});

test('what the browser throws away while work waits is stored again, and done once', async (
  { page, appliance }) => {
  const casebook = await opened(page, appliance);
  await casebook.make('Thrown away');
  await page.route(`${appliance.private_intel}/**`, (route) => route.abort('connectionrefused'));
  await addNote(casebook, 'waits');
  await expect.poll(() => kept(page)).toContain('waits');
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin: appliance.appliance, storageTypes: 'indexeddb' });
  await expect.poll(() => kept(page)).toContain('waits');
  await addNote(casebook, 'made after it');
  await expect.poll(() => kept(page)).toContain('made after it');
  await page.unroute(`${appliance.private_intel}/**`);
  await page.reload();
  for (const note of ['waits', 'made after it']) {
    const count = async () => (await stored(appliance, 'Thrown away')).split(note).length - 1;
    await expect.poll(count, { timeout: 40_000 }).toBe(1);
  }
});

test('where all storage is refused the widgets work, say that nothing is kept, and export', async (
  { page, appliance }) => {
  await page.addInitScript(() => {
    const refuse = () => { throw new DOMException('refused', 'SecurityError'); };
    IDBFactory.prototype.open = refuse;
    for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get: refuse });
  });
  const casebook = await opened(page, appliance);
  await expect(casebook.said('This browser stores nothing here')).toHaveCount(0); // nothing is to be kept yet
  await casebook.make('Nowhere kept');
  await casebook.add('192.0.2.66');
  await expect(casebook.said('This browser stores nothing here')).toBeVisible();
  expect(await exported(page, casebook)).toContain('192.0.2.66');
  await expect.poll(() => stored(appliance, 'Nowhere kept')).toContain('192.0.2.66');
});

test('that nothing is kept is read whole at every width in each language, and is red without what else is said', async (
  { page, appliance }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => { throw new DOMException('refused', 'SecurityError'); };
  });
  await page.setViewportSize({ width: 420, height: 800 });
  const casebook = await opened(page, appliance);
  const refused = casebook.said(/^This browser stores nothing here.*under “Waiting changes”\.$/);
  await casebook.button('New case').click();
  await expect(refused).toBeVisible();
  const good = casebook.said(/ is ready\.$/);
  await expect(good).toBeVisible();
  const colour = (/** @type {Locator} */ item) => item.evaluate((one) => getComputedStyle(one).color);
  const plain = await colour(page.getByRole('button', { name: 'Find on page' }));
  expect(await colour(good)).toBe(plain);
  expect(await colour(refused)).not.toBe(plain);

  for (const [language, sentence] of [
    ['en', refused], ['de', casebook.said(/^Dieser Browser speichert hier nichts: .*“\.$/)],
    ['ja', casebook.said(/^このブラウザではここに保存できません。.*。$/)],
    ['ar', casebook.said(/^لا يحفظ هذا المتصفح شيئًا هنا: .*\.$/)],
  ]) {
    await page.evaluate((lang) => { document.documentElement.lang = lang; }, /** @type {string} */ (language));
    for (const width of [320, 420, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await expect(/** @type {Locator} */ (sentence)).toBeInViewport({ ratio: 1 });
      expect(await isWhole(/** @type {Locator} */ (sentence)), `${language}, ${width} pixels`).toBe(true);
    }
  }
});
