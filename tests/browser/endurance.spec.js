// Short courses of the long runs (`npm run endurance`): kills and cuts while changes are made. The seed of a course
// that fails is in the error: TR_SEED=N plays it again.
import { expect, test as base } from '@playwright/test';
import { runConvergence } from '../endurance/convergence.mjs';
import { runInterruptions } from '../endurance/interruption.mjs';
import { seedOfRun } from '../endurance/random.mjs';
import { policyReports } from './policy-reports.js';

/** @typedef {{seed: number, say: (line: string) => void, ends: (() => Promise<unknown>)[]}} Course */

const test = /** @type {import('@playwright/test').TestType<{course: Course}, object>} */ (
  /** @type {any} */ (base).extend({
    course: async (
      // eslint-disable-next-line no-empty-pattern -- the runner reads from the pattern what a fixture needs
      /** @type {object} */ {}, /** @type {(value: Course) => Promise<void>} */ use,
      /** @type {import('@playwright/test').TestInfo} */ info) => {
      const seed = seedOfRun();
      /** @type {string[]} */
      const lines = [];
      const started = performance.now();
      const say = (/** @type {string} */ line) =>
        lines.push(`${((performance.now() - started) / 1000).toFixed(1)} s  ${line}`);
      /** @type {Course['ends']} */
      const ends = [];
      await use({ seed, say, ends });
      for (const end of ends.reverse()) await end(); // after a test that has run out of time too
      policyReports.save();
      if (info.status !== 'passed' || process.env.TR_SEED) console.log(`TR_SEED=${seed}\n${lines.join('\n')}`);
    },
  }));

// Each waits as much as it works: side by side they take little longer than one.
test.describe.configure({ mode: 'parallel' });

test('twenty kills and cuts while changes are made: none is lost, none is made twice', async ({ course }) => {
  test.setTimeout(180_000);
  const { problems, kept } = await runInterruptions({ ...course, interruptions: 20, changes: 60, ahead: 31 });
  expect(problems, `TR_SEED=${course.seed}`).toEqual([]);
  expect(kept).toBeGreaterThanOrEqual(60);
});

test('two people in five tabs: the cases hold in the end what was done @long', async ({ course }) => {
  test.setTimeout(180_000);
  const { problems, kept } = await runConvergence({ ...course, operations: 120 });
  expect(problems, `TR_SEED=${course.seed}`).toEqual([]);
  expect(kept).toBeGreaterThanOrEqual(120);
});
