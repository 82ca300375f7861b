// How much of what stands in texts is found, and how much of what is found stands there.
import assert from 'node:assert/strict';
import test from 'node:test';
import { types } from '../../web/observables/observables.js';
import { makeCorpus } from '../bench/corpus.mjs';
import { observables, scalar } from './modules.mjs';

/** @typedef {{type: string, value: string, start: number, end: number}} Place */

/** @param {Place} place */
const written = ({ type, value, start, end }) => `${type} ${value} ${start}...${end}`;

for (const seed of [1, 2, 3]) {
  const { text, planted } = makeCorpus({ bytes: 1_000_000, seed });
  const hits = observables.find(text);

  for (const type of types) {
    test(`of a megabyte (seed ${seed}) at least 99 % of each kind are found, and nothing else: ${type}`, () => {
      const there = new Set(planted.filter((place) => place.type === type).map(written));
      const found = new Set(hits.filter((hit) => hit.type === type).map(written));
      assert.ok(there.size > 50, `only ${there.size} of type ${type} stand in the text`);
      const both = [...found].filter((place) => there.has(place)).length;
      const missed = [...there].filter((place) => !found.has(place)).slice(0, 5).join('\n');
      const invented = [...found].filter((place) => !there.has(place)).slice(0, 5).join('\n');
      assert.ok(both / there.size >= 0.99, `found ${both} of ${there.size}, but not\n${missed}`);
      assert.ok(both / found.size >= 0.99, `${both} of ${found.size} stand there, but not\n${invented}`);
    });
  }

  test(`the scalar module finds the same in a megabyte (seed ${seed})`, () => {
    assert.deepEqual(scalar.find(text), hits);
    assert.deepEqual(scalar.scan(text), observables.scan(text));
  });
}
