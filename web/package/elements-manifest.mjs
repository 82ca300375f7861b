// Writes dist/custom-elements.json, which editors and the documentation read: what a page may use of each element, as
// the comment above its class says it.
//
// `@cssprop --tr-*` in such a comment stands for all colours of web/elements/theme.js and the density. A member that
// is public for other modules of ours alone is marked `@internal`.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { colours } from '../elements/theme.js';

/**
 * @typedef {object} Described
 * @property {string} name
 * @property {string} [description]
 * @property {string} [default]
 * @property {{text: string}} [type]
 * @property {string} [fieldName] of an attribute: the property that is the same
 */
/**
 * @typedef {object} Member
 * @property {'field' | 'method'} kind
 * @property {string} name
 * @property {string} [description]
 * @property {string} [default]
 * @property {string} [privacy]
 * @property {boolean} [static]
 * @property {boolean} [readonly]
 * @property {{text: string}} [type]
 * @property {{name: string, optional?: boolean, type?: {text: string}, description?: string}[]} [parameters]
 * @property {{type?: {text: string}}} [return]
 */
/**
 * @typedef {object} Declaration
 * @property {string} kind
 * @property {string} name
 * @property {string} [tagName]
 * @property {{name: string}} [superclass]
 * @property {string} [description]
 * @property {Described[]} [attributes]
 * @property {Member[]} [members]
 * @property {Described[]} [events]
 * @property {Described[]} [slots]
 * @property {Described[]} [cssParts]
 * @property {Described[]} [cssProperties]
 */
/** @typedef {{path: string, declarations: Declaration[]}} Module */
/** @typedef {{schemaVersion: string, modules: Module[]}} Manifest */

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Where classes are written, and the file of the package that has them. */
const places = [['web/elements', 'index.js'], ['web/cloud-service', 'cloud-service.js']];

/** What each colour is for. @type {Record<keyof typeof colours, string>} */
const colourWords = {
  'surface': 'Behind everything',
  'raised': 'Behind headings, bars and tabs',
  'text': 'Text',
  'muted': 'Text of less weight',
  'border': 'Lines between parts',
  'field': 'Behind what is typed',
  'field-border': 'Around fields and boxes',
  'field-text': 'What is typed',
  'accent': 'Links, the main button, the focus',
  'on-accent': 'Text on the accent',
  'hover': 'Behind what the pointer is over',
  'selected': 'Behind what is selected',
  'danger': 'What failed, what takes something away',
  'danger-surface': 'Behind such a sentence',
  'malicious': 'The disposition Malicious',
  'suspicious': 'The disposition Suspicious',
  'common': 'The disposition Common',
  'clean': 'The disposition Clean',
};

/** @returns {Described[]} */
const themeProperties = () => [
  ...Object.entries(colours).map(([name, [light, dark]]) => {
    const words = colourWords[/** @type {keyof typeof colours} */ (name)];
    if (!words) throw new Error(`Say in web/package/elements-manifest.mjs what the colour '${name}' is for.`);
    return { name: `--tr-${name}`, default: light, description: `${words}; \`${dark}\` in the dark theme.` };
  }),
  { name: '--tr-density', default: 'comfortable', description: 'With `compact` rows and fields are lower.' },
];

/** @param {Declaration} declaration */
function expandTheme(declaration) {
  declaration.cssProperties = declaration.cssProperties?.flatMap((property) =>
    property.name === '--tr-*' ? themeProperties() : [property]);
}

/** Lines of a comment are joined, paragraphs stay. @param {string | undefined} text */
const joined = (text) => text?.trim().replace(/([^\n])\n(?!\n)\s*/g, '$1 ');

/**
 * What a page may use has words, or is an attribute too. The analyzer also names what the constructor sets on others.
 * @param {Declaration} declaration
 */
function publicMembers({ members = [], attributes = [] }) {
  return members.flatMap((member) => {
    if (member.static || member.privacy === 'private' || member.privacy === 'protected') return [];
    const attribute = attributes.find(({ name }) => name === member.name && member.kind === 'field');
    if (!attribute && !member.description) return [];
    if (member.default && !/^[-\w.'"]+$/.test(member.default)) delete member.default;
    if (!attribute || member.description) return [member];
    attribute.fieldName = member.name;
    return [{ ...member, type: member.type ?? attribute.type, description: 'The attribute of that name.' }];
  });
}

/** @param {Declaration} declaration */
function tidy(declaration) {
  declaration.members = publicMembers(declaration);
  // The analyzer takes the parameter of a helper for a name.
  declaration.events = declaration.events?.filter(({ name }) => name.startsWith('tr-'));
  declaration.description = joined(declaration.description);
  const { attributes = [], members = [], events = [], slots = [], cssParts = [], cssProperties = [] } = declaration;
  for (const one of [...attributes, ...members, ...events, ...slots, ...cssParts, ...cssProperties]) {
    if (one.description) one.description = joined(one.description);
    if (one.type) one.type.text = one.type.text.replace(/\s+/g, ' ').trim();
  }
}

// Loaded when it is used: it brings a TypeScript of its own. Its types say nothing of what it exports.
const analyzer = async () => /** @type {any} */ (await import('@custom-elements-manifest/analyzer'));

/** @param {string} folder @returns {Promise<Declaration[]>} the elements of its classes */
async function elementsOf(folder) {
  const { create, ts } = await analyzer();
  const names = (await readdir(path.join(root, folder))).filter((name) => name.endsWith('.js')).sort();
  const texts = await Promise.all(names.map((name) => readFile(path.join(root, folder, name), 'utf8')));
  const modules = names.flatMap((name, at) => (/@element|@abstract/.test(texts[at])
    ? [ts.createSourceFile(`${folder}/${name}`, texts[at], ts.ScriptTarget.ES2022, true)] : []));
  /** @type {Manifest} */
  const manifest = create({ modules });
  return manifest.modules.flatMap(({ declarations }) => declarations).filter(({ tagName }) => tagName);
}

/** @returns {Promise<Manifest>} of the package's files, schema 2.1 */
export async function elementsManifest() {
  const modules = await Promise.all(places.map(async ([folder, file]) => {
    const declarations = await elementsOf(folder);
    for (const declaration of declarations) {
      expandTheme(declaration);
      tidy(declaration);
    }
    const exports = declarations.flatMap(({ name, tagName }) => [
      { kind: 'js', name, declaration: { name, module: file } },
      { kind: 'custom-element-definition', name: tagName, declaration: { name, module: file } },
    ]);
    return { kind: 'javascript-module', path: file, declarations, exports };
  }));
  return { schemaVersion: '2.1.0', modules };
}

export async function writeElementsManifest() {
  const text = JSON.stringify(await elementsManifest(), null, 2);
  await writeFile(path.join(root, 'dist/custom-elements.json'), `${text}\n`);
}
