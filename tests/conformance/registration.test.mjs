// An appliance that registers at the exchange of another one, which stands for the cloud: whatever happens on the
// way, its state is true, and nothing is half registered.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createServer as createTlsServer } from 'node:tls';

import { APPLIANCE, logIn, putControl, startAppliance } from './appliance.mjs';
import { makeCertificate } from './certificate.mjs';
import { makeToken } from './exchange.mjs';
import { call, callAsOperator } from './service.mjs';
import { run } from './shell.mjs';
import { MODULES, Visitor } from './visitor.mjs';

/** @typedef {import('./appliance.mjs').Appliance} Appliance */

/** @type {Appliance} */
let cloud;
const folders = mkdtempSync(path.join(tmpdir(), 'appliance-registration-'));
let made = 0;
before(async () => { cloud = await startAppliance({ controls: true }); });
after(async () => {
  await cloud.stop();
  rmSync(folders, { recursive: true });
});

const cloudPort = () => Number(new URL(cloud.exchange).port);

/** How many appliances the cloud has, of whoever made the tokens. */
async function registeredThere() {
  const visitor = new Visitor(cloud.visibility);
  await visitor.logIn(/** @type {any} */ (cloud.users[0]));
  const { text } = await visitor.get(MODULES);
  return text.split('<th scope="row">mail-test.example.com</th>').length - 1;
}

/** The machine that registers; started and ended as the test wants. */
class Machine {
  state = mkdtempSync(path.join(folders, 'state-'));
  settings = path.join(folders, `settings-${++made}.json`);
  /** @type {Appliance | undefined} */
  running;

  /** @param {object} [cloudSettings] */
  constructor(cloudSettings = {}) {
    writeFileSync(this.settings, JSON.stringify({ cloud: { appliance: 'mail-test.example.com', embedded: false,
      address: '127.0.0.1', port: cloudPort(), authorities: cloud.exchange_ca, ...cloudSettings } }));
  }

  async start() {
    this.running = await startAppliance({ state: this.state, settings: this.settings });
    const admin = this.running.operators.find(({ name }) => name === 'admin');
    this.running.cookie = await logIn(this.running.appliance, /** @type {any} */ (admin));
    return this;
  }

  /** @param {string} method @param {string} route @param {object} [body] */
  call(method, route, body) {
    return callAsOperator(/** @type {Appliance} */ (this.running), `/cloud-service${route}`,
      { method, ...(body && { body }) });
  }

  /** @param {number} [server] */
  async enable(server = 3) {
    await this.call('PUT', '/pending', { enabled: true, server });
    assert.equal((await this.call('POST', '/commit')).status, 200);
  }

  /** @param {string} token */
  async register(token) {
    assert.equal((await this.call('POST', '/registration', { token })).status, 202);
  }

