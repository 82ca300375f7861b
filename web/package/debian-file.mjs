// Where a file of a Debian package is: installed, or among the headers that `./setup --wasm-only` has unpacked.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * @param {string} name below /usr
 * @returns {string} its place; that of an installed package where there is none, for the error of whoever reads it
 */
export function debianFile(name) {
  const places = [path.join('/usr', name), path.join(root, '.toolchain/headers/usr', name)];
  return places.find((place) => existsSync(place)) ?? places[0];
}
