// One page for each element, in Markdown, from the manifest; web/docs/reference/<element>.md is a part of it: an
// example, the keyboard, whatever no table can say.

/** @typedef {import('../elements-manifest.mjs').Declaration} Declaration */
/** @typedef {import('../elements-manifest.mjs').Described} Described */
/** @typedef {import('../elements-manifest.mjs').Member} Member */
/** @typedef {{source: string, out: string, text: string, events: string[]}} ReferencePage */

const cell = (/** @type {string} */ text) => text.replaceAll('|', '\\|').replace(/\s+/g, ' ').trim();
const code = (/** @type {string | undefined} */ text) => (text ? `\`${text}\`` : '');

/**
 * Columns in which nothing stands are left out.
 * @param {string} title
 * @param {string[]} columns
 * @param {string[][]} rows
 */
function table(title, columns, rows) {
  if (rows.length === 0) return '';
  const kept = columns.map((_, at) => at).filter((at) => rows.some((row) => row[at]));
  const line = (/** @type {string[]} */ cells) => `| ${kept.map((at) => cell(cells[at])).join(' | ')} |`;
  return [`## ${title}`, '', line(columns), line(columns.map(() => '---')), ...rows.map(line), ''].join('\n');
}

/** @param {Member} method */
function signature({ name, parameters = [], return: returned }) {
  const words = parameters.map(({ name: parameter, optional, type }) =>
    `${parameter}${optional ? '?' : ''}${type ? `: ${type.text}` : ''}`);
  const after = returned?.type && returned.type.text !== 'void' ? `: ${returned.type.text}` : '';
  return `${name}(${words.join(', ')})${after}`;
}

/** `CustomEvent<{id: string}>` carries `{id: string}`. @param {Described} event */
const detail = ({ type }) => {
  const inside = /^CustomEvent<(.*)>$/.exec(type?.text ?? '')?.[1] ?? '';
  return inside === 'null' || inside === 'undefined' ? '' : inside;
};

/**
 * @param {Declaration} element
 * @param {string} file of the package
 * @param {string} more Markdown
 */
export function referenceOf(element, file, more) {
  const { attributes = [], members = [], events = [], slots = [], cssParts = [], cssProperties = [] } = element;
  const described = (/** @type {Described} */ { name, type, default: usual, description = '' }) =>
    [code(name), code(type?.text), code(usual), description];
  const sorted = (/** @type {Described[]} */ list) => [...list].sort((a, b) => (a.name < b.name ? -1 : 1));
  const fields = members.filter(({ kind }) => kind === 'field');
  const methods = members.filter(({ kind }) => kind === 'method');
  return [
    `# \`<${element.tagName}>\``, '',
    element.description ?? '', '',
    `Class \`${element.name}\` of \`${file}\`.`, '',
    more, '',
    table('Attributes', ['attribute', 'type', 'default', 'what it says'], sorted(attributes).map(described)),
    table('Properties', ['property', 'type', 'default', 'what it is'], fields.map(described)),
    table('Methods', ['method', 'what it does'],
      methods.map((method) => [code(signature(method)), method.description ?? ''])),
    table('Events', ['event', 'detail', 'when'],
      sorted(events).map((event) => [code(event.name), code(detail(event)), event.description ?? ''])),
    events.length > 0 ? 'They bubble and leave shadow trees: a listener on the document hears them.\n' : '',
    table('Slots', ['slot', 'for'], slots.map(({ name, description = '' }) => [code(name) || 'default', description])),
    table('Parts', ['part', 'what it is'], cssParts.map(({ name, description = '' }) => [code(name), description])),
    table('CSS properties', ['property', 'type', 'default', 'for'], cssProperties.map(described)),
  ].join('\n');
}

/**
 * @param {import('../elements-manifest.mjs').Manifest} manifest
 * @param {(tag: string) => Promise<string>} more what is written by hand about an element; '' for nothing
 * @returns {Promise<ReferencePage[]>}
 */
export function referencePages({ modules }, more) {
  return Promise.all(modules.flatMap(({ path, declarations }) => declarations.map(async (element) => {
    const tag = element.tagName ?? '';
    return {
      source: `web/docs/reference/${tag}.md`,
      out: `reference/${tag}.html`,
      text: referenceOf(element, path, await more(tag)),
      events: (element.events ?? []).map(({ name }) => name),
    };
  })));
}
