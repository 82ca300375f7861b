// What a page has in memory once its garbage is collected.
import { expect } from '@playwright/test';

/** @typedef {import('@playwright/test').Page} Page */
/**
 * @typedef {object} Footprint counts, and bytes
 * @property {number} wasm memory of the WebAssembly modules
 * @property {number} heap of JavaScript
 * @property {number} nodes
 * @property {number} listeners
 * @property {number} textures of WebGL that are not deleted
 * @property {number} records in IndexedDB
 * @property {number} stored all that the origin has stored, as the browser estimates it
 */

/** For `addInitScript`, before the scripts of a page: counts what a browser does not tell. */
export function countHidden() {
  const hidden = { textures: 0, memories: /** @type {WebAssembly.Memory[]} */ ([]) };
  Object.assign(globalThis, { trHidden: hidden });
  const { createTexture, deleteTexture } = WebGL2RenderingContext.prototype;
  WebGL2RenderingContext.prototype.createTexture = function () {
    ++hidden.textures;
    return createTexture.call(this);
  };
  WebGL2RenderingContext.prototype.deleteTexture = function (texture) {
    if (texture && this.isTexture(texture)) --hidden.textures;
    deleteTexture.call(this, texture);
  };
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = /** @type {any} */ (async (/** @type {any} */ module, /** @type {any} */ imports) => {
    const made = /** @type {any} */ (await instantiate(module, imports));
    for (const one of Object.values((made.instance ?? made).exports))
      if (one instanceof WebAssembly.Memory) hidden.memories.push(one);
    return made;
  });
}

/** Runs in the page. @returns {Promise<string[]>} what waits for its undo time, or for the service */
async function waiting() {
  const db = await new Promise((resolve, reject) => {
    const opening = indexedDB.open('threat-response-widgets');
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const all = db.transaction('changes').objectStore('changes').getAll();
  await new Promise((resolve) => { all.onsuccess = resolve; });
  db.close();
  return all.result.map((/** @type {object} */ change) => JSON.stringify(change));
}

/** Runs in the page. */
async function look() {
  const { textures, memories } = /** @type {any} */ (globalThis).trHidden;
  let records = 0;
  for (const { name = '' } of await indexedDB.databases()) {
    const db = await new Promise((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    for (const store of db.objectStoreNames) {
      records += await new Promise((resolve) => {
        const count = db.transaction(store).objectStore(store).count();
        count.onsuccess = () => resolve(count.result);
      });
    }
    db.close();
  }
  const { usage = 0 } = await navigator.storage.estimate();
  const wasm = memories.reduce((/** @type {number} */ sum, /** @type {WebAssembly.Memory} */ one) =>
    sum + one.buffer.byteLength, 0);
  return { textures, wasm, records, stored: usage };
}

/**
 * @param {Page} page
 * @param {import('@playwright/test').CDPSession} session of the page, with Performance enabled
 * @returns {Promise<Footprint>}
 */
export async function footprint(page, session) {
  // What waits is no growth.
  await expect.poll(() => page.evaluate(waiting), { timeout: 120_000 }).toEqual([]);
  const seen = await page.evaluate(look);
  // Twice: what a finaliser lets go is garbage only then.
  for (let turn = 0; turn < 2; ++turn) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const metric = (/** @type {string} */ wanted) => metrics.find(({ name }) => name === wanted)?.value ?? NaN;
  return { wasm: seen.wasm, heap: metric('JSHeapUsedSize'), nodes: metric('Nodes'),
    listeners: metric('JSEventListeners'), textures: seen.textures, records: seen.records, stored: seen.stored };
}

/**
 * The slope of a line through points, by least squares.
 * @param {{at: number, value: number}[]} points
 */
export function slope(points) {
  const mean = (/** @type {number[]} */ list) => list.reduce((sum, one) => sum + one, 0) / list.length;
  const x = mean(points.map(({ at }) => at)), y = mean(points.map(({ value }) => value));
  const across = points.reduce((sum, { at }) => sum + (at - x) ** 2, 0);
  return across === 0 ? 0 : points.reduce((sum, { at, value }) => sum + (at - x) * (value - y), 0) / across;
}
