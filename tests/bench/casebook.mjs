// A case of 10,000 observables in the casebook, in Chromium with WebGL by software, over the embedded service; beside
// it, in the same page, the same rows as plain elements.
//
//   npm run bench:casebook      needs dist/ and the appliance (node web/package/build.mjs release)
//
// Opening: from the press of the case in the list, which has its data, to the frame that shows it; and from the end
// of the answer to the frame after it. A step of scrolling: processor time of the page's thread, in scripts and in
// all, beside a picture of one colour. Adding: the calls for 1,000 observables. The longest task of what else an
// analyst does; of pasting, beside a bare field.
import { expect } from '@playwright/test';
import { casebookOf } from '../browser/casebook.js';
import { domainsPage, logInTo, settled } from '../browser/fixtures.js';
import { startAppliance } from '../conformance/appliance.mjs';
import { launch } from './browser.mjs';
import { makeCase, observablesOf, openPlainList } from './large-case.mjs';
import { countCalls, handOver, longestTask, openings, quantile, scroll, watchFrames } from './page-work.mjs';
import { print, report } from './table.mjs';

/** @typedef {{what: string, figure: number, unit: string, most?: number, peer?: number, note?: string}} Line */

const bounds = { opening: 100, script: 4, block: 100, inspected: 100_000 };
const rows = Number(process.argv.find((word) => word.startsWith('--rows='))?.slice(7) ?? 10_000);
const rounds = 7;
const title = 'Large case';

const appliance = await startAppliance();
const browser = await launch();
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
await logInTo(appliance, page.context());
page.setDefaultTimeout(120_000);
await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
const casebook = casebookOf(page, appliance);
const list = casebook.region.getByRole('listbox', { name: 'Observables' });

/** The modules have answered about what they were asked. */
async function answered() {
  await expect(casebook.region.getByRole('progressbar')).toHaveCount(0, { timeout: 120_000 });
  await settled(page);
}

/** @param {import('./large-case.mjs').Observable[]} observables @returns {Promise<Line[]>} */
async function measureOpening(observables) {
  await casebook.case(title).click();
  await expect(list.getByRole('option').first()).toBeVisible();
  const calls = countCalls(page, ['deliberate/observables']);
  await answered();
  const pressed = [], read = [];
  for (let round = 0; round < rounds; ++round) {
    await casebook.case('Small case').click();
    await expect(casebook.row('small.example')).toBeVisible();
    await settled(page);
    const one = await openings(page, casebook.case(title));
    pressed.push(one.pressed);
    read.push(one.read);
    await settled(page);
  }
  const box = await list.boundingBox();
  if (!box) throw new Error('the list of observables is not shown');
  const plain = [];
  for (let round = 0; round < rounds; ++round) plain.push(Number(await openPlainList(page, observables, box)));
  const peer = quantile(plain, 0.5);
  return [
    { what: 'press to first frame', figure: quantile(pressed, 0.5), unit: 'ms', most: bounds.opening, peer },
    { what: 'answer to its frame', figure: quantile(read, 0.5), unit: 'ms', most: bounds.opening, peer },
    { what: 'slowest of both', figure: Math.max(...pressed, ...read), unit: 'ms' },
    { what: 'calls for verdicts when opened', figure: calls.take()['deliberate/observables'], unit: '' },
  ];
}

/** @returns {Promise<Line[]>} */
async function measureScrolling() {
  const plain = await scroll(page, page.locator('#plain-list'));
  await page.evaluate(() => document.getElementById('plain-list')?.remove());
  const own = await scroll(page, list);
  const bare = await handOver(page, await list.evaluate((element) => {
    const canvas = element.closest('.surface')?.querySelector('canvas');
    return { width: canvas?.width ?? 0, height: canvas?.height ?? 0 };
  }));
  return [
    { what: 'scroll step, own script, median', figure: quantile(own.script, 0.5), unit: 'ms',
      peer: quantile(bare.script, 0.5) },
    { what: 'scroll step, own script, 95 %', figure: quantile(own.script, 0.95), unit: 'ms', most: bounds.script,
      peer: quantile(bare.script, 0.95) },
    { what: 'scroll step, whole thread, median', figure: quantile(own.thread, 0.5), unit: 'ms',
      peer: quantile(plain.thread, 0.5) },
  ];
}

/**
 * By the keyboard, which is one event; `fill` is one for each line.
 * @param {import('@playwright/test').Locator} field
 * @param {string} text
 */
async function paste(field, text) {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await field.focus();
  await page.keyboard.press('ControlOrMeta+V');
}

