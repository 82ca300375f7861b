// The manifest says all that a page may use of the elements: what is added to one without words fails here.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { before, test } from 'node:test';
import { Ajv } from 'ajv';
import { root } from '../../web/package/build.mjs';
import { elementsManifest } from '../../web/package/elements-manifest.mjs';
import { colours } from '../../web/elements/theme.js';

const folders = ['web/elements', 'web/cloud-service'];
/** Names in the sources that begin like an event's: of highlights. */
const noEvents = ['tr-found', 'tr-shown'];

/** @type {import('../../web/package/elements-manifest.mjs').Manifest} */
let manifest;
/** @type {import('../../web/package/elements-manifest.mjs').Declaration[]} */
let elements;
/** @type {string[]} */
let sources;

before(async () => {
  manifest = await elementsManifest();
  elements = manifest.modules.flatMap(({ declarations }) => declarations);
  const files = await Promise.all(folders.map(async (folder) => (await readdir(path.join(root, folder)))
    .filter((name) => name.endsWith('.js')).map((name) => path.join(root, folder, name))));
  sources = await Promise.all(files.flat().map((file) => readFile(file, 'utf8')));
});

/** Without its comments, which may speak of anything. @param {string} source */
const code = (source) => source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');

test('it is one, by the schema', async () => {
  const schema = createRequire(import.meta.url).resolve('custom-elements-manifest/schema.json');
  const valid = new Ajv({ strict: false }).compile(JSON.parse(await readFile(schema, 'utf8')));
  assert.ok(valid(manifest), JSON.stringify(valid.errors, null, 1));
});

test('it has every element that is defined', () => {
  const defined = sources.flatMap((source) =>
    [...code(source).matchAll(/'(tr-[a-z-]+)': \w+Element\b/g)].map(([, name]) => name));
  assert.deepEqual(elements.map(({ tagName }) => tagName).sort(), [...new Set(defined)].sort());
});

test('an element has what it has in common with another one', () => {
  for (const tag of ['tr-ribbon', 'tr-casebook']) {
    const { attributes = [], events = [], members = [] } = elements.find(({ tagName }) => tagName === tag) ?? {};
    assert.ok(attributes.some(({ name }) => name === 'servers'), tag);
    assert.ok(events.some(({ name }) => name === 'tr-case-changed'), tag);
    assert.ok(members.some(({ name }) => name === 'openCasebook'), tag);
  }
});

test('it has every attribute that is observed', () => {
  for (const source of sources) {
    const observed = /static observedAttributes = \[([^\]]*)\]/.exec(code(source));
    if (!observed) continue;
    const name = /export class (\w+)/.exec(source)?.[1];
    const element = elements.find((one) => one.name === name || one.superclass?.name === name);
    const known = element?.attributes?.map((attribute) => attribute.name) ?? [];
    for (const [, attribute] of observed[1].matchAll(/'([^']+)'/g))
      assert.ok(known.includes(attribute), `${name} says nothing of its attribute '${attribute}': add @attr.`);
  }
});

test('it has every event that is sent', () => {
  const known = elements.flatMap(({ events = [] }) => events.map(({ name }) => name));
  const others = [...elements.map(({ tagName }) => tagName), ...noEvents];
  for (const source of sources)
    for (const [, name] of code(source).matchAll(/'(tr-[a-z-]+)'/g))
      assert.ok(known.includes(name) || others.includes(name), `'${name}' is sent and no @fires says when.`);
});

test('it has every property of the theme', () => {
  for (const tag of ['tr-ribbon', 'tr-cloud-service-settings']) {
    const element = elements.find(({ tagName }) => tagName === tag);
    const known = element?.cssProperties?.map(({ name }) => name) ?? [];
    for (const name of [...Object.keys(colours), 'density']) assert.ok(known.includes(`--tr-${name}`), `${tag} ${name}`);
  }
});

test('all that it has has words, and nothing private is in it', () => {
  for (const { tagName, description, attributes = [], members = [], events = [], cssProperties = [] } of elements) {
    assert.ok(description, tagName);
    for (const { name, description: words } of [...attributes, ...members, ...events, ...cssProperties]) {
      assert.ok(words, `${tagName} says nothing of ${name}.`);
      assert.doesNotMatch(name, /^[#_]/);
    }
  }
  const names = elements.flatMap(({ members = [] }) => members.map(({ name }) => name));
  assert.deepEqual(names.filter((name) => ['drops', 'openPivot', 'connectedCallback'].includes(name)), []);
});
