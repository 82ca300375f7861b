// The appliance itself: command line, state, pages, and the rules of its three origins.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { regions } from '../../web/elements/servers.js';
import { areas } from '../../web/appliance/pages/navigation.js';
import { APPLIANCE, signIn, startAppliance } from './appliance.mjs';
import { call, callAsOperator, mint } from './service.mjs';

const REPORT = '/sma/api/v2.0/reporting/mail_incoming_domain_detail';

/** @type {import('./appliance.mjs').Appliance} */
let appliance;
const state = mkdtempSync(join(tmpdir(), 'appliance-test-'));

before(async () => {
  appliance = await startAppliance({ state });
});

after(async () => {
  assert.equal(await appliance.stop(), 0, appliance.stderr());
  rmSync(state, { recursive: true });
});

/** @param {string[]} words */
function runToEnd(...words) {
  return spawnSync(APPLIANCE, words, { encoding: 'utf8', timeout: 60_000 });
}

/**
 * A GET that sends exactly this path and Host, which fetch() would rewrite.
 * @param {string} address
 * @param {string} path
 * @param {string} host
 * @returns {Promise<{status: number, body: string}>}
 */
function rawGet(address, path, host) {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ hostname, port, path, headers: { host }, setHost: false }, (reply) => {
      let body = '';
      reply.setEncoding('utf8').on('data', (text) => (body += text));
      reply.on('end', () => resolve({ status: reply.statusCode ?? 0, body }));
    });
    sent.on('error', reject).end();
  });
}

describe('command line', () => {
  for (const words of [[], ['--state', state], ['--listen', '127.0.0.1:0'], ['--colour'], ['--state'],
    ['--ephemeral', '--state', state], ['--ephemeral', '--settings'], ['--state', state, '--listen', '127.0.0.1:port'],
    ['--state', state, '--listen', '127.0.0.1:65534'], ['--state', state, '--listen', '0.0.0.0:0'],
    ['--state', state, '--listen', 'appliance.example:0']])
    test(`"${words.join(' ').replace(state, 'DIR')}" is refused with status 2 and one sentence`, () => {
      const { status, stderr, stdout } = runToEnd(...words);
      assert.equal(status, 2);
      assert.equal(stdout, '');
      assert.match(stderr, /^appliance: [^\n]+\.\nusage: /);
    });

  test('a port in use ends it with status 1 and one sentence', async () => {
    const other = createServer();
    await new Promise((resolve) => other.listen(0, '127.0.0.1', () => resolve(undefined)));
    const { port } = /** @type {import('node:net').AddressInfo} */ (other.address());
    const folder = mkdtempSync(join(tmpdir(), 'appliance-port-'));
    const { status, stderr } = runToEnd('--state', folder, '--listen', `127.0.0.1:${Math.min(port, 65532)}`);
    other.close();
    rmSync(folder, { recursive: true });
    assert.equal(status, 1);
    assert.match(stderr, /^appliance: Cannot listen on [^\n]+\n$/);
  });

  test('a state folder that cannot be made ends it with status 1 and one sentence', () => {
    const { status, stderr } = runToEnd('--state', '/dev/null/appliance', '--listen', '127.0.0.1:0');
    assert.equal(status, 1);
    assert.match(stderr, /^appliance: Cannot write to the state folder [^\n]+\n$/);
  });

  test('a second appliance on the same state folder is refused', () => {
    const { status, stderr } = runToEnd('--state', state, '--listen', '127.0.0.1:0');
    assert.equal(status, 1);
    assert.match(stderr, /in use by another appliance/);
  });

  test('an ephemeral appliance leaves nothing behind', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'appliance-empty-'));
    const before = process.env['TMPDIR'];
    process.env['TMPDIR'] = folder;
    try {
      const short = await startAppliance();
      assert.equal(readdirSync(folder).length, 1);
      assert.equal(await short.stop(), 0);
      assert.deepEqual(readdirSync(folder), []);
    } finally {
      if (before === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = before;
      rmSync(folder, { recursive: true });
    }
  });
});

describe('state', () => {
  test('after a power cut and a restart the case, the client, the addresses and tokens are the same', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'appliance-state-'));
    const first = await startAppliance({ state: folder });
    const token = await signIn(first);
    const body = { title: 'kept', observables: [{ type: 'domain', value: 'bit.ly' }] };
    const made = await call(`${first.private_intel}/ctia/casebook`, { method: 'POST', token, body });
    assert.equal(made.status, 201);
    await first.kill();

    const second = await startAppliance({ state: folder });
    const fields = /** @type {const} */ (
      ['appliance', 'visibility', 'private_intel', 'client_id', 'client_password']);
    for (const field of fields)
      assert.equal(second[field], first[field]);
    const found = await call(made.json.id, { token });
    assert.deepEqual(found.json, made.json);
    await second.stop();
    rmSync(folder, { recursive: true });
  });

  test('its files are readable by their owner only, and the store does not hold the password', () => {
    for (const name of readdirSync(state)) assert.equal(statSync(join(state, name)).mode & 0o077, 0, name);
    for (const name of readdirSync(state).filter((each) => each.startsWith('appliance.db')))
      assert.ok(!readFileSync(join(state, name)).includes(appliance.client_password), name);
    assert.ok(readFileSync(join(state, 'demo-client-password'), 'utf8').includes(appliance.client_password));
  });

  test('the demo client has the documented form', () => {
    assert.match(appliance.client_id, /^client-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    assert.match(appliance.client_password, /^[\w-]{54}$/);
  });
});

