// Nothing grows unseen: what a page downloads by half a percent, what the recogniser takes by five.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { file, measureInstructions, measureSizes } from './baselines.mjs';

/** @type {{sizes: Record<string, number>, instructions: Record<string, number>}} */
const baselines = JSON.parse(await readFile(file, 'utf8'));

/**
 * @param {Record<string, number>} now
 * @param {Record<string, number>} before
 * @param {number} most of what it was
 */
function expectNoGrowth(now, before, most) {
  assert.deepEqual(Object.keys(now), Object.keys(before));
  const grown = Object.entries(now).filter(([name, figure]) => !(figure <= before[name] * most))
    .map(([name, figure]) => `${name}: ${figure}, ${(figure / before[name]).toFixed(4)} of what it was`);
  assert.deepEqual(grown, [], 'If it is worth that, run node tests/bench/baselines.mjs and say why in the commit.');
}

test('what a page downloads has not grown', async (context) => {
  const sizes = await measureSizes();
  context.diagnostic(JSON.stringify(sizes));
  expectNoGrowth(sizes, baselines.sizes, 1.005);
});

test('the recogniser takes no more instructions than it did', async (context) => {
  const instructions = await measureInstructions();
  context.diagnostic(JSON.stringify(instructions));
  expectNoGrowth(instructions, baselines.instructions, 1.05);
});
