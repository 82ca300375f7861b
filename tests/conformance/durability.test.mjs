// What was acknowledged is there after the process is killed, whenever that happens.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { startAppliance } from './appliance.mjs';
import { casesIn, missing, nothing, write } from '../endurance/writing.mjs';
import { mint } from './service.mjs';

const ROUNDS = 5;
const WRITERS = 8;
const LONGEST_MS = 400;

test('killed at a random point under load, no acknowledged write is missing after the restart', async (t) => {
  const state = mkdtempSync(join(tmpdir(), 'appliance-durability-'));
  const acknowledged = nothing();
  for (let round = 0; round < ROUNDS; ++round) {
    const appliance = await startAppliance({ state });
    const casebook = `${appliance.private_intel}/ctia/casebook`;
    const token = mint(state);
    const before = acknowledged.cases.size;
    const writers = Array.from({ length: WRITERS }, (_, index) =>
      write(casebook, token, `r${round}w${index}`, acknowledged));
    const wait = Math.random() * LONGEST_MS;
    const until = performance.now() + wait;
    while (performance.now() < until || acknowledged.cases.size === before) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    await appliance.kill();
    await Promise.all(writers);
    t.diagnostic(`round ${round}: killed after ${wait.toFixed(0)} ms, ${acknowledged.cases.size} cases`);
  }

  const appliance = await startAppliance({ state });
  const stored = await casesIn(`${appliance.private_intel}/ctia/casebook`, mint(state));
  assert.deepEqual(missing(stored, acknowledged), []);
  await appliance.stop();
  rmSync(state, { recursive: true });
});