/** The longest task of the same paste into a bare field of the page, in the same font. @param {string} text */
async function pasteBare(text) {
  await page.evaluate(() => {
    const bare = document.createElement('textarea');
    bare.id = 'bare';
    bare.style.cssText = 'position: fixed; inset: 0 auto auto 0; z-index: 9; width: 640px; height: 76px; ' +
      'font: inherit; font-variant-ligatures: no-contextual';
    document.body.append(bare);
  });
  const bare = page.locator('#bare');
  const longest = await longestTask(page, () => paste(bare, text));
  await bare.evaluate((element) => element.remove());
  return longest;
}

/** @returns {Promise<Line[]>} */
async function measureAdding() {
  const text = observablesOf(1000, 'added').map(({ value }) => `${value} ${'-'.repeat(150)}\n`).join('');
  const calls = countCalls(page, ['inspect/inspect', '/observables?wait_for=true']);
  const add = casebook.region.getByRole('button', { name: /^Add [\d,]{4,} observables$/ });
  const peer = await pasteBare(text);
  await casebook.button('Add observables…').click();
  const typed = await longestTask(page, async () => {
    const asked = page.waitForRequest(/inspect\/inspect/); // when nobody has typed for a moment
    await paste(casebook.field('Any text'), text);
    await expect(add).toBeVisible({ timeout: 120_000 });
    await asked;
    await expect(casebook.region.getByText('Threat Response is looking too')).toHaveCount(0, { timeout: 30_000 });
  });
  const { 'inspect/inspect': inspects } = calls.take();
  const added = await longestTask(page, async () => {
    await add.click();
    await expect(casebook.said(/are now in/)).toBeVisible({ timeout: 30_000 });
  });
  const { '/observables?wait_for=true': writes } = calls.take();
  return [
    { what: 'adding 1,000: writes', figure: writes, unit: '', most: 1 },
    { what: `adding 1,000: inspects of ${text.length} bytes`, figure: inspects, unit: '',
      most: Math.ceil(text.length / bounds.inspected) },
    { what: 'pasting 1,000: longest task', figure: typed, unit: 'ms', most: bounds.block, peer },
    { what: 'adding 1,000: longest task', figure: added, unit: 'ms', most: bounds.block },
  ];
}

/** What else is done with a large case: no task may hold up the page. @returns {Promise<Line[]>} */
async function measureActs() {
  /** @type {Line[]} */
  const lines = [];
  const act = async (/** @type {string} */ what, /** @type {() => Promise<unknown>} */ doing) => {
    const figure = await longestTask(page, async () => {
      await doing();
      await settled(page);
    });
    lines.push({ what: `${what}: longest task`, figure, unit: 'ms', most: bounds.block });
  };
  const sort = (/** @type {string} */ label) =>
    casebook.region.getByRole('combobox', { name: 'Sort by' }).selectOption({ label });
  await act('select all', () => casebook.button('Select all').click());
  await act('copy', () => casebook.button('Copy').click());
  await act('clear', () => casebook.button('Clear selection').click());
  for (const label of ['Type', 'Value']) await act(`sort by ${label.toLowerCase()}`, () => sort(label));
  const half = rows / 2;
  await list.getByRole('option').first().click();
  await list.evaluate((one, top) => { one.scrollTop = top; }, half * 48 - 96);
  await settled(page);
  const last = list.locator(`[aria-posinset="${half}"]`);
  await act(`extend to ${half}`, () => last.click({ modifiers: ['Shift'] }));
  await act(`remove ${half}`, () => casebook.button('Remove').click());
  await act('undo', () => page.getByRole('button', { name: 'Undo' }).click());
  const million = observablesOf(4000, 'typed').map(({ value }) => `${value} ${'-'.repeat(220)}\n`).join('');
  const bare = await pasteBare(million);
  await casebook.button('Add observables…').click();
  const field = casebook.field('Any text');
  await act(`paste ${million.length} bytes`, () => paste(field, million));
  Object.assign(lines[lines.length - 1], { peer: bare });
  await settled(page);
  await field.focus();
  await act(`a letter in ${million.length} bytes`, () => page.keyboard.press('Space'));
  await page.keyboard.press('Escape');
  return lines;
}

try {
  const observables = observablesOf(rows);
  await makeCase(appliance, title, observables);
  await makeCase(appliance, 'Small case', [{ type: 'domain', value: 'small.example' }]);
  await watchFrames(page);
  await page.goto(appliance.appliance + domainsPage);
  await casebook.open();
  /** @type {Line[]} */
  const lines = [];
  for (const measure of [() => measureOpening(observables), measureScrolling, measureAdding, measureActs]) {
    lines.push(...await measure());
    if (process.env.DEBUG_BENCH) print(lines);
  }
  await report('casebook', lines);
} finally {
  await browser.close();
  await appliance.stop();
}
