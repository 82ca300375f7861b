// Builds dist/: what a page loads, which is also the npm package `threat-response-widgets`.
//
//   node web/package/build.mjs [debug|release]     default: release
//
// dist/ holds index.js (elements and annotator), observables.js with observables.wasm and observables-scalar.wasm
// (the recogniser, of use without the rest), widgets.js with widgets.wasm (loaded by index.js at the first use),
// public-lookups.json (links to public services, for the ribbon's attribute `pivots`), sbom.cdx.json (what is in it
// that is not ours), integrity.json (the SHA-384 of each of these, as the attribute `integrity` wants it) and
// package.json with the version of the root package.json. dist/gallery/ is the gallery of the kit, which the reference
// appliance shows and the package leaves out.
// `release` also builds the reference appliance, build/native/appliance.
// One line a step; a step that fails prints the tool's own output and the exit status is 1.
import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { billOf } from './bill.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = path.join(root, 'dist');

/** A step that failed; the message is the tool's output, for a person to read. */
export class BuildError extends Error {}

/**
 * Runs a program to its end. `output` is what it wrote to both streams, in order.
 * @param {string} program
 * @param {string[]} words
 * @param {NodeJS.ProcessEnv} [env] added to this process's
 * @returns {Promise<{status: number, output: string}>} status 128 when a signal ended it, 127 when it
 *   could not be started
 */
export function execute(program, words, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, words, {
      cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (/** @type {string} */ text) => { output += text; });
    }
    child.on('error', (error) => resolve({ status: 127, output: `${program}: ${error.message}\n` }));
    child.on('close', (status, signal) => {
      if (signal) output += `${program}: ended by ${signal}\n`;
      resolve({ status: status ?? 128, output });
    });
  });
}

/**
 * Configures a CMake preset, unless it is configured from the same presets and compiler version already.
 * Ninja itself notices changes of CMakeLists.txt.
 * @param {string} preset
 */
export async function configure(preset) {
  const folder = path.join(root, 'build', preset);
  const stamp = path.join(folder, 'configured-from');
  const inputs = await Promise.all(
    ['CMakePresets.json', 'emsdk-version.txt'].map((name) => readFile(path.join(root, name))));
  const wanted = createHash('sha256').update(Buffer.concat(inputs)).digest('hex');
  if (existsSync(path.join(folder, 'build.ninja')) && existsSync(stamp) &&
      await readFile(stamp, 'utf8') === wanted) return;
  const { status, output } = await execute('cmake', ['--preset', preset]);
  if (status !== 0) throw new BuildError(output);
  await writeFile(stamp, wanted);
}

/**
 * Builds targets of a preset; all of them when none is named.
 * @param {string} preset
 * @param {string[]} targets
 */
export async function compile(preset, targets = []) {
  await configure(preset);
  const words = ['--build', '--preset', preset];
  if (targets.length > 0) words.push('--target', ...targets);
  const { status, output } = await execute('cmake', words);
  if (status !== 0) throw new BuildError(output);
}

/**
 * index.js imports the recogniser from observables.js, so that a page that uses both loads it once.
 * @type {esbuild.Plugin}
 */
const recogniserBeside = {
  name: 'recogniser beside index.js',
  setup: (build) => build.onResolve({ filter: /\/observables\/observables\.js$/ }, ({ kind }) =>
    kind === 'entry-point' ? undefined : { path: './observables.js', external: true }),
};

/** Modules that scripts load when they are needed, and check (shims/integrity.js). */
const modules = ['widgets.js', 'widgets.wasm', 'observables.wasm', 'observables-scalar.wasm'];
const gallery = ['gallery/gallery.js', 'gallery/gallery.wasm'];

/**
 * @param {string[]} names in dist
 * @returns {Promise<[name: string, integrity: string][]>} as the attribute `integrity` says it
 */
const digests = (names) => Promise.all(names.map(async (name) => {
  const hash = createHash('sha384').update(await readFile(path.join(dist, name))).digest('base64');
  return /** @type {[string, string]} */ ([name, `sha384-${hash}`]);
}));

/**
 * REQUIRES: the modules are in dist.
 * @param {boolean} release
 * @returns {Promise<string[]>} the files that went into it
 */
