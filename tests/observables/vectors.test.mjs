// What the tests of other tools expect, each a test by its id: met, or decided otherwise (decided.mjs).
//
// An expectation is a set of values of a kind; null says nothing of it. It is written canonically first, by
// Node's own readers of hosts: other tools leave capital letters and names of other scripts as they stood.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { domainToASCII } from 'node:url';
import { types } from '../../web/observables/observables.js';
import { decided } from './decided.mjs';
import { observables } from './modules.mjs';

/** @typedef {import('../../web/observables/observables.js').Type} Type */
/**
 * @typedef {object} Vector
 * @property {string} id
 * @property {string} input
 * @property {Record<Type, string[] | null>} expect
 * @property {string} [refang_to]
 * @property {string} [to_ascii]
 * @property {{validator?: boolean, only?: string[]}} [options] a validator takes a whole cell for what it says
 */

/** @param {string} name @returns {Vector[]} */
const fixture = (name) =>
  JSON.parse(readFileSync(new URL(`../fixtures/observables-${name}.json`, import.meta.url), 'utf8'));
const vectors = ['ioc-extractor', 'ioc-fanger', 'mitaka'].flatMap(fixture);

/** @param {Type} type @param {string} value */
function canonical(type, value) {
  if (type === 'sha256') return value.toLowerCase();
  if (type === 'domain') return domainToASCII(value);
  if (type === 'ipv6') {
    const [address, ...zone] = value.split('%');
    return [new URL(`http://[${address}]`).hostname.slice(1, -1), ...zone].join('%');
  }
  const host = /^(\w+:\/\/)(\[[^\]]*\]|[^/:?#]*)(.*)$/s.exec(value);
  return host ? `${host[1].toLowerCase()}${new URL(`http://${host[2]}`).hostname}${host[3]}` : value;
}

/** @param {Iterable<string>} values */
const asSet = (values) => [...new Set(values)].sort();

/** @param {Vector} vector */
function check({ input, expect, refang_to: refanged, to_ascii: ascii, options = {} }) {
  for (const type of types) {
    const wanted = expect[type];
    if (!wanted) continue;
    const hits = observables.find(input, options.validator ? { declared: type } : { types: [type] });
    assert.deepEqual(asSet(hits.filter((hit) => hit.type === type).map(({ value }) => value)),
      asSet(wanted.map((value) => canonical(type, value))), type);
  }
  if (refanged !== undefined) assert.equal(observables.refang(input), refanged);
  if (ascii !== undefined) assert.deepEqual(observables.find(input).map(({ value }) => value), [ascii]);
}

for (const vector of vectors) {
  const reason = decided[vector.id];
  if (reason === undefined) test(vector.id, () => check(vector));
  else test(`${vector.id} is not met: ${reason}`, () => assert.throws(() => check(vector), assert.AssertionError));
}

test('every decision is about a vector', () => {
  const ids = new Set(vectors.map(({ id }) => id));
  assert.deepEqual(Object.keys(decided).filter((id) => !ids.has(id)), []);
});
