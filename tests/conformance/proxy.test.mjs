// Calls that the appliance makes in a page's place: what is handed on, what is given back, and what is refused.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { startAppliance } from './appliance.mjs';
import { getOverTls, makeCertificate } from './certificate.mjs';
import { callAsOperator } from './service.mjs';

const folder = mkdtempSync(join(tmpdir(), 'appliance-proxy-'));
after(() => rmSync(folder, { recursive: true }));

/** @param {object} settings */
function settingsFile(settings) {
  const file = join(folder, 'settings.json');
  writeFileSync(file, JSON.stringify(settings));
  return file;
}

describe('with the setting proxy', () => {
  /** @type {{method?: string, url?: string, headers: import('node:http').IncomingHttpHeaders, body: string}[]} */
  const seen = [];
  const upstream = createServer(async (request, reply) => {
    let body = '';
    for await (const piece of request.setEncoding('utf8')) body += piece;
    const { method, url, headers } = request;
    seen.push({ method, url, headers, body });
    if (url?.includes('/moved')) reply.writeHead(302, { Location: 'http://127.0.0.1:1/elsewhere' }).end();
    else if (url?.includes('/page')) reply.writeHead(200, { 'Content-Type': 'text/html' }).end('<script>1</script>');
    else if (url?.includes('/large')) reply.end('x'.repeat(16 * 1024 * 1024 + 1));
    else if (url?.includes('/later')) reply.writeHead(429, { 'Retry-After': '7' }).end();
    else {
      reply.writeHead(201, { 'Content-Type': 'application/json', 'X-Total-Hits': '7', 'X-Next': 'offset=2',
        'Etag': '"e"', 'X-RateLimit-ORG-Limit': '9', 'Set-Cookie': 'their=cookie', 'WWW-Authenticate': 'Basic',
        'X-Other': 'x',
        'Access-Control-Allow-Origin': '*' }).end('{"ok":true}');
    }
  });
  /** @type {import('./appliance.mjs').Appliance} */
  let appliance;
  let base = '';
  before(async () => {
    upstream.listen(0, '127.0.0.1');
    await once(upstream, 'listening');
    const { port } = /** @type {import('node:net').AddressInfo} */ (upstream.address());
    const own = { id: 'own', name: 'Own', visibility: `http://127.0.0.1:${port}/portal/`,
      private_intel: `http://127.0.0.1:${port}` };
    const gone = { ...own, id: 'gone', private_intel: 'http://127.0.0.1:1' };
    appliance = await startAppliance({ settings: settingsFile({ proxy: true, servers: [own, gone] }) });
    base = `${appliance.appliance}/threat-response/proxy`;
  });
  after(async () => {
    await appliance.stop();
    upstream.close();
  });

  /**
   * As a page's script calls, but for what `headers` replaces.
   * @param {string} path
   * @param {RequestInit} [call]
   */
  const callProxy = (path, { headers, ...call } = {}) => fetch(base + path, { redirect: 'manual', ...call,
    headers: { 'Sec-Fetch-Site': 'same-origin', 'Origin': appliance.appliance, 'Cookie': appliance.cookie, ...headers },
  });

  test('method, path, query and body are handed on as they are, and three headers', async () => {
    seen.length = 0;
    const body = '[{"value":"a"}]';
    await callProxy('/own/visibility/iroh/iroh-enrich/observe/observables?b=1&a=x%20y&a=2', { method: 'POST', body,
      headers: { 'Authorization': 'Bearer token', 'Content-Type': 'application/json', 'Accept': 'application/json',
        'Cookie': `${appliance.cookie}; session=ours`, 'X-Other': 'x', 'Forwarded': 'for=x' } });
    const [{ method, url, headers, body: sent }] = seen;
    assert.deepEqual([method, sent], ['POST', body]);
    const { pathname, searchParams } = new URL(url ?? '', base);
    assert.equal(pathname, '/portal/iroh/iroh-enrich/observe/observables');
    assert.deepEqual([...searchParams], [['b', '1'], ['a', 'x y'], ['a', '2']], 'in their order');
    assert.deepEqual(Object.keys(headers).sort(),
      ['accept', 'accept-encoding', 'authorization', 'connection', 'content-length', 'content-type', 'host']);
    assert.equal(headers.authorization, 'Bearer token');
    assert.equal(headers.origin, undefined);
  });

  test('an id that holds an address keeps its encoding', async () => {
    seen.length = 0;
    const path = '/ctia/casebook/external_id/https%3A%2F%2Fone%2Ftwo%25three';
    assert.equal((await callProxy(`/own/private-intel${path}`)).status, 201);
    assert.equal(seen[0].url, path);
  });

  test('every method that the widgets use', async () => {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
      seen.length = 0;
      assert.equal((await callProxy('/own/private-intel/ctia/casebook', { method })).status, 201, method);
      assert.equal(seen[0].method, method);
    }
    assert.equal((await callProxy('/own/private-intel/ctia/casebook', { method: 'OPTIONS' })).status, 405);
  });

  test('status, body and the headers that the widgets read come back, and no others', async () => {
    const reply = await callProxy('/own/private-intel/ctia/casebook/search');
    assert.equal(reply.status, 201);
    assert.equal(await reply.text(), '{"ok":true}');
    const { headers } = reply;
    assert.deepEqual(['x-total-hits', 'x-next', 'etag', 'x-ratelimit-org-limit', 'content-type', 'cache-control']
      .map((name) => headers.get(name)), ['7', 'offset=2', '"e"', '9', 'application/json', 'no-store']);
    for (const name of ['set-cookie', 'www-authenticate', 'x-other', 'access-control-allow-origin']) {
      assert.equal(headers.get(name), null, name);
    }
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/);
    const later = await callProxy('/own/private-intel/ctia/later');
    assert.deepEqual([later.status, later.headers.get('retry-after')], [429, '7']);
  });

  test('nothing comes back as a page of the appliance', async () => {
    const reply = await callProxy('/own/private-intel/ctia/page');
    assert.equal(reply.headers.get('content-type'), 'text/plain; charset=utf-8');
    assert.equal(reply.headers.get('x-content-type-options'), 'nosniff');
  });

  test('a redirect is neither followed nor given back; too much is not given back', async () => {
    seen.length = 0;
    const moved = await callProxy('/own/private-intel/ctia/moved');
    assert.equal(moved.status, 502);
    assert.equal(moved.headers.get('location'), null);
    assert.match((await moved.json()).error, /^Own sends this call elsewhere/);
    assert.equal(seen.length, 1);
    const large = await callProxy('/own/private-intel/ctia/large');
    assert.equal(large.status, 502);
    assert.match((await large.json()).error, /is larger than 16 MB\.$/);
  });

  test('a server that is not there is a sentence', async () => {
    const reply = await callProxy('/gone/private-intel/ctia/casebook');
    assert.equal(reply.status, 502);
    assert.equal((await reply.json()).error,
      '127.0.0.1:1 takes no connections; check the address and the firewall between.');
  });

  /** @param {string} target as it stands in the request line */
  const raw = (target) => new Promise((resolve, reject) => {
    const { hostname, port, host } = new URL(appliance.appliance);
    const socket = connect(Number(port), hostname);
    let text = '';
    socket.setEncoding('utf8').on('data', (piece) => { text += piece; }).on('error', reject);
    socket.on('end', () => resolve(Number(text.split(' ')[1])));
    socket.write(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\nCookie: ${appliance.cookie}\r\n` +
      'Sec-Fetch-Site: same-origin\r\nConnection: close\r\n\r\n');
  });

  test('no path leads out of what may be called, however it is written', async () => {
    const proxy = '/threat-response/proxy';
    const hostile = [
      '/own/visibility/', '/own/visibility/ctia/casebook', '/own/private-intel/iroh/x', '/own/visibility/IROH/x',
      '/own/visibility/irohx', '/own/visibility//iroh/x', '/own/visibility/iroh', '/own', '/own/', '/own/other/iroh/x',
      '/own/visibility/iroh/../settings', '/own/visibility/iroh/%2e%2e/settings', '/own/visibility/iroh/.%2E/settings',
      '/own/visibility/iroh/%252e%252e/settings', '/own/visibility/iroh/%25252e%25252e/x', '/own/visibility/iroh/./x',
      '/own/visibility/iroh/..%2fsettings', '/own/visibility/iroh/x%2f..%2f..%2fsettings', '/own/visibility/iroh/..;/x',
      '/own/visibility/iroh/..\\settings', '/own/visibility/iroh/..%5csettings', '/own/visibility/iroh/%5c%5chost',
      '/own/visibility/iroh//host/x', '/own/visibility/iroh/%00', '/own/visibility/iroh/x%0d%0aHost:y',
      '/own/visibility/iroh/%2e', '/own/visibility/iroh/..', '/own/visibility/iroh/\u00e4',
      '/own/visibility@host/iroh/x',
      '/own/visibility:80/iroh/x', '/own/visibility%2firoh/x', '/%6fwn/visibility/iroh/x',
      '/../proxy/own/visibility/iroh/x',
      '/unknown/visibility/iroh/x', '/__proto__/visibility/iroh/x', '//visibility/iroh/x',
      '/own/../own/visibility/iroh/x',
    ];
    seen.length = 0;
    for (const path of hostile) assert.equal(await raw(proxy + path), 404, path);
    for (const target of [`${appliance.appliance}${proxy}/own/visibility/iroh/x`,
      `http://elsewhere${proxy}/own/visibility/iroh/x`, `//elsewhere${proxy}/own/visibility/iroh/x`,
      '/threat-response/%70roxy/own/visibility/iroh/x']) {
      assert.equal(await raw(target), 404, target);
    }
    assert.equal(await raw(`${proxy}/apjc/visibility/iroh/x`), 403, 'cannot be chosen');
    assert.deepEqual(seen, []);
    assert.equal(await raw(`${proxy}/own/visibility/iroh/x`), 201, 'and the way itself is open');
  });

  test('only a page of the appliance may call', async () => {
    seen.length = 0;
    const path = '/own/private-intel/ctia/casebook';
    for (const site of ['cross-site', 'same-site', 'none']) {
      assert.equal((await callProxy(path, { headers: { 'Sec-Fetch-Site': site } })).status, 403, site);
    }
    for (const method of ['GET', 'POST']) {
      for (const origin of ['https://elsewhere.example', 'null', appliance.visibility]) {
        const headers = { 'Sec-Fetch-Site': '', 'Origin': origin };
        assert.equal((await callProxy(path, { method, headers })).status, 403, origin);
      }
    }
    // A browser that says nothing of where it comes from, and any other program.
    for (const method of ['GET', 'POST']) {
      const headers = { 'sec-fetch-mode': 'cors', 'cookie': appliance.cookie };
      assert.equal((await fetch(base + path, { method, headers })).status, 403, method);
    }
    assert.deepEqual(seen, []);
  });

  test('the list of servers has the proxy as addresses and the portals for links; pages call nobody else', async () => {
    const { json: servers, ...reply } = await callAsOperator(appliance, '/threat-response/servers.json');
    assert.deepEqual(servers.map((/** @type {any} */ one) => one.id), ['embedded', 'nam', 'eu', 'apjc', 'own', 'gone']);
    assert.deepEqual(servers[1], {
      id: 'nam', name: 'North America', portal: 'https://visibility.amp.cisco.com',
      visibility: `${base}/nam/visibility`, private_intel: `${base}/nam/private-intel`,
      api_clients: 'https://visibility.amp.cisco.com/settings/apiClients' });
    assert.match(reply.headers.get('content-security-policy') ?? '', / connect-src 'self'; /);
  });

  test('the embedded service is answered too', async () => {
    const credentials = Buffer.from(`${appliance.client_id}:${appliance.client_password}`).toString('base64');
    const token = await callProxy('/embedded/visibility/iroh/oauth2/token', { method: 'POST',
      headers: { 'Authorization': `Basic ${credentials}`, 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials' });
    assert.equal(token.status, 200);
    const headers = { Authorization: `Bearer ${(await token.json()).access_token}`, 'Content-Type': 'application/json' };
    const made = await callProxy('/embedded/private-intel/ctia/casebook',
      { method: 'POST', headers, body: '{"title":"Proxied"}' });
    assert.equal(made.status, 201);
    const found = await callProxy('/embedded/private-intel/ctia/casebook/search?simple_query=none', { headers });
    assert.equal(found.headers.get('x-total-hits'), '0');
  });
});

test('over TLS the embedded service is answered without asking who has signed the certificate', async () => {
  const { certificate, key, ca } = makeCertificate(folder, 'DNS:appliance.example');
  const appliance = await startAppliance({ args: ['--ephemeral', '--tls-cert', certificate, '--tls-key', key,
    '--settings', settingsFile({ proxy: true })] });
  const reply = await getOverTls(
    `${appliance.appliance}/threat-response/proxy/embedded/private-intel/ctia/casebook/search`, ca,
    { cookie: appliance.cookie, origin: appliance.appliance });
  await appliance.stop();
  assert.equal(reply.status, 401);
});

test('without the setting there is no proxy', async () => {
  const appliance = await startAppliance({ settings: settingsFile({ proxy: false }) });
  const reply = await callAsOperator(appliance, '/threat-response/proxy/embedded/visibility/iroh/profile/whoami');
  await appliance.stop();
  assert.equal(reply.status, 404);
});

describe('servers of the settings file', () => {
  const own = { id: 'own', name: 'Own store', visibility: 'https://visibility.amp.cisco.com',
    private_intel: 'https://ctia.example:8443/base/', api_clients: 'https://ctia.example/clients' };

  test('are offered behind the others, and pages may call them', async () => {
    const appliance = await startAppliance({ settings: settingsFile({ servers: [own] }) });
    const { json: servers, ...reply } = await callAsOperator(appliance, '/threat-response/servers.json');
    await appliance.stop();
    assert.deepEqual(servers.at(-1), { ...own, private_intel: 'https://ctia.example:8443/base' });
    const policy = reply.headers.get('content-security-policy') ?? '';
    assert.match(policy, /connect-src 'self' [^;]* https:\/\/ctia\.example:8443;/);
    assert.equal(policy.split('https://visibility.amp.cisco.com').length, 2, 'each once');
  });

  test('what is wrong with them is said at the start', () => assert.rejects(
    startAppliance({ settings: settingsFile({ servers: [own, own] }) }), /settings\.json: there is more than one/));

  test('proxy is true or false', () =>
    assert.rejects(startAppliance({ settings: settingsFile({ proxy: 'yes' }) }), /proxy is true or false\./));
});
