// The vectors of threat-response-api.json whose routes this appliance has, each a test by its id.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { startAppliance } from './appliance.mjs';
import { call, mint } from './service.mjs';
import { assertShape } from './shape.mjs';

const { vectors } = JSON.parse(readFileSync(new URL('threat-response-api.json', import.meta.url), 'utf8'));
const state = mkdtempSync(join(tmpdir(), 'appliance-vectors-'));
const NAMED_ID = 'casebook-11111111-2222-4333-8444-555555555555';

/** @type {import('./appliance.mjs').Appliance} */
let appliance;

before(async () => {
  appliance = await startAppliance({ state });
});

after(async () => {
  assert.equal(await appliance.stop(), 0, appliance.stderr());
  rmSync(state, { recursive: true });
});

/** @param {string} id */
function vector(id) {
  const found = vectors.find((/** @type {{id: string}} */ each) => each.id === id);
  assert.ok(found, `no vector ${id}`);
  return found;
}

/** @param {Record<string, string | string[]>} query */
function queryText(query) {
  const text = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) for (const one of [value].flat()) text.append(name, one);
  return text.size > 0 ? `?${text}` : '';
}

/**
 * Sends the vector's request, with what its placeholders stand for.
 * @param {any} wanted
 * @param {{token?: string, basic?: [string, string], caseId?: string, body?: any}} [fill]
 */
async function send({ request }, fill = {}) {
  const host = request.host === 'private.intel' ? appliance.private_intel : appliance.visibility;
  const headers = { ...request.headers };
  if ('Authorization' in headers) {
    if (fill.basic) headers.Authorization = `Basic ${Buffer.from(fill.basic.join(':')).toString('base64')}`;
    else headers.Authorization = `Bearer ${fill.token ?? mint(state)}`;
  }
  const path = fill.caseId ? request.path.replace(NAMED_ID, fill.caseId) : request.path;
  const body = fill.body ?? request.body;
  return call(`${host}${path}${queryText(request.query ?? {})}`, { method: request.method, headers, body });
}

/**
 * @param {any} wanted
 * @param {import('./service.mjs').Reply} reply
 */
function assertExpected({ expect }, reply) {
  assert.equal(reply.status, expect.status, reply.text);
  if (expect.body !== undefined) assert.deepEqual(reply.json, expect.body);
  if (expect.body_shape !== undefined) assertShape(reply.json, expect.body_shape);
}

/**
 * A test by the vector's id; `run` gets the vector and its plain sender.
 * @param {string} id
 * @param {(wanted: any) => Promise<void>} run
 */
function covers(id, run) {
  test(`${id}: ${vector(id).title}`, () => run(vector(id)));
}

/** @param {string[]} ids vectors that need nothing around them */
function coversPlainly(...ids) {
  for (const id of ids) covers(id, async (wanted) => assertExpected(wanted, await send(wanted)));
}

/**
 * Makes a case and gives its short id.
 * @param {object} body
 * @param {string} [token]
 */
async function makeCase(body, token = mint(state)) {
  const reply = await call(`${appliance.private_intel}/ctia/casebook`, { method: 'POST', body, token });
  assert.equal(reply.status, 201, reply.text);
  return reply.json.id.split('/').at(-1);
}

coversPlainly('auth-05', 'auth-08', 'cb-02', 'cb-06', 'cb-07', 'cb-08', 'cb-20', 'cb-31', 'cb-40');

covers('auth-01', async (wanted) => {
  const reply = await send(wanted, { basic: [appliance.client_id, appliance.client_password] });
  assertExpected(wanted, reply);
  assert.ok(!('refresh_token' in reply.json));
  const me = await call(`${appliance.visibility}/iroh/profile/whoami`, { token: reply.json.access_token });
  assert.deepEqual(me.json.user.scopes, reply.json.scope.split(' '));
});

covers('auth-02', async (wanted) => {
  const unknown = 'client-00000000-0000-4000-8000-000000000000';
  assertExpected(wanted, await send(wanted, { basic: [unknown, appliance.client_password] }));
});

covers('auth-03', async (wanted) => {
  assertExpected(wanted, await send(wanted, { basic: [appliance.client_id, 'x'.repeat(54)] }));
});

covers('auth-06', async (wanted) => {
  const issued = Math.floor(Date.now() / 1000) - 601;
  const reply = await send(wanted, { token: mint(state, { issued }) });
  assertExpected(wanted, reply);
  assert.equal(reply.json.error, 'jwt_expired');
});

covers('enr-01', async (wanted) => {
  const reply = await send(wanted);
  assertExpected(wanted, reply);
  for (const item of reply.json.data) assert.ok(!('judgements' in item.data) && !('sightings' in item.data));
  assert.equal(reply.json.data[0].data.verdicts.docs[0].disposition, 5);
});

covers('enr-02', async (wanted) => {
  const reply = await send(wanted);
  const nothing = reply.json.data.find((/** @type {any} */ item) => !('verdicts' in item.data));
  assert.deepEqual(Object.keys(nothing).sort(), Object.keys(wanted.expect.body.data[0]).sort());
  assert.deepEqual(nothing.data, wanted.expect.body.data[0].data);
});

covers('enr-03', async (wanted) => {
  const reply = await send(wanted);
  const nothing = reply.json.data.find((/** @type {any} */ item) => item.data.verdicts?.count === 0);
  assert.deepEqual(nothing.data, wanted.expect.body.data[0].data);
});

