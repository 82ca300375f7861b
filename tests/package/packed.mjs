// The package as it is released, and what is built on it: everything under build/package.
import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../web/package/build.mjs';

const run = promisify(execFile);
const folder = path.join(root, 'build/package');

/**
 * Packs dist/ as `npm publish` would.
 * @param {string} to a folder of its own below build/package
 * @returns {Promise<{tarball: string, content: string}>} the file, and the folder with what is in it
 */
export async function pack(to) {
  const place = path.join(folder, to);
  await rm(place, { recursive: true, force: true });
  await mkdir(place, { recursive: true });
  await run('npm', ['pack', path.join(root, 'dist'), '--pack-destination', place, '--silent', '--ignore-scripts']);
  const name = (await readdir(place)).find((file) => file.endsWith('.tgz'));
  if (!name) throw new Error('npm pack made no file.');
  const tarball = path.join(place, name);
  await run('tar', ['-xzf', tarball, '-C', place]);
  return { tarball, content: path.join(place, 'package') };
}

/**
 * A copy of an application, with the packed package and what else it needs in its node_modules, as after an install.
 * @param {string} name of the folder that it is made in
 * @param {string} content the packed package
 * @param {{from?: string, needs?: string[]}} [options] `from`: a folder to copy; `needs`: npm packages
 * @returns {Promise<string>} the folder
 */
export async function makeApp(name, content, { from, needs = [] } = {}) {
  const place = path.join(folder, name);
  await rm(place, { recursive: true, force: true });
  await mkdir(path.join(place, 'node_modules'), { recursive: true });
  if (from) await cp(path.join(root, from), place, { recursive: true });
  await cp(content, path.join(place, 'node_modules/threat-response-widgets'), { recursive: true });
  for (const need of needs) {
    const link = path.join(place, 'node_modules', need);
    await mkdir(path.dirname(link), { recursive: true });
    await symlink(path.join(root, 'node_modules', need), link);
  }
  return place;
}