describe('pages', () => {
  test('the pages exist, hold no inline script or style, and mount the widgets', async () => {
    for (const path of ['/', ...areas.flatMap(({ pages }) => pages.map((page) => page.path))]) {
      const { status, text, headers } = await callAsOperator(appliance, `${path}`);
      assert.equal(status, 200, path);
      assert.match(headers.get('content-type') ?? '', /^text\/html/);
      assert.doesNotMatch(text, /<style|style="|<script>|\son[a-z]+="/);
      assert.ok(text.includes('<script type="module" src="/widgets/index.js"></script>'));
      const ribbon = '<tr-ribbon user="analyst" appliance="/threat-response/" ' +
        'servers="/threat-response/servers.json" pivots="/threat-response/pivots.json">';
      assert.ok(text.includes(ribbon));
    }
  });

  test('a report that nobody has described is 404', async () => {
    for (const path of ['/reports/colours', '/reports/', '/tracking/../page', '/reports/incoming-mail-domains.js'])
      assert.equal((await callAsOperator(appliance, `${path}`)).status, 404, path);
  });

  test('scripts and styles have their type and are asked for again with an ETag', async () => {
    const script = await callAsOperator(appliance, '/pages/page.js');
    assert.match(script.headers.get('content-type') ?? '', /^text\/javascript/);
    assert.equal(script.headers.get('cache-control'), 'no-cache');
    const etag = script.headers.get('etag') ?? '';
    const again = await callAsOperator(appliance, '/pages/page.js', { headers: { 'if-none-match': etag } });
    assert.equal(again.status, 304);
    assert.equal(again.text, '');
  });

  test('every answer has the strict headers', async () => {
    const { visibility, private_intel: privateIntel } = appliance;
    const policy = (inline = '') => `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'${inline}; ` +
      `connect-src 'self' ${visibility} ${privateIntel} ` +
      'https://visibility.amp.cisco.com https://private.intel.amp.cisco.com ' +
      'https://visibility.eu.amp.cisco.com https://private.intel.eu.amp.cisco.com; ' +
      "style-src 'self'; img-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
      "require-trusted-types-for 'script'; trusted-types 'none'";
    for (const path of ['/', '/pages/page.js', '/nothing', REPORT, '/threat-response/servers.json']) {
      const { headers, text } = await callAsOperator(appliance, `${path}`);
      const [, map] = /<script type="importmap">(.*?)<\/script>/.exec(text) ?? [];
      const digest = map && createHash('sha256').update(map).digest('base64');
      assert.equal(headers.get('content-security-policy'), policy(digest && ` 'sha256-${digest}'`), path);
      assert.equal(Boolean(map), path === '/', 'the only inline script, and no other');
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('referrer-policy'), 'no-referrer');
      assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin');
    }
  });

  test('without a file of custom pivots the pages have none; what is no list is refused at the start', async () => {
    assert.deepEqual((await callAsOperator(appliance, '/threat-response/pivots.json')).json, []);
    const folder = mkdtempSync(join(tmpdir(), 'pivots-'));
    writeFileSync(join(folder, 'settings.json'), '{"pivots":"pivots.json"}');
    writeFileSync(join(folder, 'pivots.json'), '{}');
    await assert.rejects(startAppliance({ settings: join(folder, 'settings.json') }), /must hold a JSON array/);
    rmSync(folder, { recursive: true });
  });

  test('pages that the settings name may read the service’s answers, and no others', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pages-'));
    const settings = join(folder, 'settings.json');
    writeFileSync(settings, '{"pages":["http://localhost:5173"]}');
    const open = await startAppliance({ settings });
    for (const address of [`${open.visibility}/iroh/profile/whoami`, `${open.private_intel}/ctia/casebook/search`]) {
      for (const origin of ['http://localhost:5173', open.appliance, 'http://localhost:5174']) {
        const reader = origin.endsWith('5174') ? null : origin;
        for (const method of ['GET', 'OPTIONS']) {
          const { headers } = await call(address, { method, headers: { origin } });
          assert.equal(headers.get('access-control-allow-origin'), reader, `${method} ${address} from ${origin}`);
        }
      }
    }
    await open.stop();
    for (const wrong of ['"http://localhost:5173"', '["localhost:5173"]', '["http://Localhost/"]', '["*"]', '[7]']) {
      writeFileSync(settings, `{"pages":${wrong}}`);
      await assert.rejects(startAppliance({ settings }), /pages(: \S+ is no origin| is a JSON array)/, wrong);
    }
    rmSync(folder, { recursive: true });
  });

  test('the sign-in dialog is offered this appliance and the regions, Asia Pacific with a reason', async () => {
    const { json } = await callAsOperator(appliance, '/threat-response/servers.json');
    assert.deepEqual(json.map((/** @type {any} */ each) => each.id), ['embedded', 'nam', 'eu', 'apjc']);
    assert.equal(json[0].visibility, appliance.visibility);
    assert.equal(json[0].private_intel, appliance.private_intel);
    assert.match(json[3].unavailable, /not supported/);
    // The table a page of somebody else starts from names the same hosts.
    for (const region of regions) {
      const offered = json.find((/** @type {any} */ each) => each.id === region.id);
      assert.deepEqual({ ...offered, unavailable: undefined }, { ...region, unavailable: undefined });
    }
  });

  test('nothing outside the folders is served, however it is written', async () => {
    const host = new URL(appliance.appliance).host;
    for (const root of ['/pages/', '/widgets/'])
      for (const path of ['../main.cc', '%2e%2e/main.cc', '..%2fmain.cc', '%2e%2e%2f%2e%2e%2f%2e%2e%2fpackage.json',
        '..\\main.cc', './report.js', '.hidden.js', '', '.', '..', '%00', 'report.js%00.html', '//etc/passwd',
        'x//report.js'])
        assert.equal((await rawGet(appliance.appliance, root + path, host)).status, 404, root + path);
  });
});

