import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CallLog } from '../../shims/call-log.js';

const bytes = (/** @type {unknown} */ value) => new TextEncoder().encode(
  typeof value === 'string' ? value : JSON.stringify(value));
const call = { url: 'https://visibility.example/iroh/iroh-enrich/deliberate/observables', method: 'POST',
  started: performance.now(), status: 200, failure: '', bytes: new Uint8Array(7) };
const uuid = '0f8fad5b-d9cb-469f-a165-70867728950e';

test('a call is told by its route, status, times and size', () => {
  const log = new CallLog();
  log.add(call);
  const [{ at, ms, ...rest }] = log.calls;
  assert.ok(Math.abs(Date.parse(at) - Date.now()) < 5000);
  assert.ok(ms >= 0);
  assert.deepEqual(rest, { method: 'POST', path: '/iroh/iroh-enrich/deliberate/observables', status: 200, failure: '',
    bytes: 7, trace_id: '' });
});

test('no id, query, host or text of an address gets in', () => {
  const log = new CallLog();
  for (const [url, path] of [
    [`https://intel.example/ctia/casebook/casebook-${uuid}/observables?q=secret`, '/ctia/casebook/*/observables'],
    ['https://user:secret@intel.example/ctia/casebook/search?query=bad.example', '/ctia/casebook/search'],
    ['https://a.example/iroh/iroh-response/respond/trigger/m/a?observable_value=bad.example#secret',
      '/iroh/iroh-response/respond/trigger/*/*'],
    ['https://a.example/secret%2Fcasebook/constructor', '/*/*'], ['', ''], ['no address', '']]) {
    log.add({ ...call, url });
    assert.equal(log.calls.at(-1)?.path, path);
  }
  assert.doesNotMatch(JSON.stringify(log.calls), /secret|example|0f8fad5b/);
});

test('of a refusal only a reference is kept, and only one that looks like one', () => {
  const log = new CallLog();
  const added = (/** @type {unknown} */ body, status = 500) => {
    log.add({ ...call, status, bytes: bytes(body) });
    return log.calls.at(-1)?.trace_id;
  };
  assert.equal(added({ trace_id: uuid, error_description: 'bad.example' }), uuid);
  assert.equal(added({ trace_id: `ctx-${uuid}` }), `ctx-${uuid}`);
  for (const id of ['P4ssw0rd-of-54-characters-P4ssw0rd-of-54-characters-xx', 'a.b.c', `${uuid} secret`, 7, null, {}, ''])
    assert.equal(added({ trace_id: id }), '', String(id));
  for (const body of ['', 'no json', '[]', 'null', '{"trace_id"']) assert.equal(added(body), '');
  assert.equal(added({ trace_id: uuid }, 200), '', 'what is answered with success is nobody’s error');
  assert.doesNotMatch(JSON.stringify(log.calls), /bad\.example|P4ss|secret/);
});

test('methods and failures that nobody knows are not repeated, and the oldest calls go', () => {
  const log = new CallLog();
  log.add({ ...call, method: 'SECRET', failure: 'secret', status: Number.NaN });
  assert.deepEqual(log.calls.map(({ method, failure, status }) => [method, failure, status]), [['*', '', 0]]);
  for (let count = 0; count < 300; ++count) log.add({ ...call, status: count });
  assert.equal(log.calls.length, 200);
  assert.equal(log.calls.at(-1)?.status, 299);
});
