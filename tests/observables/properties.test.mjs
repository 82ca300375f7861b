// What holds for every text: the texts are made by chance from those of other tools' tests and of the corpus.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { flags, styles, types } from '../../web/observables/observables.js';
import { makeCorpus } from '../bench/corpus.mjs';
import { observables, scalar } from './modules.mjs';
import { random } from './random.mjs';

/** @typedef {import('../../web/observables/observables.js').Hit} Hit */

const next = random(7);
/** @param {number} limit */
const below = (limit) => Math.floor(next() * limit);
/** @template T @param {readonly T[]} list */
const pick = (list) => list[below(list.length)];

/** @param {string} name @returns {{input: string}[]} */
const fixture = (name) =>
  JSON.parse(readFileSync(new URL(`../fixtures/observables-${name}.json`, import.meta.url), 'utf8'));
const lines = [
  ...['ioc-extractor', 'ioc-fanger', 'mitaka'].flatMap(fixture).map(({ input }) => input),
  ...makeCorpus({ bytes: 60_000, seed: 4 }).text.split('\n'),
].filter((line) => line !== '');
const strange = [
  '\0', '\ud800', '\udfff', '\u200b', '\u202e', '\u{1f600}', '\u00e9', '\u4f8b', '\u0430', '\u00ad', '\u3002', '[.]',
  '[',
  ']', '(.)', '\\.', '://', ':', '::', '.', '..', '-', '--', '_', '@', '%', '/', '\n', '=\r\n', '<', '>', ',', ' ', 'xn--',
  'hxxp', 'http', '[:]', '[dot]', '1', '256', 'f', 'com', 'a'.repeat(64), '0'.repeat(64),
];

function mutated() {
  let text = Array.from({ length: 1 + below(3) }, () => pick(lines)).join(pick([' ', '\n', '', '. ']));
  for (let count = below(6); count > 0; --count) {
    const at = below(text.length + 1);
    text = text.slice(0, at) + (next() < 0.7 ? pick(strange) : '') + text.slice(at + below(3));
  }
  return text;
}
const texts = Array.from({ length: 4000 }, mutated);

/**
 * One test over all texts; what fails names its text.
 * @param {string} name
 * @param {(text: string, hits: Hit[]) => void} check
 */
function forEveryText(name, check) {
  test(name, () => {
    for (const text of texts) {
      try {
        check(text, observables.find(text));
      } catch (error) {
        throw new Error(`with the text ${JSON.stringify(text)}: ${error}`, { cause: error });
      }
    }
  });
}

test('the texts hold many hits of every kind', () => {
  const found = texts.flatMap((text) => observables.find(text));
  for (const type of types) assert.ok(found.filter((hit) => hit.type === type).length > 50, type);
});

forEveryText('offsets slice back to the raw text, in order and without overlaps', (text, hits) => {
  let before = 0;
  for (const { start, end, raw } of hits) {
    assert.ok(start >= before && end > start && end <= text.length);
    assert.equal(text.slice(start, end), raw);
    before = end;
  }
});

forEveryText('scan and find agree', (text, hits) => {
  const scanned = observables.scan(text);
  assert.equal(scanned.length, 4 * hits.length);
  hits.forEach((hit, i) => {
    const [type, start, end, bits] = scanned.subarray(4 * i);
    assert.deepEqual([types[type], start, end, styles[bits & flags.styleMask]],
      [hit.type, hit.start, hit.end, hit.style]);
    if ((bits & flags.canonical) !== 0) assert.equal(hit.value, hit.raw);
  });
});

forEveryText('both modules find the same', (text, hits) => {
  assert.deepEqual(scalar.find(text), hits);
});

forEveryText('refang undoes defang in every style, and both name the same observable', (text, hits) => {
  for (const { value } of hits) {
    for (const style of styles) assert.equal(observables.refang(observables.defang(value, style)), value, style);
  }
});

forEveryText('a cell that is declared to be what its value is, is that value', (text, hits) => {
  for (const { type, value } of hits) {
    const [cell] = observables.find(value, { declared: type });
    assert.deepEqual([cell?.type, cell?.value, cell?.start, cell?.end], [type, value, 0, value.length]);
  }
});

test('what is recognised alone is the same observable disguised', () => {
  const values = new Set(texts.flatMap((text) => observables.find(text)).map(({ value }) => value)
    .filter((value) => observables.same(value, value)));
  assert.ok(values.size > 300);
  for (const value of values) assert.ok(observables.same(value, observables.defang(value)), value);
});

test('a hit put between blanks changes no other, but right after a version word', () => {
  const inserted = ' 198.51.100.200 ';
  const words = 'asyncos|builds?|driver|engine|firmware|hotfix|kernel|patch|plugin|rel(ease)?|rev(ision)?|rv|' +
    'software|v(er(s(ions?)?)?)?';
  const version = new RegExp(`\\b(${words})\\b\\W*((is|was|number|no|nr)\\W*)*$`, 'i');
  for (const text of texts) {
    const blanks = [...text.matchAll(/(?<=[a-z0-9]) (?=[a-z0-9])/gi)].map(({ index }) => index);
    if (blanks.length === 0) continue;
    const at = pick(blanks);
    if (version.test(text.slice(0, at))) continue;
    const before = observables.find(text);
    if (before.some(({ start, end }) => start < at && end > at)) continue;
    const after = observables.find(text.slice(0, at) + inserted + text.slice(at + 1));
    const moved = inserted.length - 1;
    const others = before.map((hit) => ({ ...hit, start: hit.start + (hit.start > at ? moved : 0),
      end: hit.end + (hit.end > at ? moved : 0) }));
    const added = after.findIndex(({ start }) => start === at + 1);
    assert.ok(added >= 0, JSON.stringify([text, at]));
    assert.deepEqual(after.toSpliced(added, 1).map(({ type, value, start, end }) => [type, value, start, end]),
      others.map(({ type, value, start, end }) => [type, value, start, end]), JSON.stringify([text, at]));
  }
});
