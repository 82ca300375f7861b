// The switches for tests: what they do, and that they are not there without the flag.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { putControl, signIn } from './appliance.mjs';
import { call } from './service.mjs';
import { Bench } from './vectors.mjs';

describe('without --test-controls', () => {
  const bench = new Bench();

  test('there are no test controls', async () => {
    for (const origin of [bench.appliance.visibility, bench.appliance.private_intel])
      for (const name of ['faults', 'clock'])
        assert.equal((await call(`${origin}/test/${name}`, { method: 'PUT', body: [] })).status, 404);
  });
});

describe('with --test-controls', () => {
  const bench = new Bench({ controls: true });
  const search = () => bench.casebook('search');
  /** @param {any[]} faults */
  const set = (...faults) => putControl(bench.appliance, 'faults', faults);

  test('a delay makes the answer late', async () => {
    await set({ path: '/ctia/', delay_ms: 300, times: 1 });
    const started = performance.now();
    assert.equal((await search()).status, 200);
    assert.ok(performance.now() - started >= 300);
  });

  test('a status is answered with its headers and body, as often as asked, to its method', async () => {
    await set({ path: '/ctia/', method: 'GET', status: 429, headers: { 'Retry-After': '3172s' },
      body: { error: 'Too Many Requests' }, times: 2 });
    assert.equal((await bench.casebook('', { method: 'POST', body: {} })).status, 201);
    for (let i = 0; i < 2; ++i) {
      const reply = await search();
      assert.equal(reply.status, 429);
      assert.equal(reply.headers.get('retry-after'), '3172s');
      assert.equal(reply.text, '{"error":"Too Many Requests"}');
    }
    assert.equal((await search()).status, 200);
  });

  test("the own page may read a fault's answer", async () => {
    await set({ path: '/ctia/', status: 503, times: 1 });
    const origin = bench.appliance.appliance;
    const reply = await call(`${bench.appliance.private_intel}/ctia/casebook/search`, { headers: { origin } });
    assert.equal(reply.status, 503);
    assert.equal(reply.headers.get('access-control-allow-origin'), origin);
  });

  test('a truncated body ends before its length, garbage is no JSON', async () => {
    await set({ path: '/ctia/', spoil: 'truncated', times: 1 }, { path: '/ctia/', spoil: 'garbage', times: 1 });
    await assert.rejects(search(), /terminated|fetch failed/);
    const garbage = await search();
    assert.equal(garbage.status, 200);
    assert.equal(garbage.json, undefined);
    assert.equal((await search()).status, 200);
  });

  test('a spoiled write has still been made', async () => {
    await set({ path: '/ctia/', method: 'POST', spoil: 'truncated', times: 1 });
    const body = { title: 'half heard' };
    await assert.rejects(bench.casebook('?wait_for=true', { method: 'POST', body }), /terminated|fetch failed/);
    assert.equal((await bench.casebook('search?query=heard')).json.length, 1);
  });

  test('a fault that is added stands in front, and those before keep their count', async () => {
    await set({ path: '/ctia/', status: 500, times: 2 });
    assert.equal((await search()).status, 500);
    const reply = await call(`${bench.appliance.visibility}/test/faults`,
      { method: 'POST', body: [{ path: '/ctia/', status: 503, times: 1 }] });
    assert.equal(reply.status, 204);
    assert.deepEqual([(await search()).status, (await search()).status, (await search()).status], [503, 500, 200]);
    await set();
  });

  test('a malformed fault is 400 with the field that is wrong', async () => {
    await assert.rejects(set({ path: '/ctia/', colour: 'red' }), /disallowed-key/);
    await assert.rejects(set({ path: '/ctia/', spoil: 'burnt' }), /burnt/);
    await assert.rejects(set({ status: 500 }), /missing-required-key/);
  });

  test('a page elsewhere cannot set them: the type they need must be asked for first', async () => {
    const reply = await call(`${bench.appliance.visibility}/test/faults`, {
      method: 'PUT', body: '[]', headers: { 'content-type': 'text/plain' } });
    assert.equal(reply.status, 400);
  });

  test('a token lives 600 seconds', async () => {
    const token = await signIn(bench.appliance);
    const status = async () => (await bench.casebook('search', { token })).status;
    await putControl(bench.appliance, 'clock', { ahead_s: 595 });
    assert.equal(await status(), 200);
    await putControl(bench.appliance, 'clock', { ahead_s: 600 });
    assert.equal(await status(), 401);
    assert.equal((await bench.casebook('search', { token: await signIn(bench.appliance) })).status, 200);
    await putControl(bench.appliance, 'clock', { ahead_s: 0 });
  });

  test('a clock that is stopped says the same in each run, and what is made later is later', async () => {
    const made = async () => (await bench.casebook('', {
      method: 'POST', body: { title: 'Stopped' }, token: await signIn(bench.appliance) })).json.timestamp;
    const token = await signIn(bench.appliance);
    await putControl(bench.appliance, 'clock', { stopped_at: '2031-01-01T00:00:00.000Z' });
    assert.equal((await bench.casebook('search', { token })).status, 401, 'the token is of the time before');
    const times = [await made(), await made()];
    for (const time of times) assert.match(time, /^2031-01-01T00:00:00\.\d{3}Z$/);
    assert.ok(times[0] < times[1], times.join());
    await assert.rejects(putControl(bench.appliance, 'clock', { stopped_at: 'noon' }), /stopped_at is a time/);
    await putControl(bench.appliance, 'clock', { ahead_s: 0 });
    assert.ok(await made() < '2031');
  });
});
