// The vectors that need modules, scopes, limits or faults of their own, each a test by its id.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { putControl } from './appliance.mjs';
import { assertExpected, Bench, titleOf, vectorOf, vectors } from './vectors.mjs';

const MODULES = fileURLToPath(new URL('../fixtures/threat_response/modules.json', import.meta.url));
const SHA256 = '10745318f9dd601ab76f029cbc41c7e13c9754f87eb2c85948734b2b0b148140';

/** @param {any[]} items */
const asSet = (items) => new Set(items.map(({ type, value }) => `${type}:${value}`));

/**
 * A test by the vector's id; `run` gets the vector.
 * @param {string} id
 * @param {(wanted: any) => Promise<void>} run
 */
const covers = (id, run) => test(titleOf(id), () => run(vectorOf(id)));

describe('with the modules of the vectors', () => {
  const bench = new Bench({ settings: { modules: MODULES }, controls: true });
  /** @param {string[]} scopes */
  const token = (...scopes) => bench.mint({ scopes });
  const all = () => token('inspect', 'enrich', 'response', 'integration');

  covers('auth-07', async (wanted) => {
    const reply = await bench.send(wanted, { token: token('casebook') });
    assertExpected(wanted, reply);
    assert.deepEqual(reply.json.scopes, ['casebook']);
  });

  for (const id of ['insp-01', 'insp-02', 'insp-03', 'insp-06'])
    covers(id, async (wanted) => assertExpected(wanted, await bench.send(wanted, { token: all() })));

  covers('insp-04', async (wanted) => {
    const reply = await bench.send(wanted, { token: all() });
    assertExpected(wanted, reply);
    assert.deepEqual(asSet(reply.json), new Set([`sha256:${SHA256}`, 'ip:95.95.0.1']));
  });

  covers('insp-07', async (wanted) => {
    const reply = await bench.send(wanted, { token: all() });
    assert.equal(reply.status, wanted.expect.status);
    assert.deepEqual(reply.json, { content: 'missing-required-key' });
  });

  covers('enr-08', async (wanted) => {
    const reply = await bench.send(wanted, { token: all() });
    assertExpected(wanted, reply);
    const { data } = reply.json.data.find((/** @type {any} */ item) => item.data.sightings);
    assert.equal(data.sightings.count, 2);
    assert.equal(data.sightings.docs[0].targets[0].observables[0].value, 'ws-1.example');
    assert.ok(!('targets' in data.sightings.docs[1]));
  });

  covers('enr-10', async (wanted) => {
    const reply = await bench.send(wanted, { token: token('integration/health:read') });
    assertExpected(wanted, reply);
    assert.equal((await bench.send(wanted, { token: token('enrich') })).status, 403);
  });

  covers('ref-01', async (wanted) => {
    const reply = await bench.send(wanted, { token: token('enrich:read') });
    assertExpected(wanted, reply);
    const [talos] = reply.json.data;
    assert.equal(talos.id, 'ref-talos-search-domain-ilo.brenz.pl');
    assert.deepEqual(talos.categories, ['Talos Intelligence', 'Search']);
  });

  covers('ref-02', async (wanted) => {
    const { json, ...reply } = await bench.send(wanted, { token: all() });
    assertExpected(wanted, { json, ...reply });
    const { value } = wanted.request.body[0];
    assert.deepEqual(json.data.map((/** @type {any} */ each) => each.id), [
      `ref-amp-file-trajectory-sha256-${value}`, `ref-amp-search-sha256-${value}`,
      `ref-tg-detail-sha256-${value}`, `ref-tg-search-sha256-${value}`]);
    assert.equal(json.data[0].module_instance_id, json.data[1].module_instance_id);
  });

  covers('rsp-01', async (wanted) => assertExpected(wanted, await bench.send(wanted, { token: all() })));

  covers('rsp-02', async (wanted) => {
    const reply = await bench.send(wanted, { token: all() });
    assertExpected(wanted, reply);
    assert.deepEqual(reply.json.data.map((/** @type {any} */ each) => each.id), Array(3).fill('amp-add-sha256-scd'));
    for (const field of ['title', 'url'])
      assert.equal(new Set(reply.json.data.map((/** @type {any} */ each) => each[field])).size, 3, field);
  });

  covers('rsp-04', async (wanted) => assertExpected(wanted, await bench.send(wanted, { token: all() })));

  covers('rsp-05', async (wanted) => {
    const reply = await bench.send(wanted, { token: all() });
    assertExpected(wanted, reply);
    assert.ok(!('data' in reply.json));
  });

  covers('rsp-07', async (wanted) => {
    const reply = await bench.send(wanted, { token: all() });
    assertExpected(wanted, reply);
    assert.equal(reply.json.data.status, 'success');
  });

  covers('rsp-08', async (wanted) => {
    const reading = token('response:read');
    const path = '/iroh/iroh-response/respond/trigger/00000000-0000-4000-8000-000000000010/block';
    assertExpected(wanted, await bench.send(wanted, { token: reading, path }));
    assert.equal((await bench.send(vectorOf('rsp-01'), { token: reading })).status, 200);
  });

  covers('lim-03', async (wanted) => {
    await putControl(bench.appliance, 'faults', [{ path: wanted.request.path, status: 500, times: 1 }]);
    const reply = await bench.send(wanted, { token: all() });
    assertExpected(wanted, reply);
    assert.match(reply.json.trace_id, /^[0-9a-f-]{36}$/);
    assert.equal((await bench.send(wanted, { token: all() })).status, 200);
  });
});

describe('with a limit of three requests an hour', () => {
  const bench = new Bench({ settings: { hourly_limit: 3 }, controls: true });

  covers('lim-01', async (wanted) => {
    const first = await bench.send(wanted);
    assert.equal(first.headers.get('x-ratelimit-org-limit'), '3');
    await bench.send(wanted, { token: bench.mint({ user: 'user-b' }) });
    await bench.casebook('search');
    const reply = await bench.send(wanted);
    assertExpected(wanted, reply);
    assert.match(reply.headers.get('content-type') ?? '', /^application\/json/);
    const wait = Number(reply.headers.get('retry-after'));
    assert.ok(Number.isInteger(wait) && wait > 3500 && wait <= 3600, `${wait}`);
    assert.equal((await bench.casebook('search')).status, 429);
    assert.equal((await bench.send(wanted, { token: bench.mint({ org: 'org-b' }) })).status, 200);
    await putControl(bench.appliance, 'clock', { ahead_s: wait });
    const issued = Math.floor(Date.now() / 1000) + wait;
    assert.equal((await bench.send(wanted, { token: bench.mint({ issued }) })).status, 200);
  });
});

describe('with amber as the lowest TLP', () => {
  const bench = new Bench({ settings: { minimum_tlp: 'amber' } });

  covers('cb-39', async (wanted) => {
    assertExpected(wanted, await bench.send(wanted));
    const caseId = await bench.makeCase({ title: 'none chosen' });
    assert.equal((await bench.casebook(caseId)).json.tlp, 'amber');
    const lowered = await bench.casebook(caseId, { method: 'PATCH', body: { tlp: 'green' } });
    assert.equal(lowered.json.type, 'Invalid TLP Error');
  });
});

test('every HTTP vector is a test by its id', () => {
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const sources = readdirSync(folder).filter((name) => /^vectors.*\.test\.mjs$/.test(name))
    .map((name) => readFileSync(`${folder}${name}`, 'utf8')).join('\n');
  assert.equal(vectors.length, 60);
  assert.deepEqual(vectors.filter(({ id }) => !sources.includes(`'${id}'`)).map(({ id }) => id), []);
});
