// What was acknowledged is there after the process is killed, whenever that happens.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { startAppliance } from './appliance.mjs';
import { call, mint } from './service.mjs';

const ROUNDS = 5;
const WRITERS = 8;
const LONGEST_MS = 400;

/**
 * What the service has said is done; of `asked` it may be.
 * @typedef {{cases: Map<string, Set<string>>, asked: Set<string>, deleted: Set<string>}} Acknowledged
 */

/**
 * Writes until the appliance is gone, and notes what it acknowledged.
 * @param {string} casebook
 * @param {string} token
 * @param {string} writer
 * @param {Acknowledged} acknowledged
 */
async function write(casebook, token, writer, { cases, asked, deleted }) {
  try {
    for (let turn = 0; ; ++turn) {
      const made = await call(casebook, { method: 'POST', token, body: { title: `${writer}-${turn}` } });
      if (made.status !== 201) throw new Error(`create answered ${made.status}: ${made.text}`);
      const id = made.json.id.split('/').at(-1);
      cases.set(id, new Set());
      for (let i = 0; i < 3; ++i) {
        const value = `${writer}-${turn}-${i}.example`;
        const body = { operation: 'add', observables: [{ type: 'domain', value }] };
        const added = await call(`${casebook}/${id}/observables`, { method: 'POST', token, body });
        if (added.status !== 200) throw new Error(`add answered ${added.status}: ${added.text}`);
        cases.get(id)?.add(value);
      }
      if (turn % 3 !== 2) continue;
      asked.add(id);
      const gone = await call(`${casebook}/${id}`, { method: 'DELETE', token });
      if (gone.status !== 204) throw new Error(`delete answered ${gone.status}: ${gone.text}`);
      cases.delete(id);
      deleted.add(id);
    }
  } catch (error) {
    // The connection ends with the process; anything else is a finding.
    if (!(error instanceof TypeError)) throw error;
  }
}

test('killed at a random point under load, no acknowledged write is missing after the restart', async (t) => {
  const state = mkdtempSync(join(tmpdir(), 'appliance-durability-'));
  /** @type {Acknowledged} */
  const acknowledged = { cases: new Map(), asked: new Set(), deleted: new Set() };
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
  const casebook = `${appliance.private_intel}/ctia/casebook`;
  const token = mint(state);
  for (const [id, values] of acknowledged.cases) {
    const { status, json } = await call(`${casebook}/${id}`, { token });
    if (status === 404 && acknowledged.asked.has(id)) continue;
    assert.equal(status, 200, id);
    const kept = new Set((json.observables ?? []).map((/** @type {any} */ each) => each.value));
    for (const value of values) assert.ok(kept.has(value), `${id} lacks ${value}`);
  }
  for (const id of acknowledged.deleted) assert.equal((await call(`${casebook}/${id}`, { token })).status, 404, id);
  await appliance.stop();
  rmSync(state, { recursive: true });
});
