// The vectors of cases, each a test by its id.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { call } from './service.mjs';
import { assertExpected, Bench, titleOf, vectorOf } from './vectors.mjs';

const bench = new Bench();

/**
 * A test by the vector's id; `run` gets the vector.
 * @param {string} id
 * @param {(wanted: any) => Promise<void>} run
 */
const covers = (id, run) => test(titleOf(id), () => run(vectorOf(id)));

for (const id of ['cb-02', 'cb-06', 'cb-07', 'cb-08', 'cb-20', 'cb-31', 'cb-40'])
  covers(id, async (wanted) => assertExpected(wanted, await bench.send(wanted)));

covers('cb-01', async (wanted) => {
  const reply = await bench.send(wanted);
  assertExpected(wanted, reply);
  assert.equal(reply.headers.get('location'), reply.json.id);
  for (const [key, value] of Object.entries(wanted.request.body)) assert.deepEqual(reply.json[key], value, key);
});

covers('cb-03', async (wanted) => {
  const reply = await bench.send(wanted);
  assertExpected(wanted, reply);
  assert.notEqual(reply.json.schema_version, '0.4.2');
});

covers('cb-04', async (wanted) => {
  const body = { title: 'x'.repeat(1025) };
  const reply = await bench.send(wanted, { body });
  assertExpected(wanted, reply);
  assert.deepEqual(reply.json.entity, body);
  assert.equal((await bench.send(wanted, { body: { title: 'x'.repeat(1024) } })).status, 201);
});

covers('cb-05', async (wanted) => {
  assertExpected(wanted, await bench.send(wanted, { body: { description: 'x'.repeat(5001) } }));
  assert.equal((await bench.send(wanted, { body: { description: 'ä'.repeat(5000) } })).status, 201);
});

covers('cb-09', async (wanted) => {
  const caseId = await bench.makeCase({ title: 'found again' });
  const reply = await bench.send(wanted, { caseId });
  assertExpected(wanted, reply);
  const long = await bench.send(wanted, { caseId: encodeURIComponent(reply.json.id) });
  assert.deepEqual(long.json, reply.json);
});

covers('cb-10', async (wanted) => {
  const reply = await bench.send(wanted);
  assertExpected(wanted, reply);
  assert.equal(reply.text, '');
});

covers('cb-11', async (wanted) => {
  const caseId = await bench.makeCase({ tlp: 'red' }, bench.mint({ user: 'player1' }));
  assertExpected(wanted, await bench.send(wanted, { caseId, token: bench.mint({ user: 'player2' }) }));
  assert.equal((await bench.send(wanted, { caseId, token: bench.mint({ user: 'player1' }) })).status, 200);
});

covers('cb-16', async (wanted) => {
  const observables = [{ type: 'domain', value: 'bit.ly' }];
  const caseId = await bench.makeCase({ observables });
  const reply = await bench.send(wanted, { caseId });
  assertExpected(wanted, reply);
  assert.deepEqual(reply.json.observables, [...observables, ...wanted.request.body.observables]);
});

covers('cb-17', async (wanted) => {
  const [added] = wanted.request.body.observables;
  const reply = await bench.send(wanted, { caseId: await bench.makeCase({ observables: [added] }) });
  assertExpected(wanted, reply);
  assert.deepEqual(reply.json.observables, [added, added]);
});

covers('cb-18', async (wanted) => {
  const [mac] = wanted.request.body.observables;
  const others = [{ type: 'ip', value: '192.0.2.7' }, { type: 'domain', value: 'bit.ly' }];
  const caseId = await bench.makeCase({ observables: [others[0], mac, others[1]] });
  const reply = await bench.send(wanted, { caseId });
  assertExpected(wanted, reply);
  assert.deepEqual(reply.json.observables, others);
});

covers('cb-27', async (wanted) => {
  const caseId = await bench.makeCase({ title: 'w', external_ids: ['w-1', 'w-2'] }, bench.mint({ org: 'org-27' }));
  const reply = await bench.send(wanted, { token: bench.mint({ org: 'org-27' }) });
  assertExpected(wanted, reply);
  assert.ok(reply.json.some((/** @type {any} */ each) => each.id.endsWith(caseId)));
  assert.ok(reply.json.every((/** @type {any} */ each) => each.external_ids.includes('w-1')));
});