  /**
   * @param {(state: any) => boolean} isSo
   * @param {() => Promise<any>} [read]
   */
  async reaches(isSo, read = async () => (await this.call('GET', '')).json.state) {
    let state;
    for (let tries = 0; tries < 400; ++tries) {
      state = await read();
      if (isSo(state)) return state;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return assert.fail(`The appliance stays ${JSON.stringify(state)}`);
  }

  /** @param {string} situation */
  gets(situation) { return this.reaches((state) => state.situation === situation); }

  async end() {
    await this.running?.stop();
  }
}

/** @param {(machine: Machine) => Promise<void>} act @param {object} [settings] */
async function withMachine(act, settings) {
  const machine = await new Machine(settings).start();
  try {
    await act(machine);
  } finally {
    await machine.end();
  }
}

/** @param {import('node:net').Server} server */
async function listening(server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return /** @type {import('node:net').AddressInfo} */ (server.address()).port;
}

// Which call each stage waits for, in their order.
const STAGES = [['connector', '/exchange/v1/status'], ['token', '/exchange/v1/registrations'],
  ['certificate', '/.well-known/est/simpleenroll'], ['confirmed', '/exchange/v1/registrations/self']];

/** @param {string} prefix */
const hold = (prefix) => putControl(cloud, 'faults', [{ path: prefix, delay_ms: 4000, times: 1 }]);

describe('a registration goes on', { concurrency: false }, () => {
  for (const [at, [stage, route]] of STAGES.entries()) {
    test(`when the server is killed while it waits for: ${stage}`, async () => {
      const machine = await new Machine().start();
      await machine.enable();
      await machine.reaches((state) => Boolean(state.health.last_contact));
      await hold(String(route));
      await machine.register(await makeToken(cloud, 'AMERICAS'));
      await machine.reaches((state) => Object.keys(state.registration.passed).length === at);
      await machine.running?.kill();
      assert.match(run(machine.state, 'cloudserviceconfig settrs 2').stderr, /A registration is in progress/);
      const there = await registeredThere();
      await machine.start();
      const state = await machine.gets('registered');
      assert.equal(state.registration.server, 3);
      assert.ok(await registeredThere() <= there + 1, 'it is registered twice');
      await machine.call('DELETE', '/registration');
      await machine.gets('ready');
      await machine.end();
    });

    test(`when the command is killed while it waits for: ${stage}`, async () => {
      const machine = await new Machine().start();
      await machine.enable();
      await machine.end();
      await hold(String(route));
      const token = await makeToken(cloud, 'AMERICAS');
      const command = spawn(path.join(path.dirname(APPLIANCE), 'appliance-cli'),
        ['--state', machine.state, '-c', `cloudserviceconfig register ${token}`], { stdio: 'ignore' });
      const words = ['connecting to', 'handing in the token', 'waiting for the certificate', 'confirming'][at];
      await machine.reaches((said) => said.includes(words), async () => run(machine.state, 'showconfig').stdout);
      command.kill('SIGKILL');
      await once(command, 'close');
      await machine.start();
      await machine.gets('registered');
      await machine.end();
    });
  }

  test('and a deregistration does, when the server is killed in it', async () => {
    const machine = await new Machine().start();
    await machine.enable();
    await machine.register(await makeToken(cloud, 'AMERICAS'));
    await machine.gets('registered');
    const there = await registeredThere();
    await hold('/exchange/v1/registrations/self');
    await machine.call('DELETE', '/registration');
    await machine.gets('deregistering');
    await machine.running?.kill();
    await machine.start();
    await machine.gets('ready');
    assert.equal(await registeredThere(), there - 1);
    await machine.end();
  });
});

describe('a registration fails with a reason and leaves nothing behind', () => {
  /** @param {Machine} machine @param {string} reason */
  async function fails(machine, reason) {
    await machine.enable();
    await machine.register('some-token');
    const state = await machine.gets('failed');
    assert.equal(state.registration.failure.reason, reason);
    assert.equal(state.registration.phase, 'none');
    assert.deepEqual(state.operations, ['register', 'choose_server']);
    assert.match(run(machine.state, 'showconfig').stdout, /The last registration failed \(AMERICAS, /);
  }

  test('an unknown name', () => withMachine((machine) => fails(machine, 'name_resolution'), { address: '',
    servers: [{ number: 3, region: 'AMERICAS', host: 'nowhere.invalid', enrolment: 'nowhere.invalid' }] }));

  test('nobody listens', async () => {
    const server = createTcpServer();
    const port = await listening(server);
    server.close();
    await withMachine((machine) => fails(machine, 'unreachable'), { port });
  });

  test('somebody listens and says nothing', async () => {
    const server = createTcpServer((client) => void client.on('error', () => {}).resume());
    await withMachine(async (machine) => fails(machine, 'time_out'), { port: await listening(server) });
    server.close();
  });

  test('a certificate of somebody else', async () => {
    const { certificate, key } = makeCertificate(folders, 'DNS:api-sse.cisco.com');
    const server = createTlsServer({ cert: readFileSync(certificate), key: readFileSync(key) });
    server.on('tlsClientError', () => {});
    await withMachine(async (machine) => fails(machine, 'tls'), { port: await listening(server) });
    server.close();
  });

  test('a proxy that lets nobody through, and one that does', async () => {
    let lets = false;
    const proxy = createTcpServer((client) => {
      client.on('error', () => {});
      client.once('data', (asked) => {
        const [, port] = /^CONNECT [^:]+:(\d+) /.exec(String(asked)) ?? [];
        if (!lets) return client.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
        const there = connect(Number(port), '127.0.0.1', () => {
          client.write('HTTP/1.1 200 Connection established\r\n\r\n');
          client.pipe(there).pipe(client);
        });
        there.on('error', () => client.destroy());
        client.on('close', () => there.destroy());
      });
    });
    const port = await listening(proxy);
    await withMachine(async (machine) => {
      await fails(machine, 'proxy');
      lets = true;
      await machine.register(await makeToken(cloud, 'AMERICAS'));
      assert.equal((await machine.gets('registered')).proxy, `127.0.0.1:${port}`);
    }, { proxy: `127.0.0.1:${port}` });
    proxy.close();
  });

  test('an answer that makes no sense', async () => {
    await putControl(cloud, 'faults', [{ path: '/exchange/v1/status', status: 200, body: { hello: 'world' } }]);
    await withMachine((machine) => fails(machine, 'answer'));
    await putControl(cloud, 'faults', []);
  });

  test('no certificate', async () => {
    await putControl(cloud, 'faults', [{ path: '/.well-known/est', status: 500 }]);
    await withMachine(async (machine) => {
      await machine.enable();
      const there = await registeredThere();
      await machine.register(await makeToken(cloud, 'AMERICAS'));
      assert.equal((await machine.gets('failed')).registration.failure.reason, 'no_certificate');
      assert.equal(await registeredThere(), there);
    });
    await putControl(cloud, 'faults', []);
  });

  test('an expired token', async () => {
    const token = await makeToken(cloud, 'AMERICAS');
    await putControl(cloud, 'clock', { ahead_s: 3601 });
    await withMachine(async (machine) => {
      await machine.enable();
      await machine.register(token);
      assert.equal((await machine.gets('failed')).registration.failure.reason, 'token_expired');
      await machine.reaches(({ health }) => health.clock_offset < -3_500_000);
    });
    await putControl(cloud, 'clock', { ahead_s: 0 });
  });

  test('a token of another region', () => withMachine(async (machine) => {
    await machine.enable(2);
    await machine.register(await makeToken(cloud, 'AMERICAS'));
    assert.equal((await machine.gets('failed')).registration.failure.reason, 'token_unknown');
  }));

  test('the confirmation whose answer is spoilt leaves no registration there either', async () => {
    await withMachine(async (machine) => {
      await machine.enable();
      const there = await registeredThere();
      await putControl(cloud, 'faults',
        [{ path: '/exchange/v1/registrations/self', method: 'PUT', spoil: 'garbage', times: 3 }]);
      await machine.register(await makeToken(cloud, 'AMERICAS'));
      assert.equal((await machine.gets('failed')).registration.failure.reason, 'answer');
      assert.equal(await registeredThere(), there);
    });
    await putControl(cloud, 'faults', []);
  });
});

test('a confirmation whose answer is lost is asked for again, since it may have been heard', () =>
  withMachine(async (machine) => {
    await machine.enable();
    const there = await registeredThere();
    await putControl(cloud, 'faults',
      [{ path: '/exchange/v1/registrations/self', method: 'PUT', spoil: 'truncated', times: 5 }]);
    await machine.register(await makeToken(cloud, 'AMERICAS'));
    await machine.gets('registered');
    assert.equal(await registeredThere(), there + 1);
  }));

describe('calling twice quickly', () => {
  test('of two who register at once one is told that it is in progress (CSC-20)', () => withMachine(async (machine) => {
    await machine.enable();
    const token = await makeToken(cloud, 'AMERICAS');
    const both = await Promise.all([0, 1].map(() => machine.call('POST', '/registration', { token })));
    assert.deepEqual(both.map(({ status }) => status).sort(), [202, 409]);
    assert.equal(both.find(({ status }) => status === 409)?.json.code, 'registering');
    await machine.gets('registered');
    const ends = await Promise.all([0, 1].map(() => machine.call('DELETE', '/registration')));
    assert.deepEqual(ends.map(({ status }) => status).sort(), [202, 409]);
    await machine.gets('ready');
  }));
});

describe('a registered appliance', () => {
  test('stays registered when deregistering fails, and says why', () => withMachine(async (machine) => {
    await machine.enable();
    await machine.register(await makeToken(cloud, 'AMERICAS'));
    await machine.gets('registered');
    await putControl(cloud, 'faults', [{ path: '/exchange/v1/registrations/self', status: 500 }]);
    await machine.call('DELETE', '/registration');
    const state = await machine.reaches((now) => Boolean(now.registration.failure));
    await putControl(cloud, 'faults', []);
    assert.equal(state.situation, 'registered');
    assert.equal(state.registration.failure.of, 'deregistering');
    assert.match(run(machine.state, 'showconfig').stdout, /registered with .*\nThe last deregistration failed/);
    await machine.call('DELETE', '/registration');
    await machine.gets('ready');
  }));

  test('finds out that the portal has ended its registration', () => withMachine(async (machine) => {
    await machine.enable();
    await machine.register(await makeToken(cloud, 'AMERICAS'));
    await machine.gets('registered');
    const visitor = new Visitor(cloud.visibility);
    await visitor.logIn(/** @type {any} */ (cloud.users[0]));
    const { text } = await visitor.get(MODULES);
    const row = text.split('<tr>').find((one) => one.includes('mail-ended.example.com')) ?? '';
    const [, id = ''] = /name="id" value="([^"]+)"/.exec(row) ?? [];
    await visitor.post(`${MODULES}/end`, [['id', id]]);
    assert.equal((await machine.gets('failed')).registration.failure.reason, 'certificate_refused');
    assert.match((await machine.call('GET', '')).json.log[0].what, /ended_at_portal/);
  }, { appliance: 'mail-ended.example.com' }));

  test('whose certificate has ended while it was off says so', async () => {
    const machine = await new Machine().start();
    await machine.enable();
    await machine.register(await makeToken(cloud, 'AMERICAS'));
    await machine.gets('registered');
    // By its own certificate, from elsewhere: the appliance does not know.
    await machine.end();
    await putControl(cloud, 'clock', { ahead_s: 91 * 86_400 });
    await machine.start();
    const state = await machine.gets('failed');
    await putControl(cloud, 'clock', { ahead_s: 0 });
    assert.equal(state.registration.failure.reason, 'certificate_refused');
    await machine.end();
  });

  test('keeps its registration when it is turned off, and can end it (TRC-09)', () => withMachine(async (machine) => {
    await machine.enable();
    await machine.register(await makeToken(cloud, 'AMERICAS'));
    await machine.gets('registered');
    assert.equal(run(machine.state, 'threatresponseconfig disable').stdout,
      'Warning: this appliance stays registered, but no data flows and the widgets are hidden.\n'
      + 'The Threat Response feature is disabled (not committed yet).\n');
    assert.equal(run(machine.state, 'commit').status, 0);
    await machine.gets('off_registered');
    assert.equal(run(machine.state, 'cloudserviceconfig deregister yes').status, 0);
    await machine.gets('off');
  }));

  test('keeps its server until it is deregistered (INT-22, INT-23, CSC-16)', () => withMachine(async (machine) => {
    await machine.enable();
    await machine.register(await makeToken(cloud, 'AMERICAS'));
    await machine.gets('registered');
    assert.equal((await machine.call('PUT', '/pending', { enabled: true, server: 2 })).status, 200);
    const refused = await machine.call('POST', '/commit');
    assert.equal(refused.status, 409);
    assert.equal(refused.json.error,
      'This appliance is registered with AMERICAS: deregister it, then commit the other server.');
    await machine.call('DELETE', '/registration');
    await machine.reaches((state) => state.registration.phase === 'none');
    assert.equal((await machine.call('POST', '/commit')).status, 200);
    await machine.register(await makeToken(cloud, 'EUROPE'));
    assert.equal((await machine.gets('registered')).registration.server, 2);
  }));

  test('is one of several', () => withMachine((one) => withMachine(async (other) => {
    const there = await registeredThere();
    for (const machine of [one, other]) {
      await machine.enable();
      await machine.register(await makeToken(cloud, 'AMERICAS'));
    }
    for (const machine of [one, other]) await machine.gets('registered');
    assert.equal(await registeredThere(), there + 2);
  })));
});

