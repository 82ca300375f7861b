// Builds dist/: what a page loads, which is also the npm package `threat-response-widgets`.
//
//   node web/package/build.mjs [debug|release|dist]     default: release
//
// What is in dist/ is said in web/docs/package.md. dist/gallery/ is the gallery of the kit, which the reference
// appliance shows and the package leaves out.
// `release` also builds the reference appliance and its command line, build/native/appliance and appliance-cli; `dist`
// is `release` without them, which needs nothing but an emsdk (setup --wasm-only).
// One line a step; a step that fails prints the tool's own output and the exit status is 1.
import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { billOf } from './bill.mjs';
import { embed } from './embedded.mjs';
import { licences } from './licences.mjs';
import { writeDocs } from './docs.mjs';
import { writeElementsManifest } from './elements-manifest.mjs';
import { buildTesting } from './testing.mjs';

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

/** Modules that scripts load when they are needed, and check (shims/integrity.js). Files' names say what is in. */
const modules = [
  'widgets.js', 'widgets.wasm', 'observables.wasm', 'observables-scalar.wasm', 'cloud-service-settings.js',
  'cloud-service-settings.wasm',
];
const gallery = ['gallery/gallery.js', 'gallery/gallery.wasm'];

/** What a page imports, and what these import; names that no bundler gives to what loads a module (integrity.js). */
const entries = {
  'index': 'web/elements/index.js',
  'threat-response-elements': 'web/elements/elements.js',
  'observables': 'web/observables/observables.js',
  'cloud-service': 'web/cloud-service/index.js',
  'threat-response-cloud-service': 'web/cloud-service/cloud-service.js',
  'gallery/index': 'web/gallery/gallery.js',
};

/** Those that check what they load, by names that no page's bundle has. */
const own = ['threat-response-elements.js', 'threat-response-cloud-service.js', 'first-use.js'];

/** Loaded and checked as the modules are: bundled before the others, which know its digest. */
const later = ['first-use.js', 'web/elements/first-use.js'];

/** @type {Record<string, string>} by its name, the file of a module in dist: set by `copyModules` and `bundle` */
let moduleFiles = {};

/**
 * Scripts import each other as files of dist, so that a page that uses two of them loads what both need once; and they
 * name modules as these are in dist.
 * @type {esbuild.Plugin}
 */
const asInDist = {
  name: 'as in dist',
  setup: (build) => {
    const scripts = new Map(Object.entries(entries).map(([name, source]) => [path.join(root, source), `./${name}.js`]));
    build.onResolve({ filter: /^\.{1,2}\// }, ({ path: wanted, resolveDir, kind }) => {
      if (kind === 'entry-point') return undefined;
      const file = moduleFiles[wanted.slice(2)] ?? (wanted === './gallery.js' ? 'gallery.js' : undefined);
      if (file) return { path: `./${file}`, external: true };
      const script = scripts.get(path.join(resolveDir, wanted));
      return script && !script.includes('gallery') ? { path: script, external: true, sideEffects: false } : undefined;
    });
    build.onLoad({ filter: /\/web\/.*\.js$/ }, async ({ path: source }) => ({
      contents: (await readFile(source, 'utf8')).replace(/new URL\('\.\/([\w.-]+)', import\.meta\.url\)/g, (_, name) =>
        `new URL('./${moduleFiles[name] ?? name}', import.meta.url)`),
    }));
  },
};

/** @param {string | Buffer} bytes @returns {string} as the attribute `integrity` says it */
const digestOf = (bytes) => `sha384-${createHash('sha384').update(bytes).digest('base64')}`;

/** @param {string | Buffer} bytes @returns {string} eight characters that other bytes do not have */
const markOf = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 8);

/**
 * @param {Record<string, string>} entryPoints
 * @param {boolean} release
 * @param {string} version
 * @returns {Promise<string[]>} the files that went into it
 */
async function bundleOnce(entryPoints, release, version) {
  const known = await Promise.all(Object.entries(moduleFiles).map(async ([name, file]) =>
    [name, { file, integrity: digestOf(await readFile(path.join(dist, file))) }]));
  try {
    const { metafile } = await esbuild.build({
      metafile: true,
      absWorkingDir: root,
      entryPoints,
      outdir: dist,
      bundle: true,
      format: 'esm',
      target: 'es2022',
      minify: release,
      define: {
        'globalThis.TR_FILES': JSON.stringify(Object.fromEntries(known)),
        'globalThis.TR_SCRIPTS': JSON.stringify(own),
        'globalThis.TR_VERSION': JSON.stringify(version),
      },
      sourcemap: 'linked',
      preserveSymlinks: true, // source maps name node_modules as here, not where a link to it leads
      plugins: [asInDist],
      logLevel: 'silent',
    });
    return Object.keys(metafile.inputs);
  } catch (error) {
    const messages = /** @type {Partial<esbuild.BuildFailure>} */ (error).errors;
    if (!messages) throw error;
    throw new BuildError((await esbuild.formatMessages(messages, { kind: 'error' })).join('\n'));
  }
}

/**
 * REQUIRES: the modules are in dist.
 * @param {boolean} release
 * @returns {Promise<string[]>} the files that went into it
 */
