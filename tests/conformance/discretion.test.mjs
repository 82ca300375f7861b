// What the appliance keeps is its owner's alone, and what it says on standard error holds nothing of a request.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { signIn, startAppliance } from './appliance.mjs';

const folder = mkdtempSync(join(tmpdir(), 'appliance-discretion-'));
after(() => rmSync(folder, { recursive: true }));

/** @param {string} state */
const modes = (state) => Object.fromEntries(['.', ...readdirSync(state)]
  .map((name) => [name, (statSync(join(state, name)).mode & 0o7777).toString(8)]));

test('every file of the state folder is readable by its owner only, whatever the umask', async (t) => {
  const state = join(folder, 'new', 'state');
  const before = process.umask(0);
  const appliance = await startAppliance({ state });
  t.after(appliance.kill);
  process.umask(before);
  const made = await fetch(`${appliance.private_intel}/ctia/casebook`, { method: 'POST', body: '{"title":"Kept"}',
    headers: { 'Authorization': `Bearer ${await signIn(appliance)}`, 'Content-Type': 'application/json' } });
  assert.equal(made.status, 201);
  const running = modes(state);
  await appliance.kill();
  const left = modes(state);
  for (const name of ['appliance.db', 'appliance.db-wal', 'token-key.pem', 'demo-accounts']) {
    assert.ok(name in running, `${name} is among ${Object.keys(running)}`);
  }
  for (const found of [running, left]) {
    for (const [name, mode] of Object.entries(found)) assert.equal(mode, name === '.' ? '700' : '600', name);
  }
  assert.equal((statSync(join(folder, 'new')).mode & 0o777).toString(8), '700', 'folders above that it made');
});

test('nothing of a request is said on standard error, also where a request fails', async (t) => {
  const canary = 'canary-5f1d7c';
  const state = join(folder, 'spoiled');
  const settings = join(folder, 'settings.json');
  writeFileSync(settings, '{"proxy":true,"servers":[{"id":"gone","name":"Gone","visibility":"http://127.0.0.1:1",' +
    '"private_intel":"http://127.0.0.1:1"}]}');
  const appliance = await startAppliance({ state, settings });
  t.after(appliance.kill);
  const token = await signIn(appliance);
  const basic = `Basic ${Buffer.from(`${appliance.client_id}:${canary}`).toString('base64')}`;
  const secrets = [canary, Buffer.from(canary).toString('base64').slice(0, 12), basic, token,
    appliance.client_password];

  const search = 'startDate=2026-11-23T00:00:00.000Z&endDate=2026-11-24T00:00:00.000Z&device_type=esa&' +
    'ciscoHost=All_Hosts&searchOption=messages';

  /** @param {string} authorization */
  const askAll = async (authorization) => {
    const headers = { 'Authorization': authorization, 'Cookie': `session=${canary}`, 'X-Canary': canary,
      'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin', 'Origin': appliance.appliance };
    const body = `{"title":"${canary}","x":`;
    /** @type {number[]} */
    const statuses = [];
    for (const address of [
      `${appliance.visibility}/iroh/oauth2/token?password=${canary}`, `${appliance.visibility}/login?${canary}`,
      `${appliance.visibility}/iroh/iroh-inspect/inspect`, `${appliance.private_intel}/ctia/casebook`,
      `${appliance.private_intel}/ctia/casebook/search?query=%22${canary}`, `${appliance.appliance}/${canary}`,
      `${appliance.appliance}/threat-response/proxy/gone/visibility/iroh/${canary}?${canary}`,
      `${appliance.appliance}/sma/api/v2.0/message-tracking/messages?${search}&subject=${canary}`,
    ]) {
      for (const call of [{}, { method: 'POST', body }, { method: 'POST', body: `{"title":"${canary}"}` }]) {
        statuses.push((await fetch(address, { headers, redirect: 'manual', ...call })).status);
      }
    }
    return statuses;
  };
  await askAll(basic);
  await askAll(`Bearer ${canary}`);
  await askAll(`Bearer ${token}`);
  const { port } = new URL(appliance.appliance);
  for (const malformed of [`${canary}\r\n\r\n`, `GET /${canary} HTTP/9\r\n\r\n`, `GET / HTTP/1.1\r\n${canary}\r\n\r\n`]) {
    await new Promise((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.end(malformed));
      socket.resume().on('close', resolve).on('error', () => {});
    });
  }
  // From here on requests fail in the middle: the store is spoiled under the appliance, and larger than what it
  // keeps of it in memory.
  const observables = Array.from({ length: 9000 }, (_, i) => ({ type: 'domain', value: `${canary}-${i}.example` }));
  /** @type {string[]} */
  const cases = [];
  for (let i = 0; i < 6; ++i) {
    const made = await fetch(`${appliance.private_intel}/ctia/casebook`, { method: 'POST',
      headers: { 'Authorization': `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ title: canary, observables }) });
    assert.equal(made.status, 201);
    cases.push((await made.json()).id.split('/').at(-1));
  }
  for (const name of ['appliance.db', 'appliance.db-wal']) writeFileSync(join(state, name), 'x'.repeat(100_000));
  const statuses = await askAll(basic);
  for (const id of cases) {
    const reply = await fetch(`${appliance.private_intel}/ctia/casebook/${id}?${canary}`,
      { headers: { 'Authorization': `Bearer ${token}`, 'X-Canary': canary } });
    statuses.push(reply.status);
    if (reply.status === 500) assert.equal((await reply.text()).includes(canary), false);
  }
  await appliance.kill();
  const said = appliance.stderr();
  assert.ok(statuses.includes(500), `a request has failed: ${statuses}`);
  assert.match(said, /^appliance: /m, 'and that is said');
  for (const secret of secrets) assert.equal(said.includes(secret), false, said);
});