covers('cb-28', async (wanted) => {
  for (const day of ['01', '03', '02'])
    await bench.makeCase({ title: `day ${day}`, timestamp: `2500-01-${day}T00:00:00.000Z` });
  const reply = await bench.send(wanted);
  assertExpected(wanted, reply);
  assert.deepEqual(reply.json.map((/** @type {any} */ each) => each.title), ['day 03', 'day 02']);
  assert.ok(Number(reply.headers.get('x-total-hits')) >= 3);
  const next = reply.headers.get('x-next') ?? '';
  assert.match(next, /^limit=2&offset=2&search_after=/);
  const token = bench.mint();
  const after = await call(
    `${bench.appliance.private_intel}/ctia/casebook/search?sort_by=timestamp&sort_order=desc&${next}`, { token });
  assert.equal(after.json[0].title, 'day 01');
});

covers('cb-33', async (wanted) => {
  assertExpected(wanted, await bench.send(wanted, { caseId: await bench.makeCase({}) }));
});

covers('cb-41', async (wanted) => {
  const token = bench.mint({ scopes: ['casebook:read'] });
  assertExpected(wanted, await bench.send(wanted, { token }));
  assert.equal((await call(`${bench.appliance.private_intel}/ctia/casebook/search`, { token })).status, 200);
});


/** What a write leaves as it is. */
const KEPT = ['id', 'owner', 'groups', 'created', 'tlp', 'client_id'];

covers('cb-12', async (wanted) => {
  const caseId = await bench.makeCase({
    title: 'whole', observables: [{ type: 'domain', value: 'bit.ly' }], external_ids: ['w'], tlp: 'amber',
    timestamp: '2020-01-01T00:00:00.000Z' });
  const before = (await bench.casebook(caseId)).json;
  const reply = await bench.send(wanted, { caseId });
  assertExpected(wanted, reply);
  for (const gone of ['title', 'observables', 'external_ids']) assert.ok(!(gone in reply.json), gone);
  for (const kept of KEPT) assert.deepEqual(reply.json[kept], before[kept], kept);
  assert.ok(reply.json.modified > before.modified);
  assert.equal(reply.json.timestamp, reply.json.modified);
  assert.deepEqual((await bench.casebook(caseId)).json, reply.json);
});

covers('cb-14', async (wanted) => {
  const caseId = await bench.makeCase({ title: 'old', description: 'stays', timestamp: '2020-01-01T00:00:00.000Z' });
  const { modified, ...before } = (await bench.casebook(caseId)).json;
  const reply = await bench.send(wanted, { caseId });
  assertExpected(wanted, reply);
  assert.ok(reply.json.modified >= modified);
  assert.deepEqual(reply.json, { ...before, ...wanted.request.body, modified: reply.json.modified });
});

covers('cb-15', async (wanted) => {
  const caseId = await bench.makeCase({ observables: [{ type: 'domain', value: 'bit.ly' }] });
  const reply = await bench.send(wanted, { caseId });
  assertExpected(wanted, reply);
  assert.deepEqual(reply.json.observables, []);
});

covers('cb-21', async (wanted) => {
  const reply = await bench.send(wanted, { caseId: await bench.makeCase({ title: 'without texts' }) });
  assertExpected(wanted, reply);
  assert.deepEqual(reply.json.texts, wanted.request.body.texts);
});

covers('cb-25', async (wanted) => {
  const caseId = await bench.makeCase({ title: 'to be deleted' });
  const reply = await bench.send(wanted, { caseId });
  assertExpected(wanted, reply);
  assert.equal(reply.text, '');
  assert.equal((await bench.casebook(caseId)).status, 404);
});

covers('cb-35', async (wanted) => {
  const caseId = await bench.makeCase({ title: 'stays' });
  assertExpected(wanted, await bench.send(wanted));
  assert.equal((await bench.casebook(caseId)).status, 200);
});

covers('cb-38', async (wanted) => {
  const player2 = { user: 'player2', org: 'org-b' }, player3 = { user: 'player3', org: 'org-b' };
  const caseId = await bench.makeCase({ title: 't', tlp: 'amber' });
  assert.equal((await bench.casebook(caseId, { token: bench.mint(player2) })).status, 403);
  assertExpected(wanted, await bench.send(wanted, { caseId }));

  assert.equal((await bench.casebook(caseId, { token: bench.mint(player3) })).status, 403);
  const token = bench.mint(player2);
  assert.equal((await bench.casebook(caseId, { token })).status, 200);
  const body = { title: 'theirs', tlp: 'amber', authorized_users: ['player2'] };
  assert.equal((await bench.casebook(caseId, { method: 'PUT', body, token })).json.title, 'theirs');
  assert.equal((await bench.casebook(caseId, { method: 'DELETE', token })).status, 204);
});
