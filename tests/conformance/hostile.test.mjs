// Whatever a caller sends, the service answers with a refusal and goes on: no 5xx, no end of the process.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { call } from './service.mjs';
import { Bench } from './vectors.mjs';

const MODULES = fileURLToPath(new URL('../fixtures/threat_response/modules.json', import.meta.url));
const SCOPES = ['casebook', 'enrich', 'inspect', 'integration', 'profile', 'response'];
const CASE = '/ctia/casebook/casebook-11111111-2222-4333-8444-555555555555';
const PRIVATE = [['POST', '/ctia/casebook'], ['PUT', CASE], ['PATCH', CASE], ['DELETE', CASE], ['GET', CASE],
  ['POST', `${CASE}/observables`], ['POST', `${CASE}/texts`], ['POST', `${CASE}/bundle`],
  ['GET', '/ctia/casebook/search'], ['GET', '/ctia/casebook/search/count'],
  ['GET', '/ctia/casebook/metric/histogram'], ['GET', '/ctia/casebook/metric/topn'],
  ['GET', '/ctia/casebook/metric/cardinality'],
  ['GET', '/sync/v1/cases'], ['GET', '/sync/v1/export'], ['POST', '/sync/v1/cases'], ['GET', '/sync/v1/openapi.json'],
  ['GET', '/ctia/casebook/external_id/x'], ['DELETE', '/ctia/casebook/search']];
const VISIBILITY = [['POST', '/iroh/oauth2/token'], ['POST', '/iroh/iroh-inspect/inspect'],
  ['POST', '/iroh/iroh-enrich/deliberate/observables'], ['POST', '/iroh/iroh-enrich/observe/observables'],
  ['POST', '/iroh/iroh-enrich/refer/observables'], ['POST', '/iroh/iroh-enrich/health'],
  ['POST', '/iroh/iroh-enrich/health/x'], ['POST', '/iroh/iroh-response/respond/observables'],
  ['POST', '/iroh/iroh-response/respond/trigger/x/y'], ['POST', '/iroh/iroh-response/respond/trigger/'],
  ['GET', '/iroh/profile/whoami'], ['GET', '/investigate'], ['GET', '/settings/apiClients'],
  ['POST', '/settings/login'], ['POST', '/settings/apiClients'], ['GET', '/.well-known/jwks']];

/** Each in the place of every field. */
const VALUES = [null, true, -1, 1.5, 1e308, 18446744073709551615n, '', '\u0000', '\ud800', 'x'.repeat(10_000), [], [[]],
  [null], {}, { type: 5 }, [{ type: 'ip', value: {} }], [{ type: 'ip', value: '\u0000' }]];
const FIELDS = ['operation', 'observables', 'texts', 'bundle', 'title', 'tlp', 'timestamp', 'id', 'external_ids',
  'external_references', 'revision', 'authorized_users', 'content', 'groups', 'owner'];

/** @param {unknown} value */
const json = (value) => JSON.stringify(value, (_, each) => typeof each === 'bigint' ? `#${each}#` : each)
  .replaceAll(/"#(\d+)#"/g, '$1');

const BROKEN = ['', '{', '\u0000', '[', '"', '[[[[', `${'['.repeat(70)}${']'.repeat(70)}`, '{"a":1,"a":2}', '1e999', '-',
  'grant_type=client_credentials', 'email=%00&password=%ff', ...VALUES.map(json)];
const MISTYPED = [
  ...FIELDS.flatMap((field) => [null, -1, '\ud800', [], [null], {}].map((value) => json({ [field]: value }))),
  ...VALUES.map((value) => json({ operation: 'add', observables: value })),
  ...VALUES.map((value) => json({ operation: 'remove', bundle: value }))];