async function bundle(release) {
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const [name, source] = later;
  const stem = name.replace('.js', '');
  const first = await bundleOnce({ [stem]: source }, release, version);
  const bytes = await readFile(path.join(dist, name), 'utf8');
  const file = `${stem}-${markOf(bytes)}.js`;
  await writeFile(path.join(dist, file), bytes.replace(`=${name}.map`, `=${file}.map`));
  await rename(path.join(dist, `${name}.map`), path.join(dist, `${file}.map`));
  await rm(path.join(dist, name));
  moduleFiles = { ...moduleFiles, [name]: file };
  return [...first, ...await bundleOnce(entries, release, version)];
}

/** Of its module, in Emscripten's script. */
const ownAddress = /new URL\([^)]*\.wasm['"],\s*import\.meta\.url\)\.href/;

/** @param {string} preset */
async function copyModules(preset) {
  const folder = path.join(root, 'build', preset);
  await rm(dist, { recursive: true, force: true });
  await mkdir(path.join(dist, 'gallery'), { recursive: true });
  const made = await Promise.all(modules.map(async (name) => {
    const from = path.join(folder, name);
    if (!existsSync(from)) throw new BuildError(`The build of ${preset} made no ${name}.\n`);
    let bytes = await readFile(from);
    if (name.endsWith('.js')) {
      // Emscripten's script would look for its module itself; ours is given to it, and a bundler would look for the
      // file.
      const script = bytes.toString().replace(ownAddress, '""');
      bytes = Buffer.from((await esbuild.transform(script, { minify: preset === 'wasm-release' })).code);
    }
    const [stem, ending] = [name.slice(0, name.lastIndexOf('.')), path.extname(name)];
    const file = `${stem}-${markOf(bytes)}${ending}`;
    await writeFile(path.join(dist, file), bytes);
    return [name, file];
  }));
  moduleFiles = Object.fromEntries(made);
  for (const name of gallery) await copyFile(path.join(folder, path.basename(name)), path.join(dist, name));
  await copyFile(path.join(root, 'LICENSE'), path.join(dist, 'LICENSE'));
  await copyFile(path.join(root, 'web/elements/public-lookups.json'), path.join(dist, 'public-lookups.json'));
}

/** Types for users of observables.js, from its own comments, and of cloud-service.js. */
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
  // The comments of an element name types of the page's insides: what is of use outside is written by hand.
  for (const name of ['index', 'elements', 'cloud-service', 'cloud-service-element'])
    await copyFile(path.join(root, `web/package/${name}.d.ts`), path.join(dist, `${name}.d.ts`));
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
  await writeFile(path.join(dist, 'LICENSES.txt'), await licences());
  await copyFile(path.join(root, 'web/package/README.md'), path.join(dist, 'README.md'));
  const scripts = Object.keys(entries).map((entry) => `${entry}.js`);
  const inline = await embed(dist, moduleFiles);
  const packed = [...scripts.filter((file) => !file.startsWith('gallery/')), ...inline].map(named);
  await writeManifest('manifest.json', version, [...Object.entries(moduleFiles), ...packed]);
  await writeManifest('gallery/manifest.json', version, [...gallery, 'gallery/index.js'].map(named));
}

/** @param {string} file @returns {[name: string, file: string]} */
const named = (file) => [file, file];

/** @param {string} name @param {string} version @param {[name: string, file: string][]} files */
async function writeManifest(name, version, files) {
  const listed = await Promise.all(files.sort().map(async ([key, file]) => {
    const bytes = await readFile(path.join(dist, file));
    return [key, { file, bytes: bytes.length, integrity: digestOf(bytes) }];
  }));
  const manifest = JSON.stringify({ version, files: Object.fromEntries(listed) }, null, 2);
  await writeFile(path.join(dist, name), `${manifest}\n`);
}

/**
 * The steps that make dist/, in order.
 * @param {'debug' | 'release'} mode
 * @returns {{name: string, run: () => Promise<void>}[]}
 */
export function distSteps(mode) {
  const preset = `wasm-${mode}`;
  const targets = [
    'widgets_wasm', 'gallery_wasm', 'cloud_service_wasm', 'observables_wasm', 'observables_scalar_wasm',
  ];
  return [
    { name: `compile ${preset}`, run: () => compile(preset, targets) },
    { name: 'copy the WebAssembly modules', run: () => copyModules(preset) },
    { name: 'bundle dist/index.js', run: async () => writePackage(await bundle(mode === 'release')) },
    { name: 'write the types', run: writeTypes },
    { name: 'describe the elements', run: writeElementsManifest },
    { name: 'write the documentation', run: writeDocs },
    {
      name: 'make dist/testing',
      run: async () => {
        const said = await buildTesting(execute);
        if (said) throw new BuildError(said);
      },
    },
  ];
}

/** @param {string} mode */
async function main(mode) {
  if (mode !== 'debug' && mode !== 'release' && mode !== 'dist') {
    console.error(`build: '${mode}' is no way to build; say 'debug', 'release' or 'dist'.`);
    return 1;
  }
  const steps = distSteps(mode === 'debug' ? 'debug' : 'release');
  if (mode === 'release') {
    steps.push({
      name: 'compile the reference appliance and the command',
      run: () => compile('native', ['appliance', 'appliance-cli', 'observables_command']),
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
