// The vectors of sign-in, verdicts and links, each a test by its id, on the modules that the appliance ships.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { call } from './service.mjs';
import { assertExpected, Bench, queryText, titleOf, vectorOf } from './vectors.mjs';

const bench = new Bench();

/**
 * A test by the vector's id; `run` gets the vector.
 * @param {string} id
 * @param {(wanted: any) => Promise<void>} run
 */
const covers = (id, run) => test(titleOf(id), () => run(vectorOf(id)));

for (const id of ['auth-05', 'auth-08'])
  covers(id, async (wanted) => assertExpected(wanted, await bench.send(wanted)));

covers('auth-01', async (wanted) => {
  const reply = await bench.send(wanted, { basic: [bench.appliance.client_id, bench.appliance.client_password] });
  assertExpected(wanted, reply);
  assert.ok(!('refresh_token' in reply.json));
  const me = await call(`${bench.appliance.visibility}/iroh/profile/whoami`, { token: reply.json.access_token });
  assert.deepEqual(me.json.user.scopes, reply.json.scope.split(' '));
});

covers('auth-02', async (wanted) => {
  const unknown = 'client-00000000-0000-4000-8000-000000000000';
  assertExpected(wanted, await bench.send(wanted, { basic: [unknown, bench.appliance.client_password] }));
});

covers('auth-03', async (wanted) => {
  assertExpected(wanted, await bench.send(wanted, { basic: [bench.appliance.client_id, 'x'.repeat(54)] }));
});

covers('auth-06', async (wanted) => {
  const issued = Math.floor(Date.now() / 1000) - 601;
  const reply = await bench.send(wanted, { token: bench.mint({ issued }) });
  assertExpected(wanted, reply);
  assert.equal(reply.json.error, 'jwt_expired');
});

covers('enr-01', async (wanted) => {
  const reply = await bench.send(wanted);
  assertExpected(wanted, reply);
  for (const item of reply.json.data) assert.ok(!('judgements' in item.data) && !('sightings' in item.data));
  assert.equal(reply.json.data[0].data.verdicts.docs[0].disposition, 5);
});

covers('enr-02', async (wanted) => {
  const reply = await bench.send(wanted);
  const nothing = reply.json.data.find((/** @type {any} */ item) => !('verdicts' in item.data));
  assert.deepEqual(Object.keys(nothing).sort(), Object.keys(wanted.expect.body.data[0]).sort());
  assert.deepEqual(nothing.data, wanted.expect.body.data[0].data);
});

covers('enr-03', async (wanted) => {
  const reply = await bench.send(wanted);
  const nothing = reply.json.data.find((/** @type {any} */ item) => item.data.verdicts?.count === 0);
  assert.deepEqual(nothing.data, wanted.expect.body.data[0].data);
});

covers('enr-04', async (wanted) => {
  const h1 = '5146f54dbec0089c4cb5661e6506849dddf2ed32e71dd7e21efae4bde6421330';
  const reply = await bench.send(wanted, { body: [{ type: 'sha256', value: h1 }] });
  assert.equal(reply.status, 200);
  assert.equal(reply.json.data[0].data.verdicts.docs[0].disposition, 2);
  const [like] = wanted.expect.body.errors;
  assert.equal(reply.json.errors.length, 1);
  assert.deepEqual(Object.keys(reply.json.errors[0]).sort(), Object.keys(like).sort());
  assert.equal(reply.json.errors[0].code, like.code);
  assert.equal(reply.json.errors[0].type, like.type);
});

covers('lnk-01', async ({ request }) => {
  const page = await call(`${bench.appliance.visibility}${request.path}${queryText(request.query)}`);
  assert.equal(page.status, 200);
  for (const line of request.query.q.split('\n')) {
    const [type, value] = line.split(':');
    assert.ok(page.text.includes(`<td>${type}</td><td class="mono">${value}</td>`), line);
  }
});

covers('lnk-02', async ({ request }) => {
  const page = await call(`${bench.appliance.visibility}${request.path}${queryText(request.query)}`);
  assert.ok(page.text.includes(`casebook-${request.query.spid}`));
});
