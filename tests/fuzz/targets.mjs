// The fuzz targets: what each starts from, and the words of its language.
//
// An input to begin with is what tests of the same subject are given, besides what stands here. Words are the
// short texts in the sources of the subject: the names that its readers look for.
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../web/package/build.mjs';
import { random } from '../observables/random.mjs';
import { certificates, inputs } from './inputs.mjs';

/**
 * @typedef {{
 *   sources: string[], longest: number, tests?: string[], begin?: (literal: string) => string[],
 *   more?: () => Promise<(string | Buffer)[]>, kept?: number,
 * }} Target  sources: folders or files, whose words it knows; longest: bytes of an input; tests: files whose texts
 *   it starts from, each as `begin` makes inputs of it; kept: bytes of corpus/<target>.txt, where an input takes long
 */

/** @param {string} where a folder or a file */
async function sourcesOf(where) {
  const whole = path.join(root, where);
  const files = /\.\w+$/.test(where) ? [whole]
    : (await readdir(whole)).filter((name) => /\.(cc|h)$/.test(name)).map((name) => path.join(whole, name)).sort();
  return Promise.all(files.map((file) => readFile(file, 'utf8')));
}

/** The texts in C++, raw ones too. @param {string} source */
function literalsOf(source) {
  const found = [...source.matchAll(/R"\((.*?)\)"|"((?:[^"\\\n]|\\.)*)"/gs)];
  return found.map(([, raw, quoted]) => raw ?? quoted.replace(/\\(["\\])/g, '$1').replaceAll('\\n', '\n'));
}

/** @param {string[]} where */
async function literals(where) {
  const sources = (await Promise.all(where.map(sourcesOf))).flat();
  return [...new Set(sources.flatMap(literalsOf))].filter((literal) => literal !== '' && !literal.endsWith('.h'));
}

/** Texts of other tools' tests. */
async function foreignTexts() {
  const texts = [];
  for (const name of ['ioc-extractor', 'ioc-fanger', 'mitaka']) {
    const file = path.join(root, `tests/fixtures/observables-${name}.json`);
    for (const { input } of JSON.parse(await readFile(file, 'utf8'))) if (input !== '') texts.push(input);
  }
  return texts;
}

/** Documents of every form, whole and cut. @param {number} parts */
async function documents(parts = 16) {
  const all = JSON.parse(await readFile(path.join(root, 'tests/fixtures/documents.json'), 'utf8'));
  return Object.values(all).flatMap((document) => {
    const text = typeof document === 'string' ? document : JSON.stringify(document);
    return Array.from({ length: parts }, (_, part) => text.slice(0, Math.ceil(text.length * (part + 1) / parts)));
  });
}

/** Texts of nothing but marks. @param {string[]} marks */
function marked(marks) {
  const next = random(11);
  return Array.from({ length: 400 }, () =>
    Array.from({ length: 120 }, () => marks[Math.floor(next() * marks.length)]).join(''));
}

const kMarks = ['[', ']', '(', ')', '*', '_', '~', '`', '> ', '- ', '1. ', '# ', '|', '\n', '\n\n', '<', '&#x', ';',
  '\\', '![', '](https://a.example/', ')', '```\n', '|-|\n', 'a', ' ', '\t', '\0', '\u202e', '\ufdd0', '://', '    '];

/** @param {string} text */
const isJson = (text) => /^\s*[[{]/.test(text);

/** @type {Record<string, Target>} */
export const targets = {
  json: { sources: ['widgets/json'], longest: 4096, tests: ['tests/json', 'tests/threat_response'] },
  observables: { sources: ['widgets/observables/observable.cc', 'widgets/observables/refang.cc',
    'widgets/observables/url.cc', 'widgets/observables/rewritten.cc'], longest: 400,
    more: foreignTexts },
  markdown: { sources: [], longest: 600, more: async () => [...await foreignTexts(), ...marked(kMarks)] },
  exchange: { sources: ['widgets/exchange', 'widgets/threat_response/case.cc'], longest: 8192,
    tests: ['tests/exchange'], more: async () => [...await foreignTexts(), ...await documents()] },
  replies: { sources: ['widgets/threat_response'], longest: 8192, tests: ['tests/threat_response'],
    begin: (literal) => isJson(literal) ? ['200', '400', '403', '503'].map((status) => `${status}\n${literal}`) : [] },
  custom_pivots: { sources: ['widgets/custom_pivots'], longest: 1024, tests: ['tests/custom_pivots'],
    begin: (literal) => ['domain\nbad.example', 'url\nhttps://a.example/x?y#z', 'ip\n192.0.2.1']
      .map((about) => `${about}\n${literal}`) },
  outbox: { sources: ['widgets/outbox', 'widgets/casebook/backup.cc', 'widgets/threat_response/casebooks.cc'],
    longest: 8192, tests: ['tests/outbox', 'tests/casebook/dragging_test.cc'], more: () => documents() },
  page: { sources: ['widgets/app', 'widgets/kit/theme.cc', 'widgets/stage'], longest: 4096 },
  cloud_service: { sources: ['widgets/cloud_service/document.cc', 'widgets/cloud_service/answer.cc',
    'widgets/cloud_service/settings.cc', 'widgets/cloud_service/servers.cc'], longest: 4096 },
  query: { sources: ['web/appliance/threat_response/search_query.cc'], longest: 400,
    tests: ['tests/appliance/search_query_test.cc'] },
  requests: { sources: ['web/appliance/threat_response/casebook_entity.cc', 'web/appliance/threat_response/schema.cc',
    'web/appliance/threat_response/observable_types.cc', 'web/appliance/threat_response/stranger.cc',
    'web/appliance/threat_response/casebook_search.cc', 'web/appliance/asyncos.cc', 'web/appliance/reporting.cc',
    'web/appliance/tracking.cc', 'web/appliance/relay', 'web/appliance/jwt.cc'],
  longest: 4096, tests: ['tests/appliance/casebook_entity_test.cc', 'tests/appliance/module_call_test.cc'],
  begin: (literal) => isJson(literal) ? [`e${literal}`, `b${literal}`, `t${literal}`] : [`f${literal}`] },
  settings: { sources: ['web/appliance/settings.cc', 'web/appliance/servers.cc', 'web/appliance/cloud_link/setup.cc',
    'web/appliance/arguments.cc'], longest: 2048, tests: ['tests/appliance/servers_test.cc'] },
  shell: { sources: ['web/appliance/shell', 'widgets/cloud_service/servers.cc'], longest: 600, kept: 4000 },
  http: { sources: ['web/appliance/http'], longest: 4096, tests: ['tests/appliance/http_server_test.cc'] },
  services_exchange: { sources: ['web/appliance/cloud_link/exchange_answers.cc', 'web/appliance/services_exchange'],
    longest: 2048, more: async () => certificates },
  upstream: { sources: ['web/appliance/http/client.cc', 'web/appliance/proxy.cc',
    'web/appliance/broker/token_desk.cc'], longest: 4096 },
  site: { sources: ['web/appliance', 'web/appliance/threat_response', 'web/appliance/sync', 'web/appliance/broker'],
    longest: 4096 },
  sync: { sources: ['web/appliance/sync', 'widgets/exchange', 'widgets/threat_response/case.cc'], longest: 8192,
    kept: 4000, more: async () => (await documents(2)).map((document) => `mode=replace\n${document}`) },
};

/**
 * What a target starts from, without what the fuzzer has found (corpus/<target>.txt).
 * @param {string} name
 * @returns {Promise<Buffer[]>}
 */
export async function seedsOf(name) {
  const { tests = [], begin = (literal) => [literal], more = async () => [], longest } = targets[name];
  const texts = [...inputs[name] ?? [], ...(await literals(tests)).flatMap(begin), ...await more()];
  const bytes = [...new Set(texts)].map((text) => typeof text === 'string' ? Buffer.from(text) : text);
  return bytes.filter((seed) => seed.length <= 4 * longest);
}

/** @param {string} name @returns {Promise<Buffer[]>} what the fuzzer has found, as it is kept */
export async function corpusOf(name) {
  const text = await readFile(new URL(`corpus/${name}.txt`, import.meta.url), 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text.split('\n').filter(Boolean).map((line) => Buffer.from(line, 'base64'));
}

/** The words of a target as libFuzzer reads them. @param {string} name */
export async function dictionaryOf(name) {
  const words = (await literals(targets[name].sources)).filter((word) => /^[\x20-\x7e]{2,40}$/.test(word));
  return words.map((word) => `"${word.replace(/["\\]/g, '\\$&')}"\n`).join('');
}
