// Texts of people who mean harm, in every field that is shown: they are read as they are, nothing else comes of them.
import { casebookOf } from './casebook.js';
import { domainsPage, expect, test } from './fixtures.js';
import { guard, scrollThrough, withoutWebgl } from './hostile-page.js';
import { hostileService, refuseWith } from './hostile-service.js';
import { hostileStrings, jsonBombs, megabyte } from './hostile-strings.js';

/** @typedef {import('@playwright/test').Page} Page */

const ways = /** @type {Record<string, (page: Page) => Promise<unknown>>} */ ({
  'drawn': async () => undefined,
  'without WebGL': withoutWebgl,
});

test.describe.configure({ mode: 'parallel', timeout: 180_000 });

/** @param {string} what @param {number} fields of replies and files that held each of the texts */
const count = (what, fields) =>
  console.log(`hostile texts, ${what}: ${hostileStrings.length} texts, each in ${fields} fields`);

for (const [way, prepare] of Object.entries(ways)) {
  // Drawn they take twice as long, and the same elements are looked at.
  const long = way === 'drawn' ? ' @long' : '';
  test(`hostile texts in cases, ${way}: read as they are, nothing run and nothing made of them${long}`, async (
    { page, appliance }) => {
    const guarded = await guard(page, appliance);
    await prepare(page);
    await hostileService(page, appliance, hostileStrings);
    await page.setViewportSize({ width: 1280, height: 1600 });
    const casebook = casebookOf(page, appliance);
    await page.goto(appliance.appliance + domainsPage);
    await casebook.open();
    const height = page.getByRole('separator', { name: 'Casebook height' });
    await height.press('Home');
    await height.press('End');
    await scrollThrough(page, 'Cases');
    expect(await guarded.missing(hostileStrings), 'titles of cases').toEqual([]);
    await casebook.case(/./).first().click();
    await expect(casebook.tab('About')).toBeVisible();
    const observables = casebook.region.getByRole('listbox', { name: 'Observables' }).getByRole('option');
    await expect(observables.first()).toBeVisible(); // the case is read
    await guarded.next();
    await scrollThrough(page, 'Observables');
    expect(await guarded.missing(hostileStrings), 'values and kinds of observables').toEqual([]);
    await casebook.tab('Pictures').click();
    await casebook.tab('Timeline').click();
    await expect(casebook.tab('Timeline')).toHaveAttribute('aria-selected', 'true');
    await casebook.tab('Relations').click();
    await expect(casebook.tab('Relations')).toHaveAttribute('aria-selected', 'true');
    await casebook.tab('About').click(); // summary, Markdown of the description and the notes, references
    await scrollThrough(page, 'About');
    await guarded.unharmed();
    count(`cases, ${way}`, 24);
  });

  test(`hostile texts of modules, ${way}: verdicts, failures, links and actions${long}`, async (
    { page, analyst, appliance }) => {
    const guarded = await guard(page, appliance);
    await prepare(page);
    await hostileService(page, appliance, hostileStrings);
    await page.route('**/threat-response/pivots.json', (route) => route.fulfill({
      json: hostileStrings.map((title) => ({ title, category: title, links: { domain: `https://link.test/${title}` } })) }));
    await page.setViewportSize({ width: 1280, height: 1600 });
    await analyst.open();
    await analyst.signIn('bit.ly');
    const menu = page.getByLabel('Actions for bit.ly').filter({ has: page.getByRole('menu') });
    await expect(menu.getByRole('menuitem', { name: 'Add to New Case' })).toBeVisible();
    await expect.poll(() => guarded.missing(hostileStrings), { timeout: 20_000 }).toEqual([]);
    await guarded.unharmed();
    count(`modules, ${way}`, 20);
  });
}

