// What is released can be used as released: by the tools that judge packages, by TypeScript, by a server, by bundlers.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import * as esbuild from 'esbuild';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { build as viteBuild } from 'vite';
import webpack from 'webpack';
import { root } from '../../web/package/build.mjs';
import { makeApp, pack } from './packed.mjs';

const run = promisify(execFile);

/** @type {{tarball: string, content: string}} */
let packed;
/** @type {any} */
let description;

before(async () => {
  packed = await pack('judged');
  description = JSON.parse(await readFile(path.join(packed.content, 'package.json'), 'utf8'));
});

test('every file that the package names is in it, and nothing else is', async () => {
  const names = await readdir(packed.content);
  const named = JSON.stringify(description.exports).match(/\.\/[^"]+/g)?.map((name) => name.slice(2)) ?? [];
  const files = named.filter((name) => path.extname(name) && !name.includes('/'));
  assert.ok(files.length > 10);
  assert.deepEqual(files.filter((name) => !names.includes(name)), []);
  const { files: listed } = JSON.parse(await readFile(path.join(packed.content, 'manifest.json'), 'utf8'));
  const known = Object.values(listed).map(({ file }) => file);
  const scripts = names.filter((name) => /\.(js|wasm)$/.test(name));
  assert.deepEqual(scripts.filter((name) => !known.includes(name)), [], 'the manifest lists each script and module');
  assert.deepEqual(known.filter((name) => !names.includes(name)), [], 'and nothing else');
  for (const name of ['LICENSE', 'LICENSES.txt', 'sbom.cdx.json', 'custom-elements.json', 'README.md'])
    assert.ok(names.includes(name), name);
  const ours = scripts.filter((one) => one.endsWith('.js') && !/inline|^(widgets|cloud-service-settings)-/.test(one));
  for (const name of ours)
    assert.ok(names.includes(`${name}.map`), `${name}.map`);
});

test('publint finds nothing', async () => {
  const { messages } = await publint({ pkgDir: packed.content, strict: true });
  assert.deepEqual(messages.map((message) => formatMessage(message, description)), []);
});

test('its types are right wherever it is imported from', async () => {
  const words = [path.join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js'), packed.tarball,
    '--profile', 'esm-only', '--no-color',
    '--exclude-entrypoints', 'public-lookups.json', 'manifest.json', 'custom-elements.json'];
  const { stdout, code = 0 } = await run(process.execPath, words, { maxBuffer: 1e8 }).catch((error) => error);
  assert.equal(code, 0, stdout);
});

test('a program in strict TypeScript uses all of it, and is told what is wrong', async () => {
  const app = await makeApp('typed', packed.content);
  await writeFile(path.join(app, 'app.ts'), `
import {
  annotate, define, loadObservables, RibbonElement, CasebookElement, PivotMenuElement,
} from 'threat-response-widgets';
import * as elements from 'threat-response-widgets/elements';
import { loadObservables as alone, type Hit } from 'threat-response-widgets/observables';
import { CloudServiceSettingsElement } from 'threat-response-widgets/cloud-service';
import 'threat-response-widgets/inline';

const ribbon: RibbonElement = document.createElement('tr-ribbon');
ribbon.servers = [{ id: 'own', name: 'Own', visibility: 'https://a.example', private_intel: 'https://b.example' }];
ribbon.pivots = [{ title: 'Lookup', links: { 'ip domain': 'https://lookup.example/{value}' } }];
ribbon.transport = (input, init) => fetch(input, init);
ribbon.addEventListener('tr-case-changed', ({ detail }) => console.log(detail.id, detail.title));
ribbon.addEventListener('tr-observable-added', ({ detail }) => console.log(detail.observables[0]?.value));
document.addEventListener('tr-pivot', (event) => {
  if (event.target instanceof PivotMenuElement) event.preventDefault();
});
await ribbon.openCasebook();
const open: string | undefined = ribbon.currentCase?.title;
const found = annotate(document.body, { wasmUrl: new URL('https://cdn.example/observables.wasm') });
await found.ready;
for (const { type, value, element, range } of found.marks)
  console.log(open, type, value, element.value, range.toString());
const hits: Hit[] = (await loadObservables()).find('bit.ly', { types: ['domain'] });
const box: CasebookElement = new elements.CasebookElement();
define({ 'tr-casebook': elements.CasebookElement });
box.append(String(hits.length), String((await alone()).same('a', 'b')));
document.querySelector('tr-cloud-service-settings') satisfies CloudServiceSettingsElement | null;
// @ts-expect-error: a kind that there is not
found.counts.mutex;
// @ts-expect-error: a server without addresses
ribbon.servers = [{ id: 'own' }];
// @ts-expect-error: nobody sets the open case
ribbon.currentCase = null;
`);
  for (const [module, resolution] of [['esnext', 'bundler'], ['nodenext', 'nodenext']]) {
    const words = [path.join(root, 'node_modules/typescript/bin/tsc'), '--ignoreConfig', '--strict',
      '--noEmit', '--target', 'es2022',
      '--module', module, '--moduleResolution', resolution, '--lib', 'es2023,dom,dom.iterable', '--types', '',
      'app.ts'];
    await writeFile(path.join(app, 'package.json'), '{"type": "module"}');
    const { stdout = '', code = 0 } = await run(process.execPath, words, { cwd: app }).catch((error) => error);
    assert.equal(code, 0, stdout);
  }
});

test('a server that renders imports each entry, and nothing happens', async () => {
  for (const entry of ['index.js', 'threat-response-elements.js', 'cloud-service.js', 'observables.js', 'inline.js'])
    await assert.doesNotReject(import(pathToFileURL(path.join(packed.content, entry)).href), entry);
});

/** The files of a folder, and of those in it. @param {string} folder */
const filesIn = async (folder) => (await readdir(folder, { recursive: true })).filter((name) => path.extname(name));

/** @param {string} folder @param {string} ending */
const have = async (folder, ending) => (await filesIn(folder)).filter((name) => name.endsWith(ending));

test('Vite and webpack take scripts and modules along without any configuration', async () => {
  const app = await makeApp('bundled', packed.content);
  await writeFile(path.join(app, 'main.js'),
    "import { annotate } from 'threat-response-widgets';\nannotate(document.body);\n");
  await writeFile(path.join(app, 'index.html'), '<!doctype html><script type="module" src="/main.js"></script>');
  await viteBuild({ root: app, configFile: false, logLevel: 'silent', build: { outDir: 'by-vite' } });
  const stats = await new Promise((resolve, reject) => webpack(
    { context: app, entry: './main.js', mode: 'production',
      output: { path: path.join(app, 'by-webpack'), filename: 'main.js' } },
    (error, done) => error ? reject(error) : resolve(done)));
  assert.deepEqual(stats.toJson().errors.map((/** @type {Error} */ { message }) => message), []);
  // It finds every file of more than 244 kB worth a word.
  assert.deepEqual(stats.toJson().warnings.map((/** @type {Error} */ { message }) => message)
    .filter((/** @type {string} */ message) => !message.startsWith('asset size limit')), []);
  for (const folder of ['by-vite', 'by-webpack']) {
    const modules = await have(path.join(app, folder), '.wasm');
    assert.equal(modules.length, 3, `${folder}: the two recognisers and the widgets, not ${modules}`);
  }
});

test('esbuild, which takes along scripts alone, makes one script of it with the entry inline', async () => {
  const app = await makeApp('by-esbuild', packed.content);
  const lines = ["import 'threat-response-widgets/inline';", "import { annotate } from 'threat-response-widgets';",
    'annotate(document.body);'];
  await writeFile(path.join(app, 'main.js'), lines.join('\n'));
  const { warnings, errors } = await esbuild.build({ entryPoints: [path.join(app, 'main.js')], bundle: true,
    format: 'esm', minify: true, outfile: path.join(app, 'out.js'), logLevel: 'silent' });
  assert.deepEqual([warnings, errors], [[], []]);
});

test('bundled into a script that is no module it does not throw where it is imported', async () => {
  const app = await makeApp('classic', packed.content);
  await writeFile(path.join(app, 'main.js'), "import 'threat-response-widgets';\nconsole.log('goes on');\n");
  const outfile = path.join(app, 'out.js');
  await esbuild.build({ entryPoints: [path.join(app, 'main.js')], bundle: true, outfile, logLevel: 'silent' });
  assert.match((await run(process.execPath, [outfile])).stdout, /goes on/);
});

test('a page that wants the recogniser alone gets nothing of the elements', async () => {
  const app = await makeApp('shaken', packed.content);
  await writeFile(path.join(app, 'main.js'),
    "import { loadObservables } from 'threat-response-widgets/observables';\nloadObservables();\n");
  const { outputFiles } = await esbuild.build({ entryPoints: [path.join(app, 'main.js')], bundle: true, format: 'esm',
    minify: true, write: false, logLevel: 'silent' });
  assert.ok(outputFiles[0].text.length < 12_000, `${outputFiles[0].text.length} bytes`);
  assert.doesNotMatch(outputFiles[0].text, /attachShadow/);
});
