// What testers start: the embedded service with what their test wants to find in it, from a test and from a terminal.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startService } from '../../web/testing/index.js';
import { findProgram } from '../../web/testing/program.js';
import { APPLIANCE } from '../conformance/appliance.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'testing-test-'));
after(() => rmSync(folder, { recursive: true }));
const program = APPLIANCE;
const command = fileURLToPath(new URL('../../web/testing/command.js', import.meta.url));

const fixtures = {
  cases: [
    { title: 'Phish of Monday', observables: [{ type: 'domain', value: 'bit.ly' }] },
    { title: 'Phish of Tuesday' },
  ],
  verdicts: [
    { type: 'domain', value: 'fixture.example', disposition: /** @type {const} */ ('malicious'), subdomains: true },
    { type: 'domain', value: 'bit.ly', disposition: /** @type {const} */ ('clean') },
  ],
};

/** @param {string} name @param {unknown} content */
function fileOf(name, content) {
  const file = path.join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

/** @typedef {import('../../web/testing/index.js').Service} Service */

/** What all modules say, by their dispositions. @param {Service} service @param {string} value */
async function dispositionsOf(service, value) {
  const reply = await fetch(`${service.visibility}/iroh/iroh-enrich/deliberate/observables`, {
    method: 'POST', body: JSON.stringify([{ type: 'domain', value }]),
    headers: { 'authorization': `Bearer ${await service.token()}`, 'content-type': 'application/json' } });
  const { data } = await reply.json();
  return data.flatMap((/** @type {any} */ module) =>
    (module.data.verdicts?.docs ?? []).map((/** @type {any} */ one) => one.disposition_name));
}

describe('a service with fixtures', () => {
  /** @type {Service | undefined} */
  let started;
  const service = async () => (started ??= await startService({ program, fixtures, pages: ['http://localhost:5173'] }));
  after(async () => assert.equal(await started?.stop(), 0));

  test('holds the cases, the last as the newest, and lists what is stored', async () => {
    const { cases } = await service();
    assert.deepEqual((await cases.list()).map(({ title, observables }) => ({ title, observables })), [
      { title: 'Phish of Tuesday', observables: [] },
      { title: 'Phish of Monday', observables: [{ type: 'domain', value: 'bit.ly' }] }]);
    const [made] = await cases.add({ title: 'Made later', description: 'by a test' });
    assert.equal((await cases.named('Made later'))[0].id, made.id);
    await assert.rejects(cases.add({ title: 'x'.repeat(2000) }), /^Error: The case “x+” was refused with 400: /);
    await cases.clear();
    assert.deepEqual(await cases.list(), []);
  });

  test('its verdicts are those of the fixtures, and no module says anything else of them', async () => {
    assert.deepEqual(await dispositionsOf(await service(), 'fixture.example'), ['Malicious']);
    assert.deepEqual(await dispositionsOf(await service(), 'deep.fixture.example'), ['Malicious']);
    assert.deepEqual(await dispositionsOf(await service(), 'bit.ly'), ['Clean']);
    assert.ok((await dispositionsOf(await service(), 'partner.example.org')).includes('Clean'), 'its own stay');
  });

  test('a page of yours may read its answers, and no other', async () => {
    const { visibility, private_intel: privateIntel } = await service();
    const reader = async (/** @type {string} */ address, /** @type {string} */ origin) =>
      (await fetch(address, { headers: { origin } })).headers.get('access-control-allow-origin');
    for (const address of [`${visibility}/iroh/profile/whoami`, `${privateIntel}/ctia/casebook/search`]) {
      assert.equal(await reader(address, 'http://localhost:5173'), 'http://localhost:5173');
      assert.equal(await reader(address, 'http://localhost:5174'), null);
    }
  });

  test('faults come to the part that they name, the newest first, and go', async () => {
    const { faults, cases, token, visibility } = await service();
    const ask = async () => (await fetch(`${visibility}/iroh/profile/whoami`,
      { headers: { authorization: `Bearer ${await token()}` } })).status;
    await faults.status('cases', 503);
    await assert.rejects(cases.list(), /answered 503/);
    assert.equal(await ask(), 200);
    await faults.limitRate('cases', 60, { times: 1 });
    await assert.rejects(cases.list(), /answered 429/);
    await assert.rejects(cases.list(), /answered 503/);
    await faults.status('cases', 500, { times: 1 });
    await faults.delay('token', 1);
    await assert.rejects(cases.list(), /answered 500/);
    await assert.rejects(cases.list(), /answered 503/, 'a fault that is used up does not come back with another');
    await faults.clear();
    await faults.drop('cases', { times: 1 });
    await assert.rejects(cases.list(), /terminated|fetch failed/);
    await faults.garble('cases', { times: 1 });
    await assert.rejects(cases.list(), SyntaxError);
    await faults.delay('/iroh/profile', 200);
    const before = performance.now();
    assert.equal(await ask(), 200);
    assert.ok(performance.now() - before >= 200);
    await faults.setClock('2030-01-01T00:00:00Z');
    const [{ id }] = await cases.add({ title: 'From later' });
    const [stored] = await cases.named('From later');
    assert.equal(stored.id, id);
    assert.match(/** @type {any} */ (stored).timestamp, /^2030-01-01T00:0/);
    await cases.clear();
    await faults.stopClock('2031-01-01T00:00:00Z');
    await cases.add({ title: 'First' }, { title: 'Second' });
    const all = /** @type {any[]} */ (await cases.list());
    assert.deepEqual(all.map(({ title }) => title), ['Second', 'First']);
    for (const { timestamp } of all) assert.match(timestamp, /^2031-01-01T00:00:00\.\d\d\dZ$/);
    await faults.reset();
    assert.equal((await cases.list()).length, 2);
    await assert.rejects(async () => faults.drop(/** @type {any} */ ('bogus')), /“bogus” is no part of the service/);
  });
});

test('what is wrong with fixtures is said with the place', async () => {
  /** @type {[unknown, RegExp][]} */
  const wrong = [
    [[], /they are an object with any of "cases", "verdicts" and "faults"\./],
    [{ case: [] }, /there is no member "case", only "cases", "verdicts", "faults"\./],
    [{ cases: {} }, /"cases" is a list\./],
    [{ cases: [{}] }, /"cases\[0\]" has a "title"\./],
    [{ cases: [{ title: 'x', observables: ['bit.ly'] }] }, /"cases\[0\]\.observables" is a list of objects with "t/],
    [{ verdicts: [{ type: 'domain', value: 'x.example', disposition: 2 }] }, /"verdicts\[0\]\.disposition" is one of/],
  ];
  for (const [content, sentence] of wrong) {
    await assert.rejects(startService({ program, fixtures: /** @type {any} */ (content) }), sentence);
    await assert.rejects(startService({ program, fixtures: fileOf('wrong.json', content) }), sentence);
  }
  await assert.rejects(startService({ program, fixtures: fileOf('wrong.json', '{') }), /wrong\.json is no JSON: /);
  await assert.rejects(startService({ program, fixtures: path.join(folder, 'none.json') }), /none\.json cannot be/);
});

test('a service that cannot be started leaves nothing, and the program’s own words are told', async () => {
  const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('threat-response-testing-')).sort();
  const before = left();
  await assert.rejects(startService({ program: fileOf('text', 'no program') }), /text cannot be started: .*EACCES/);
  await assert.rejects(startService({ program, pages: ['localhost:5173'] }), /pages: "localhost:5173" is no origin/);
  await assert.rejects(startService({ program, settings: { colour: 'red' } }), /there is no setting 'colour'/);
  await assert.rejects(startService({ program, faults: false, fixtures: { faults: [{ path: '/', status: 500 }] } }),
    /started without faults/);
  assert.deepEqual(left(), before);
});

test('the program is the one that is named, that of the environment, or that of the package', (t) => {
  assert.equal(findProgram(program), program);
  assert.throws(() => findProgram('/nowhere/appliance'), /no file \/nowhere\/appliance, which the option "program"/);
  const { TR_APPLIANCE: before } = process.env;
  t.after(() => { if (before !== undefined) process.env['TR_APPLIANCE'] = before; });
  process.env['TR_APPLIANCE'] = '/nowhere/else';
  assert.throws(() => findProgram(), /no file \/nowhere\/else, which TR_APPLIANCE names/);
  delete process.env['TR_APPLIANCE'];
  assert.throws(() => findProgram(), /makes the package threat-response-widgets-appliance-linux-x64, to be installed/);
  const { platform } = process;
  t.after(() => Object.defineProperty(process, 'platform', { value: platform }));
  Object.defineProperty(process, 'platform', { value: 'darwin' });
  assert.throws(() => findProgram(), /no package of the embedded service for darwin-\w+, only for linux-x64: run/);
});

describe('threat-response-appliance', () => {
  /** @param {string[]} words */
  function run(words) {
    const child = spawn(process.execPath, [command, '--program', program, ...words]);
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text) => (said += text));
    const lines = createInterface({ input: child.stdout });
    const ended = new Promise((resolve) => child.once('close', resolve));
    return { child, lines, ended, said: () => said };
  }

  test('says in one line of JSON where it is, holds the fixtures, and ends on Ctrl+C with nothing left', async () => {
    const { child, lines, ended, said } = run(['--json', '--faults', '--fixtures', fileOf('right.json', fixtures)]);
    /** @type {string} */
    const line = await new Promise((resolve) => lines.once('line', resolve));
    const told = JSON.parse(line);
    assert.equal(told.servers[0].visibility, told.visibility);
    const set = await fetch(`${told.visibility}/test/faults`,
      { method: 'PUT', body: '[]', headers: { 'content-type': 'application/json' } });
    assert.equal(set.status, 204);
    child.kill('SIGINT');
    assert.equal(await ended, 0, said());
    await assert.rejects(fetch(told.visibility), TypeError);
  });

  test('says in words how to use it', async () => {
    const state = path.join(folder, 'state');
    const { child, lines, ended, said } = run(['--state', state]);
    const words = [];
    for await (const line of lines) {
      words.push(line);
      if (words.length === 4) child.kill('SIGTERM');
    }
    assert.equal(await ended, 0, said());
    assert.match(words.join('\n'), /^Open http:\S+ in a browser; Ctrl\+C ends it\.\nLog in as \S+ {3}Password \S+\nC/);
    assert.ok(existsSync(path.join(state, 'appliance.db')), 'the named folder stays');
  });

  test('says in one sentence what is wrong', async () => {
    for (const [words, sentence] of /** @type {[string[], RegExp][]} */ ([
      [['--port', 'x'], /^threat-response-appliance: --port takes a number from 0 to 65532, not 'x'\.\n$/],
      [['--fixture', 'x'], /Unknown option '--fixture'[^]*usage: threat-response-appliance/],
      [['--fixtures', '/nowhere.json'], /The file of fixtures \/nowhere\.json cannot be read\.\n$/],
    ])) {
      const { ended, said } = run(words);
      assert.equal(await ended, 1);
      assert.match(said(), sentence);
    }
  });
});