async function bundle(release) {
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const known = (await digests([...modules, ...gallery])).map(([name, integrity]) => [path.basename(name), integrity]);
  try {
    const { metafile } = await esbuild.build({
      metafile: true,
      absWorkingDir: root,
      entryPoints: {
        'index': 'web/elements/index.js',
        'observables': 'web/observables/observables.js',
        'gallery/index': 'web/gallery/gallery.js',
      },
      outdir: dist,
      bundle: true,
      format: 'esm',
      target: 'es2022',
      minify: release,
      define: {
        'globalThis.TR_INTEGRITY': JSON.stringify(Object.fromEntries(known)),
        'globalThis.TR_VERSION': JSON.stringify(version),
      },
      sourcemap: 'external',
      // Emscripten's module of widgets.wasm, beside index.js at run time and not there before it is used.
      external: ['./widgets.js', './gallery.js'],
      plugins: [recogniserBeside],
      logLevel: 'silent',
    });
    return Object.keys(metafile.inputs);
  } catch (error) {
    const messages = /** @type {Partial<esbuild.BuildFailure>} */ (error).errors;
    if (!messages) throw error;
    throw new BuildError((await esbuild.formatMessages(messages, { kind: 'error' })).join('\n'));
  }
}

/** @param {string} preset */
async function copyModules(preset) {
  const folder = path.join(root, 'build', preset);
  await mkdir(path.join(dist, 'gallery'), { recursive: true });
  for (const name of modules) {
    const from = path.join(folder, name);
    if (!existsSync(from)) throw new BuildError(`The build of ${preset} made no ${name}.\n`);
    await copyFile(from, path.join(dist, name));
  }
  for (const name of gallery) await copyFile(path.join(folder, path.basename(name)), path.join(dist, name));
  await copyFile(path.join(root, 'LICENSE'), path.join(dist, 'LICENSE'));
  await copyFile(path.join(root, 'web/elements/public-lookups.json'), path.join(dist, 'public-lookups.json'));
}

/** Types for users of observables.js, from its own comments. */
async function writeTypes() {
  const words = [
    'node_modules/typescript/bin/tsc', 'web/observables/observables.js', '--ignoreConfig', '--allowJs', '--declaration',
    '--emitDeclarationOnly', '--target', 'es2022', '--module', 'esnext', '--moduleResolution', 'bundler',
    '--lib', 'es2023,dom', '--skipLibCheck', '--outDir', 'build/types',
  ];
  const { status, output } = await execute(process.execPath, words);
  if (status !== 0) throw new BuildError(output);
  const made = path.join(root, 'build/types/web/observables/observables.d.ts');
  await copyFile(made, path.join(dist, 'observables.d.ts'));
}

/** @param {string[]} bundled files */
async function writePackage(bundled) {
  /** @param {string} name */
  const read = async (name) => JSON.parse(await readFile(path.join(root, name), 'utf8'));
  const { version } = await read('package.json');
  const { name, ...rest } = await read('web/package/package.json');
  const written = JSON.stringify({ name, version, ...rest }, null, 2);
  await writeFile(path.join(dist, 'package.json'), `${written}\n`);
  await writeFile(path.join(dist, 'sbom.cdx.json'), await billOf(bundled, { name, version }));
  const loaded = await digests(['index.js', 'observables.js', 'gallery/index.js', ...modules, ...gallery]);
  await writeFile(path.join(dist, 'integrity.json'), `${JSON.stringify(Object.fromEntries(loaded), null, 2)}\n`);
}

/**
 * The steps that make dist/, in order.
 * @param {'debug' | 'release'} mode
 * @returns {{name: string, run: () => Promise<void>}[]}
 */
export function distSteps(mode) {
  const preset = `wasm-${mode}`;
  const targets = ['widgets_wasm', 'gallery_wasm', 'observables_wasm', 'observables_scalar_wasm'];
  return [
    { name: `compile ${preset}`, run: () => compile(preset, targets) },
    { name: 'copy the WebAssembly modules', run: () => copyModules(preset) },
    { name: 'bundle dist/index.js', run: async () => writePackage(await bundle(mode === 'release')) },
    { name: 'write the types', run: writeTypes },
  ];
}

/** @param {string} mode */
async function main(mode) {
  if (mode !== 'debug' && mode !== 'release') {
    console.error(`build: '${mode}' is no way to build; say 'debug' or 'release'.`);
    return 1;
  }
  const steps = distSteps(mode);
  if (mode === 'release') {
    steps.push({
      name: 'compile the reference appliance and the command',
      run: () => compile('native', ['appliance', 'observables_command']),
    });
  }
  for (const { name, run } of steps) {
    const started = performance.now();
    try {
      await run();
    } catch (error) {
      if (!(error instanceof BuildError)) throw error;
      console.error(`${error.message}build: ${name} failed.`);
      return 1;
    }
    console.log(`build: ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  }
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = await main(process.argv[2] ?? 'release');
}