test('hostile texts of the appliance, of who types and of files', async ({ page, appliance }) => {
  const guarded = await guard(page, appliance);
  const some = hostileStrings.slice(0, 100);
  await page.setViewportSize({ width: 1280, height: 1600 });
  await page.route('**/threat-response/servers.json', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: [...await response.json(), ...hostileStrings.map((text, at) => ({
      id: `${text} ${at}`, name: text, visibility: at % 2 ? `https://link.test/${at}` : text, private_intel: 'https://link.test',
      api_clients: text, unavailable: at % 3 ? text : '' }))] });
  });
  const casebook = casebookOf(page, appliance);
  await page.goto(appliance.appliance + domainsPage);
  await page.getByRole('button', { name: 'Casebook', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Login to use Casebook/Pivot Menu' });
  await dialog.getByRole('textbox', { name: 'Client ID' }).fill(megabyte.slice(0, 10_000));
  await dialog.getByLabel('Client Password').fill(some.join(''));
  for (const text of [some.join(' '), megabyte, hostileStrings[3]]) {
    await refuseWith(page, appliance.visibility, 400, text);
    await dialog.getByRole('button', { name: 'Authenticate' }).click();
    await expect(dialog.getByRole('alert')).not.toBeEmpty();
    await page.unroute(`${appliance.visibility}/**`);
  }
  const odd = hostileStrings.filter((_, at) => at % 2 === 1);
  expect(await guarded.missing(odd), 'names of servers').toEqual([]);
  await dialog.getByRole('textbox', { name: 'Client ID' }).fill(appliance.client_id);
  await dialog.getByLabel('Client Password').fill(appliance.client_password);
  await dialog.getByRole('button', { name: 'Authenticate' }).click();
  await expect(casebook.search).toBeVisible();
  await casebook.search.fill(hostileStrings.join(' ').slice(0, 4000));
  await page.getByRole('combobox', { name: 'Look up an observable' }).fill(some.join(' '));
  await page.keyboard.press('Enter');
  for (const [name, text] of Object.entries({
    'case.json': JSON.stringify(hostileStrings.map((title) => ({
      type: 'casebook', title, short_description: title, description: title, texts: [{ type: title, text: title }],
      observables: [{ type: title, value: title }, { type: 'domain', value: title }] }))),
    'bundle.json': JSON.stringify({ type: 'bundle', id: 'bundle--1', objects: hostileStrings.map((title) => ({
      'type': 'report', 'id': title, 'name': title, 'description': title, '__proto__': 1, 'object_refs': [title] })) }),
    'table.csv': ['type,value', ...hostileStrings.map((text) => text.replaceAll('"', '""')).map((cell) =>
      `"${cell}","${cell}"`)].join('\n'),
    ...jsonBombs,
  })) {
    const opening = page.waitForEvent('filechooser');
    await (name === 'case.json' ? casebook.button('Import…') : casebook.button('Choose another file…')).press('Enter');
    await guarded.next();
    const form = page.getByRole('dialog', { name: 'Import', exact: true });
    const before = await form.count() && await form.textContent();
    await (await opening).setFiles({ name: `${name} <b>`, mimeType: '', buffer: Buffer.from(text) });
    await expect.poll(async () => await form.textContent() === before, { message: name }).toBe(false);
    if (name !== 'case.json') continue;
    await scrollThrough(page, 'Found in the file');
    const titles = hostileStrings.filter((one) => one.trim() && one.length <= 1024); // longer ones are cut
    expect(await guarded.missing(titles), 'titles of cases in a file').toEqual([]);
  }
  await guarded.unharmed();
  count('the appliance, typing, files', 18);
});

/**
 * Changes that wait, as somebody with access to the profile has written them: a kind for each text.
 * @param {Page} page
 * @param {string[]} texts
 */