const QUERIES = ['?', '?&&==', '?query=%00', '?query=%ff', '?query=%22%22', '?query=*', '?query=%5C',
  '?limit=99999999999999999999', '?limit=0',
   '?offset=-1', '?search_after=', '?search_after=a&search_after=b', '?sort_by=,,:', '?sort_by=title:up',
  '?fields=,', '?from=9999', '?mids=', '?observable_type=ip', '?q=%0a%0a:', '?q=ip:%00', '?spid=..%2f', '?wait_for=1',
  `?q=${'a:'.repeat(2000)}`, '?from=2525-01-01&to=1970-01-01&aggregate-on=timestamp&granularity=day',
  '?from=1970-01-01&aggregate-on=source&limit=99999999999999999999', `?query=${'('.repeat(2000)}`, `?query=${'NOT+'.repeat(1000)}`,
  `?query=${'*a'.repeat(2000)}`];

describe('the service', () => {
  const bench = new Bench({ settings: { hourly_limit: 1_000_000, modules: MODULES } });
  /** @type {string} */
  let token;
  before(() => {
    token = bench.mint({ scopes: SCOPES });
  });

  /** @param {string} method @param {string} address @param {string} [body] */
  async function refuses(method, address, body = '') {
    const headers = { 'sec-fetch-site': 'same-origin' };
    const reply = await call(address, { method, token, headers, ...(method === 'GET' ? {} : { body }) });
    assert.ok(reply.status < 500, `${method} ${address} ${body.slice(0, 200)}: ${reply.status} ${reply.text}`);
  }

  /** @returns {[string, string][]} method and address */
  const routes = () => [...PRIVATE.map(([method, path]) => [method, `${bench.appliance.private_intel}${path}`]),
    ...VISIBILITY.map(([method, path]) => [method, `${bench.appliance.visibility}${path}`])]
    .map(([method, address]) => [String(method), String(address)]);

  test('takes any body on any route', async () => {
    for (const [method, address] of routes()) {
      if (method === 'GET' || method === 'DELETE') continue;
      const bodies = address.includes('/ctia/') ? [...BROKEN, ...MISTYPED] : BROKEN;
      await Promise.all(bodies.map((body) => refuses(method, address, body)));
    }
  });

  test('takes any query on any route', async () => {
    for (const [method, address] of routes())
      await Promise.all(QUERIES.map((query) => refuses(method, `${address}${query}`)));
  });

  test('takes any path', async () => {
    for (const origin of [bench.appliance.private_intel, bench.appliance.visibility])
      for (const path of ['/', '//', '/ctia', '/ctia/casebook/', '/ctia/casebook//', '/ctia/casebook/%00',
        '/ctia/casebook/%2f', '/ctia/casebook/%ff', '/ctia/casebook//observables', '/ctia/casebook/observables',
        '/ctia/casebook/external_id/', '/iroh/', '/iroh/iroh-enrich/health/', '/settings/',
        '/settings/%2e%2e/', '/test/faults', '/pages/%2e%2e/x'])
        for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) await refuses(method, `${origin}${path}`, '{}');
  });

  test('gives up on what is no HTTP, and answers others meanwhile', async () => {
    const { hostname, port } = new URL(bench.appliance.private_intel);
    const post = 'POST /ctia/casebook HTTP/1.1\r\nHost: x\r\n';
    for (const bytes of ['\0'.repeat(100), 'GET / HTTP/9.9\r\n\r\n', `${post}Content-Length: -1\r\n\r\n`,
      `${post}Transfer-Encoding: chunked\r\n\r\nzz\r\n`, `GET /${'a'.repeat(20_000)} HTTP/1.1\r\n\r\n`]) {
      await new Promise((resolve, reject) => {
        const socket = connect(Number(port), hostname, () => socket.end(bytes));
        socket.on('error', resolve).on('close', resolve).on('data', () => {});
        socket.setTimeout(15_000, () => reject(new Error('the connection stays open')));
      });
      assert.equal((await bench.casebook('search')).status, 200);
    }
  });
});
