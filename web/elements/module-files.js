// What a module of drawn surfaces is made of, on its way: asked for before what will use it is there (page-module.js),
// and checked (shims/integrity.js).
import { compileChecked, importChecked } from '../../shims/integrity.js';

/**
 * @typedef {object} ModuleFiles of a WebAssembly module
 * @property {string} name without an ending
 * @property {() => Promise<{default: Function}>} script imports what Emscripten made to load it
 * @property {string | URL} wasm its address
 */

/** @typedef {Promise<[script: {default: Function}, compiled: WebAssembly.Module]>} Coming */

/**
 * Whoever does not wait for it hears of no error.
 * @param {ModuleFiles} files
 * @returns {Coming} both at once
 */
export function loadFiles({ name, script, wasm }) {
  const coming = Promise.all([importChecked(`${name}.js`, script), compileChecked(`${name}.wasm`, wasm)]);
  coming.catch(() => undefined);
  return coming;
}
