// What a page holds in memory, and how it grows with its observables, in Chromium with WebGL by software.
//
//   npm run bench:memory      needs dist/ and the appliance (node web/package/build.mjs release)
//
// An annotated report, beside the same report with nothing of ours in it; and a case in the casebook, beside its rows
// as plain elements. All after the collector has run. The WebAssembly memory is of all modules of the page; of
// textures the bytes that were asked for and not given back.
import { expect } from '@playwright/test';
import { casebookOf } from '../browser/casebook.js';
import { domainsPage, logInTo, settled } from '../browser/fixtures.js';
import { startAppliance } from '../conformance/appliance.mjs';
import { servePages } from './annotate-pages.mjs';
import { launch } from './browser.mjs';
import { makeCase, observablesOf, openPlainList } from './large-case.mjs';
import { report } from './table.mjs';

/** @typedef {{heap: number, nodes: number, listeners: number, modules: number, textures: number}} Held */

const counts = [10, 100, 1_000, 10_000, 100_000];
const bounds = { heapPerButton: 2_000, moduleGrowth: 2.5 };

/** Counts what scripts do not tell of themselves; runs before those of the page. */
function watch() {
  /** @type {WebAssembly.Memory[]} */
  const memories = [];
  /** @type {Map<WebGLTexture | null, number>} */
  const textures = new Map();
  for (const name of /** @type {const} */ (['instantiate', 'instantiateStreaming'])) {
    const real = /** @type {(...words: any[]) => Promise<any>} */ (WebAssembly[name]).bind(WebAssembly);
    Object.assign(WebAssembly, { [name]: async (/** @type {any[]} */ ...words) => {
      const made = await real(...words);
      const memory = Object.values((made.instance ?? made).exports).find((one) => one instanceof WebAssembly.Memory);
      if (memory) memories.push(memory);
      return made;
    } });
  }
  const { bindTexture, texImage2D, deleteTexture } = WebGL2RenderingContext.prototype;
  /** @type {WebGLTexture | null} */
  let bound = null;
  Object.assign(WebGL2RenderingContext.prototype, {
    bindTexture(/** @type {number} */ target, /** @type {WebGLTexture | null} */ texture) {
      bound = texture;
      return bindTexture.call(this, target, texture);
    },
    texImage2D(/** @type {any[]} */ ...words) {
      if (words.length >= 9) textures.set(bound, words[3] * words[4] * 4);
      return /** @type {any} */ (texImage2D).apply(this, words);
    },
    deleteTexture(/** @type {WebGLTexture | null} */ texture) {
      textures.delete(texture);
      return deleteTexture.call(this, texture);
    },
  });
  Object.assign(window, { held: () => ({
    modules: memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
    textures: [...textures.values()].reduce((sum, bytes) => sum + bytes, 0),
  }) });
}

/** @param {import('@playwright/test').Page} page @returns {Promise<Held>} */
async function measure(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (/** @type {string} */ name) => metrics.find((one) => one.name === name)?.value ?? NaN;
  await session.detach();
  return { heap: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners'),
    ...await page.evaluate(() => /** @type {any} */ (window).held()) };
}

/** @type {import('./table.mjs').Row[]} */
const rows = [];
/** @type {Record<string, Held>} */
const all = {};
const appliance = await startAppliance();
const browser = await launch();

async function fresh() {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await logInTo(appliance, context);
  await context.addInitScript(watch);
  const page = await context.newPage();
  page.setDefaultTimeout(300_000);
  return page;
}

/** @param {number} count */
async function measureReport(count) {
  const pages = await servePages(Math.ceil(count / 3));
  try {
    const bare = await fresh();
    await bare.route('**/widgets/**', (route) => route.abort());
    await bare.goto(`${pages.address}/ours`);
    const without = await measure(bare);
    await bare.context().close();
    const page = await fresh();
    await page.goto(`${pages.address}/ours`);
    // Seldom: to look through so many elements in each frame would leave the annotator none.
    await page.waitForFunction((wanted) =>
      document.querySelectorAll('tr-pivot-menu[role=button]').length >= wanted, pages.count, { polling: 1000 });
    const held = await measure(page);
    await page.context().close();
    all[`report of ${pages.count}`] = held;
    const perButton = (held.heap - without.heap) / pages.count;
    rows.push({ what: `report of ${pages.count}: JavaScript heap`, figure: held.heap / 1e6, unit: 'MB',
      peer: without.heap / 1e6 });
    rows.push({ what: `report of ${pages.count}: heap a button, beyond the page's own`, figure: perButton, unit: 'bytes',
      ...(count >= 10_000 ? { most: bounds.heapPerButton } : {}) });
    rows.push({ what: `report of ${pages.count}: listeners`, figure: held.listeners, peer: Math.max(1, without.listeners) });
  } finally {
    await pages.close();
  }
}

/** @param {number} count @param {Held | undefined} smallest */
async function measureCase(count, smallest) {
  const observables = observablesOf(count);
  const title = `Case of ${count}`;
  await makeCase(appliance, title, observables);
  const page = await fresh();
  await page.goto(appliance.appliance + domainsPage);
  const casebook = casebookOf(page, appliance);
  await casebook.open();
  await casebook.case(title).click();
  await expect(casebook.region.getByRole('listbox', { name: 'Observables' }).getByRole('option').first()).toBeVisible();
  await settled(page);
  const held = await measure(page);
  const box = { x: 0, y: 0, width: 900, height: 600 };
  await openPlainList(page, observables, box);
  const plain = await measure(page);
  await page.context().close();
  all[title] = held;
  rows.push({ what: `${title}: WebAssembly memory`, figure: held.modules / 1e6, unit: 'MB',
    ...(smallest && count === 10_000 ? { most: bounds.moduleGrowth * smallest.modules / 1e6 } : {}) });
  rows.push({ what: `${title}: JavaScript heap, beside the growth by its rows as elements`, figure: held.heap / 1e6,
    unit: 'MB', peer: Math.max(0.01, (plain.heap - held.heap) / 1e6) });
  rows.push({ what: `${title}: elements of the page, beside those rows'`, figure: held.nodes,
    peer: plain.nodes - held.nodes });
  rows.push({ what: `${title}: textures`, figure: held.textures / 1e6, unit: 'MB' });
  return held;
}

try {
  for (const count of counts) await measureReport(count);
  const page = await fresh(); // signs in: the appliance keeps the client from now on
  await page.goto(appliance.appliance + domainsPage);
  await casebookOf(page, appliance).open();
  await page.context().close();
  /** @type {Held | undefined} */
  let smallest;
  for (const count of counts) {
    const held = await measureCase(count, smallest);
    smallest ??= held;
  }
  await report('memory', rows, { all });
} finally {
  await browser.close();
  await appliance.stop();
}