describe('a registered appliance that was added as a module', () => {
  /** @param {string} verb "add" or "remove" */
  async function changeModule(verb) {
    const visitor = new Visitor(cloud.visibility);
    await visitor.logIn(/** @type {any} */ (cloud.users[0]));
    const { text } = await visitor.get(MODULES);
    const row = text.split('<tr>').find((one) => one.includes('mail-module.example.com')) ?? '';
    const [, id = ''] = /name="id" value="([^"]+)"/.exec(row) ?? [];
    await visitor.post(`${MODULES}/${verb}`, [['id', id]]);
  }

  /** Who has seen the address, of the appliances. */
  async function sightings() {
    const basic = Buffer.from(`${cloud.client_id}:${cloud.client_password}`).toString('base64');
    const token = await call(`${cloud.visibility}/iroh/oauth2/token`, { method: 'POST',
      body: 'grant_type=client_credentials',
      headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' } });
    const { json } = await call(`${cloud.visibility}/iroh/iroh-enrich/observe/observables`, { method: 'POST',
      token: token.json.access_token, body: [{ type: 'ip', value: '192.0.2.17' }] });
    return json.data.filter((/** @type {any} */ { module }) => module === 'mail-module.example.com')
      .flatMap((/** @type {any} */ { data }) => data.sightings?.docs ?? []);
  }

  test('tells the service what its tables have seen, until it is turned off, taken out or deregistered (INT-18)',
    () => withMachine(async (machine) => {
      await machine.enable();
      await machine.register(await makeToken(cloud, 'AMERICAS'));
      await machine.gets('registered');
      assert.deepEqual(await sightings(), [], 'it is not a module yet (INT-17)');
      await changeModule('add');
      const seen = await machine.reaches((docs) => docs.length > 0, sightings);
      assert.ok(seen.every((/** @type {any} */ { type, observed_time }) =>
        type === 'sighting' && observed_time.start_time));
      assert.ok(seen.some((/** @type {any} */ { targets }) => targets?.length > 0), 'who was reached is not told');
      await changeModule('remove');
      assert.deepEqual(await sightings(), []);
      await changeModule('add');
      await machine.reaches((docs) => docs.length > 0, sightings);
      await machine.call('DELETE', '/registration');
      await machine.gets('ready');
      assert.deepEqual(await sightings(), []);
    }, { appliance: 'mail-module.example.com' }));
});