const plantChanges = (page, texts) => page.evaluate(async (all) => {
  const opening = indexedDB.open('threat-response-widgets', 1);
  const db = await new Promise((resolve, reject) => {
    opening.onupgradeneeded = () => opening.result.createObjectStore('changes', { keyPath: 'id' });
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const transaction = db.transaction('changes', 'readwrite');
  transaction.objectStore('changes').clear();
  const whats = (/** @type {string} */ text) => [
    { kind: 'create', made: { title: text, short_description: text, observables: [{ type: text, value: text }] } },
    { kind: 'add-note', note: { type: text, text } },
    { kind: 'edit', field: 'title', before: text, after: text },
    { kind: 'add-observables', observables: [{ type: 'domain', value: text }, { type: text, value: text }] },
    { kind: 'delete' }, { kind: text }, { kind: 'remove-note', note: text },
  ];
  for (const [at, text] of all.entries()) {
    transaction.objectStore('changes').put({ ...whats(text)[at % 7], id: `${at} ${text}`, account: text || 'nobody',
      case_id: text, external_id: at % 5 ? '' : text, title: text, made_at: at % 3 ? Date.now() / 1000 : text,
      due_at: 0, claims: 0, seq: at });
  }
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
  db.close();
}, texts);

test('hostile texts in the cells of a report', async ({ page, appliance }) => {
  const guarded = await guard(page, appliance);
  await page.setViewportSize({ width: 1280, height: 1600 });
  await page.route('**/sma/api/**/reporting/**', async (route) => {
    const response = await route.fetch();
    const { meta, data } = await response.json();
    for (const counter of Object.keys(data.resultSet)) {
      data.resultSet[counter] = hostileStrings.map((text) => Object.fromEntries([[`${text} bit.ly`, text]]));
    }
    await route.fulfill({ response, json: { meta: { ...meta, totalCount: hostileStrings.length }, data } });
  });
  await page.goto(appliance.appliance + domainsPage);
  await expect(page.getByRole('button', { name: /^Actions for / }).first()).toBeVisible();
  expect(await guarded.missing(hostileStrings), 'cells').toEqual([]);
  await page.getByRole('button', { name: 'Find on page', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Find on page' }).getByRole('option').first()).toBeVisible();
  await scrollThrough(page);
  await guarded.unharmed();
  count('a report', 13);
});

for (const [way, prepare] of Object.entries(ways)) {
  test(`hostile texts of what waits in the store, ${way}${way === 'drawn' ? ' @long' : ''}`, async ({ page, appliance }) => {
    const guarded = await guard(page, appliance);
    await prepare(page);
    await page.setViewportSize({ width: 1280, height: 1600 });
    await page.goto(appliance.appliance + domainsPage);
    const casebook = casebookOf(page, appliance);
    await casebook.open();
    const waiting = casebook.region.getByRole('list', { name: 'Waiting changes' });
    const texts = hostileStrings.filter((text) => text.trim());
    // Of many that wait the first two hundred are listed.
    for (let start = 0; start < texts.length; start += 200) {
      const some = texts.slice(start, start + 200);
      await plantChanges(page, some);
      await page.reload();
      await expect(waiting.getByRole('listitem').first()).toBeVisible();
      await scrollThrough(page);
      // The last two kinds are none; each of the others says which case it is about.
      expect(await guarded.missing(some.filter((_, at) => at % 7 < 5)), 'titles of their cases').toEqual([]);
    }
    await guarded.unharmed();
    count(`the store, ${way}`, 11);
  });
}

test('replies that are bombs are refused with a sentence, and the page goes on', async (
  { page, analyst, appliance }) => {
  const guarded = await guard(page, appliance);
  const casebook = casebookOf(page, appliance);
  await analyst.open();
  let bomb = '[]';
  await page.route(`${appliance.private_intel}/ctia/casebook/search**`, (route) => (
    route.request().method() === 'OPTIONS' ? route.continue() : route.fulfill({
      headers: { 'access-control-allow-origin': '*' }, body: bomb, contentType: 'application/json' })));
  await casebook.open();
  for (bomb of Object.values(jsonBombs)) {
    await casebook.button('Refresh').click();
    await expect(casebook.button('Refresh')).toBeEnabled();
    await expect(casebook.region.getByText(/cannot be read|No cases|no cases/i).first()).toBeVisible();
  }
  await guarded.unharmed();
});
