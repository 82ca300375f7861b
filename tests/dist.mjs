// What dist/ holds: files whose names say what is in them are found by the names they have without that.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const dist = fileURLToPath(new URL('../dist', import.meta.url));

/** @typedef {{file: string, bytes: number, integrity: string}} Entry */

/** @returns {{version: string, files: Record<string, Entry>}} */
export const manifest = () => JSON.parse(readFileSync(path.join(dist, 'manifest.json'), 'utf8'));

/** @param {string} name "widgets.wasm" @returns {string} "widgets-0a1b2c3d.wasm" */
export function fileOf(name) {
  const entry = manifest().files[name];
  if (!entry) throw new Error(`dist/manifest.json lists no ${name}.`);
  return entry.file;
}

/** @param {string} name @returns {string} its path */
export const pathOf = (name) => path.join(dist, fileOf(name));