test('the sign-in is told where the appliance is registered (LOG-18)', () => withMachine(async (machine) => {
  const registered = async () => (await callAsOperator(/** @type {Appliance} */ (machine.running),
    '/threat-response/servers.json')).json.filter((/** @type {any} */ one) => one.registered)
    .map((/** @type {any} */ { id }) => id);
  await machine.enable(2);
  assert.deepEqual(await registered(), []);
  await machine.register(await makeToken(cloud, 'EUROPE'));
  await machine.gets('registered');
  assert.deepEqual(await registered(), ['eu']);
  await machine.call('DELETE', '/registration');
  await machine.gets('ready');
  assert.deepEqual(await registered(), []);
}));

describe('the connection test (PRE-08)', () => {
  test('tries the hosts of the server that is going to be used, and no other', () => withMachine(async (machine) => {
    await machine.call('PUT', '/pending', { enabled: true, server: 2 });
    const { json } = await machine.call('POST', '/connection-test', { hosts: [{ host: 'other.example' }] });
    assert.deepEqual(json.hosts.map((/** @type {any} */ { host, purpose, reason }) => [host, purpose, reason]),
      [['api.eu.sse.itd.cisco.com', 'exchange', 'none'], ['est.sco.cisco.com', 'enrolment', 'none']]);
  }));
});