describe('origins', () => {
  test('a request for another host name is refused on all three', async () => {
    for (const address of [appliance.appliance, appliance.visibility, appliance.private_intel]) {
      const { host, port } = new URL(address);
      for (const wrong of ['evil.example', `evil.example:${port}`, '127.0.0.1', ''])
        assert.equal((await rawGet(address, '/', wrong)).status, 421, wrong);
      assert.notEqual((await rawGet(address, '/', host)).status, 421);
    }
  });

  test('who comes as localhost is sent to the address that the service knows', async () => {
    const { port } = new URL(appliance.appliance);
    assert.equal((await rawGet(appliance.appliance, '/', `localhost:${port}`)).status, 307);
  });

  test("the appliance's page may read the service's answers, also the refusals; no other page may", async () => {
    const { visibility, private_intel: privateIntel } = appliance;
    for (const address of [`${visibility}/iroh/profile/whoami`, `${privateIntel}/ctia/casebook/search`]) {
      const own = await call(address, { headers: { origin: appliance.appliance } });
      assert.equal(own.status, 401);
      assert.equal(own.headers.get('access-control-allow-origin'), appliance.appliance);
      assert.equal(own.headers.get('vary'), 'Origin');
      assert.match(own.headers.get('access-control-expose-headers') ?? '', /X-Total-Hits.*Retry-After/);
      for (const origin of ['https://evil.example', 'null', `${appliance.appliance}.evil.example`]) {
        const foreign = await call(address, { headers: { origin } });
        assert.equal(foreign.headers.get('access-control-allow-origin'), null, origin);
      }
    }
  });

  test('a preflight lists methods and headers for the own page only', async () => {
    const address = `${appliance.private_intel}/ctia/casebook`;
    const ask = {
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    };
    const own = await call(address, { method: 'OPTIONS', headers: { origin: appliance.appliance, ...ask } });
    assert.equal(own.status, 204);
    assert.match(own.headers.get('access-control-allow-methods') ?? '', /POST/);
    assert.equal(own.headers.get('access-control-allow-headers'), 'authorization, content-type, accept');
    const foreign = await call(address, { method: 'OPTIONS', headers: { origin: 'https://evil.example', ...ask } });
    assert.equal(foreign.headers.get('access-control-allow-origin'), null);
    assert.equal(foreign.headers.get('access-control-allow-headers'), null);
  });

  test('a body over 1 MB is 413 and the own page can read that', async () => {
    const body = JSON.stringify({ title: 'x'.repeat(1024 * 1024) });
    const reply = await call(`${appliance.private_intel}/ctia/casebook`, {
      method: 'POST', body, token: mint(state), headers: { origin: appliance.appliance } });
    assert.equal(reply.status, 413);
    assert.equal(reply.headers.get('access-control-allow-origin'), appliance.appliance);
  });

  test('a request that is no HTTP is answered 400 and the appliance goes on', async () => {
    const { hostname, port } = new URL(appliance.visibility);
    const answer = await new Promise((resolve, reject) => {
      let text = '';
      const socket = createConnection(Number(port), hostname, () => socket.write('NONSENSE\r\n\r\n'));
      socket.setEncoding('utf8').on('data', (part) => (text += part));
      socket.on('close', () => resolve(text)).on('error', reject);
    });
    assert.match(String(answer), /^HTTP\/1\.1 400 /);
    assert.equal((await call(`${appliance.visibility}/investigate`)).status, 200);
  });
});
