// Makes a release in build/release/: the package, its manifest and bill of materials, and SHA256SUMS of them.
//
//   npm run release                    from a clean tree
//   npm run release -- --twice         proves it: two clones in folders of their own, built from nothing, same bytes
//   npm run release -- --allow-dirty   for trying it out
//
// The same commit, compiler, Node (whose Unicode tables are compiled in) and npm packages give the same bytes in any
// folder: nothing of it knows the folder, the time, the user or the order of a directory.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmod, copyFile, cp, mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, symlink, writeFile,
} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { BuildError, distSteps, execute, root } from './build.mjs';

/** @param {string} folder @returns {Promise<string[]>} its files, in an order that no file system decides */
async function filesOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name))).sort();
}

/** @param {string} file */
const sha256 = async (file) => createHash('sha256').update(await readFile(file)).digest('hex');

/**
 * Why there can be no release of a folder; '' when there can be one.
 * @param {string} folder the repository
 * @param {boolean} allowDirty
 * @returns {Promise<string>}
 */
export async function refusal(folder, allowDirty) {
  const { version } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const titles = (await readFile(path.join(folder, 'CHANGELOG.md'), 'utf8')).match(/^## .*$/gm) ?? [];
  if (!titles.some((title) => title.split(/\s+/)[1] === version))
    return `CHANGELOG.md has no section '## ${version}': write there what changes for users, then release.`;
  if (allowDirty) return '';
  const { status, output } = await execute('git', ['-C', folder, 'status', '--porcelain']);
  if (status !== 0) return `A release is made from a git clone, and this is none: ${output.trim()}`;
  const [first] = output.split('\n');
  return first && `${first.slice(3)} is not committed: commit or remove it, so that the release can be made again.`;
}

/**
 * Packs a folder as `npm publish` would. npm leaves out owners and writes one time for all files.
 * @param {string} folder @param {string} into
 */
async function pack(folder, into) {
  // But it keeps what the umask of whoever built has left of the permissions.
  for (const file of (await filesOf(folder)).map((name) => path.join(folder, name)))
    await chmod(file, (await stat(file)).mode & 0o100 ? 0o755 : 0o644);
  const words = ['pack', folder, '--pack-destination', into, '--silent', '--ignore-scripts'];
  const { status, output } = await execute('npm', words);
  if (status !== 0) throw new BuildError(output);
}

/**
 * Makes the files of a release from a built dist/.
 * @param {string} dist
 * @param {string} into emptied before
 * @returns {Promise<string[]>} their names; the last is that of the checksums
 */
export async function makeRelease(dist, into) {
  await rm(into, { recursive: true, force: true });
  await mkdir(into, { recursive: true });
  // Not yet `await packAppliance()` of appliance-package.mjs: its program knows the folder that it was built in
  // (TR_APPLIANCE_FOLDER), so that two builds differ.
  const packages = [dist];
  for (const folder of packages) await pack(folder, into);
  for (const name of ['manifest.json', 'sbom.cdx.json']) await copyFile(path.join(dist, name), path.join(into, name));
  const names = await filesOf(into);
  const sums = await Promise.all(names.map(async (name) => `${await sha256(path.join(into, name))}  ${name}\n`));
  await writeFile(path.join(into, 'SHA256SUMS'), sums.join(''));
  return [...names, 'SHA256SUMS'];
}

/**
 * @param {string} one a folder @param {string} other
 * @returns {Promise<string[]>} the files that are not the same in both, or not in both
 */
export async function differences(one, other) {
  const [here, there] = await Promise.all([filesOf(one), filesOf(other)]);
  const all = [...new Set([...here, ...there])].sort();
  const same = await Promise.all(all.map(async (name) => here.includes(name) && there.includes(name) &&
    await sha256(path.join(one, name)) === await sha256(path.join(other, name))));
  return all.filter((_, index) => !same[index]);
}

/** Shows what it prints while it works. @param {string} folder @param {string} program @param {string[]} words */
const runIn = (folder, program, words) => new Promise((resolve, reject) => {
  spawn(program, words, { cwd: folder, stdio: 'inherit' }).on('error', reject)
    .on('close', (status) => (status === 0 ? resolve(0) : reject(new BuildError(`${program} failed in ${folder}.\n`))));
});

/**
 * A clone of what is committed, with this machine's toolchain and npm packages.
 * @param {string} from
 * @param {string} folder
 */
async function clone(from, folder) {
  await runIn(from, 'git', ['clone', '--quiet', from, folder]);
  await symlink(await readlink(path.join(from, '.toolchain')), path.join(folder, '.toolchain'));
  // Copied: a link would lead back here, and with it paths in what is made.
  const packages = path.join(folder, 'node_modules');
  await cp(path.join(from, 'node_modules'), packages, { recursive: true, verbatimSymlinks: true });
}

/**
 * Makes a release in two clones of a repository and keeps it when both are the same. Two that differ are left.
 * @param {string} from
 * @param {string} into
 */
export async function makeTwice(from, into) {
  const place = await mkdtemp(path.join(os.tmpdir(), 'release-'));
  const [one, other] = [path.join(place, 'one'), path.join(place, 'deeper/down/other')];
  for (const folder of [one, other]) {
    await clone(from, folder);
    await runIn(folder, process.execPath, ['web/package/release.mjs']);
  }
  const different = await differences(path.join(one, 'build/release'), path.join(other, 'build/release'));
  if (different.length > 0) {
    const causes = await differences(path.join(one, 'dist'), path.join(other, 'dist'));
    const names = [...different, ...causes.map((name) => `dist/${name}`)].join(', ');
    throw new BuildError(`The builds in ${one} and ${other} differ in ${names}: compare these files, then remove ${place}.\n`);
  }
  await rm(into, { recursive: true, force: true });
  await cp(path.join(other, 'build/release'), into, { recursive: true });
  await rm(place, { recursive: true, force: true });
}

/** @param {string[]} words */
async function main(words) {
  const unknown = words.find((word) => !['--allow-dirty', '--twice'].includes(word));
  const why = unknown ? `'${unknown}' is no option: say --twice, --allow-dirty or nothing.`
    : await refusal(root, words.includes('--allow-dirty'));
  if (why) {
    console.error(`release: ${why}`);
    return 1;
  }
  const into = path.join(root, 'build/release');
  try {
    if (words.includes('--twice')) {
      await makeTwice(root, into);
      console.log('release: two builds from nothing, in different folders, gave the same bytes.');
    } else {
      for (const { name, run } of distSteps('release')) {
        await run();
        console.log(`release: ${name}`);
      }
      await makeRelease(path.join(root, 'dist'), into);
    }
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    console.error(`release: ${error.message.trimEnd()}`);
    return 1;
  }
  const sums = await readFile(path.join(into, 'SHA256SUMS'), 'utf8');
  console.log(`release: made in build/release, by their SHA-256:\n${sums.trimEnd()}`);
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await main(process.argv.slice(2));
