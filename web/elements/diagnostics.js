// What support needs to know of the widgets in a page, as a file (settings of the ribbon): versions, times, and what
// became of calls. Everything in it is a number, a word of our own or the browser's, or a reference of the service
// (call-log.js): there is no place for a credential, an observable, a case or a text of a page.
import { fileOf, integrityOf } from '../../shims/integrity.js';
import { version } from './define.js';

const files = ['widgets.js', 'widgets.wasm', 'observables.wasm'];
const scripts = ['index.js', 'threat-response-elements.js', 'observables.js'];

/** By the file, the name without the part that says what is in it. */
const names = new Map([...files, ...scripts].map((name) => [fileOf(name), name]));

/**
 * @typedef {object} Parts
 * @property {import('./runtime.js').Widgets | undefined} widgets undefined before their first use
 * @property {import('./ribbon-record.js').RibbonRecord} record the ribbon's settings
 * @property {number[]} failures when the module could not be loaded, as Date.now()
 */

/** How long our files took, and how they came. */
const loads = () => performance.getEntriesByType('resource')
  .map((entry) => /** @type {PerformanceResourceTiming} */ (entry))
  .map((entry) => ({ ...entry.toJSON(), name: names.get(entry.name.split(/[?#]/)[0].split('/').at(-1) ?? '') }))
  .filter(({ name }) => name)
  .map(({ name, startTime, duration, transferSize, decodedBodySize }) => ({
    file: name, started_ms: Math.round(startTime), took_ms: Math.round(duration),
    transferred: transferSize, bytes: decodedBodySize,
  }));

/** @param {Parts} parts @returns {Promise<object>} */
export async function diagnose({ widgets, record, failures }) {
  return {
    product: 'threat-response-widgets',
    version: version(),
    files: Object.fromEntries(files.map((file) => [file, integrityOf(file)])),
    made: new Date().toISOString(),
    browser: {
      agent: navigator.userAgent,
      language: navigator.language,
      width: innerWidth,
      height: innerHeight,
      ratio: devicePixelRatio,
      dark: matchMedia('(prefers-color-scheme: dark)').matches,
      forced_colors: matchMedia('(forced-colors: active)').matches,
      online: navigator.onLine,
      secure_context: isSecureContext,
      locks: 'locks' in navigator,
    },
    ribbon: { position: record.position, theme: record.theme, density: record.density, collapsed: record.collapsed },
    loads: loads(),
    load_failures: failures.map((at) => new Date(at).toISOString()),
    widgets: widgets ? await widgets.diagnose() : 'not loaded',
  };
}

/** "threat-response-diagnostics-2026-11-28-0914.json" @param {Date} when */
export const nameOfFile = (when) =>
  `threat-response-diagnostics-${when.toISOString().slice(0, 16).replace('T', '-').replace(':', '')}.json`;
