// A short course of work while the service fails (fault-course.mjs): the long ones, in all three browsers, are
// `npm run endurance`, from any seed; this one is the same each time, so that it fails for what was changed. TR_SEED=N
// plays another one.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { startPlainChromium } from './browsers.mjs';
import { runFaultCourse } from './fault-course.mjs';

test('Chromium: whatever fails meanwhile, what an analyst does is said, kept and done once', async () => {
  const seed = Number(process.env.TR_SEED ?? 2);
  /** @type {string[]} */
  const lines = [];
  /** @type {(() => Promise<unknown>)[]} the last begun first */
  const ends = [];
  try {
    const { problems, done } = await runFaultCourse({
      seed, acts: 12, start: startPlainChromium, say: (line) => lines.push(line), ends });
    assert.deepEqual(problems, [], `TR_SEED=${seed}\n${lines.join('\n')}`);
    assert.ok(done > 0);
  } finally {
    for (const end of ends.reverse()) await end();
  }
});