covers('enr-04', async (wanted) => {
  const h1 = '5146f54dbec0089c4cb5661e6506849dddf2ed32e71dd7e21efae4bde6421330';
  const reply = await send(wanted, { body: [{ type: 'sha256', value: h1 }] });
  assert.equal(reply.status, 200);
  assert.equal(reply.json.data[0].data.verdicts.docs[0].disposition, 2);
  const [like] = wanted.expect.body.errors;
  assert.equal(reply.json.errors.length, 1);
  assert.deepEqual(Object.keys(reply.json.errors[0]).sort(), Object.keys(like).sort());
  assert.equal(reply.json.errors[0].code, like.code);
  assert.equal(reply.json.errors[0].type, like.type);
});

covers('cb-01', async (wanted) => {
  const reply = await send(wanted);
  assertExpected(wanted, reply);
  assert.equal(reply.headers.get('location'), reply.json.id);
  for (const [key, value] of Object.entries(wanted.request.body)) assert.deepEqual(reply.json[key], value, key);
});

covers('cb-03', async (wanted) => {
  const reply = await send(wanted);
  assertExpected(wanted, reply);
  assert.notEqual(reply.json.schema_version, '0.4.2');
});

covers('cb-04', async (wanted) => {
  const body = { title: 'x'.repeat(1025) };
  const reply = await send(wanted, { body });
  assertExpected(wanted, reply);
  assert.deepEqual(reply.json.entity, body);
  assert.equal((await send(wanted, { body: { title: 'x'.repeat(1024) } })).status, 201);
});

covers('cb-05', async (wanted) => {
  assertExpected(wanted, await send(wanted, { body: { description: 'x'.repeat(5001) } }));
  assert.equal((await send(wanted, { body: { description: 'ä'.repeat(5000) } })).status, 201);
});

covers('cb-09', async (wanted) => {
  const caseId = await makeCase({ title: 'found again' });
  const reply = await send(wanted, { caseId });
  assertExpected(wanted, reply);
  const long = await send(wanted, { caseId: encodeURIComponent(reply.json.id) });
  assert.deepEqual(long.json, reply.json);
});

covers('cb-10', async (wanted) => {
  const reply = await send(wanted);
  assertExpected(wanted, reply);
  assert.equal(reply.text, '');
});

covers('cb-11', async (wanted) => {
  const caseId = await makeCase({ tlp: 'red' }, mint(state, { user: 'player1' }));
  assertExpected(wanted, await send(wanted, { caseId, token: mint(state, { user: 'player2' }) }));
  assert.equal((await send(wanted, { caseId, token: mint(state, { user: 'player1' }) })).status, 200);
});

covers('cb-16', async (wanted) => {
  const observables = [{ type: 'domain', value: 'bit.ly' }];
  const caseId = await makeCase({ observables });
  const reply = await send(wanted, { caseId });
  assertExpected(wanted, reply);
  assert.deepEqual(reply.json.observables, [...observables, ...wanted.request.body.observables]);
});

covers('cb-17', async (wanted) => {
  const [added] = wanted.request.body.observables;
  const reply = await send(wanted, { caseId: await makeCase({ observables: [added] }) });
  assertExpected(wanted, reply);
  assert.deepEqual(reply.json.observables, [added, added]);
});

covers('cb-18', async (wanted) => {
  const [mac] = wanted.request.body.observables;
  const others = [{ type: 'ip', value: '192.0.2.7' }, { type: 'domain', value: 'bit.ly' }];
  const reply = await send(wanted, { caseId: await makeCase({ observables: [others[0], mac, others[1]] }) });
  assertExpected(wanted, reply);
  assert.deepEqual(reply.json.observables, others);
});

covers('cb-27', async (wanted) => {
  const caseId = await makeCase({ title: 'w', external_ids: ['w-1', 'w-2'] }, mint(state, { org: 'org-27' }));
  const reply = await send(wanted, { token: mint(state, { org: 'org-27' }) });
  assertExpected(wanted, reply);
  assert.ok(reply.json.some((/** @type {any} */ each) => each.id.endsWith(caseId)));
  assert.ok(reply.json.every((/** @type {any} */ each) => each.external_ids.includes('w-1')));
});

covers('cb-28', async (wanted) => {
  for (const day of ['01', '03', '02'])
    await makeCase({ title: `day ${day}`, timestamp: `2500-01-${day}T00:00:00.000Z` });
  const reply = await send(wanted);
  assertExpected(wanted, reply);
  assert.deepEqual(reply.json.map((/** @type {any} */ each) => each.title), ['day 03', 'day 02']);
  assert.ok(Number(reply.headers.get('x-total-hits')) >= 3);
  const next = reply.headers.get('x-next') ?? '';
  assert.match(next, /^limit=2&offset=2&search_after=/);
  const token = mint(state);
  const after = await call(
    `${appliance.private_intel}/ctia/casebook/search?sort_by=timestamp&sort_order=desc&${next}`, { token });
  assert.equal(after.json[0].title, 'day 01');
});

covers('cb-33', async (wanted) => {
  assertExpected(wanted, await send(wanted, { caseId: await makeCase({}) }));
});

covers('cb-41', async (wanted) => {
  const token = mint(state, { scopes: ['casebook:read'] });
  assertExpected(wanted, await send(wanted, { token }));
  assert.equal((await call(`${appliance.private_intel}/ctia/casebook/search`, { token })).status, 200);
});

covers('lnk-01', async ({ request }) => {
  const page = await call(`${appliance.visibility}${request.path}${queryText(request.query)}`);
  assert.equal(page.status, 200);
  for (const line of request.query.q.split('\n')) {
    const [type, value] = line.split(':');
    assert.ok(page.text.includes(`<td>${type}</td><td class="mono">${value}</td>`), line);
  }
});

covers('lnk-02', async ({ request }) => {
  const page = await call(`${appliance.visibility}${request.path}${queryText(request.query)}`);
  assert.ok(page.text.includes(`casebook-${request.query.spid}`));
});
