// web/docs/commands.md replayed through a pseudo-terminal, and the commands in one line; with the embedded exchange
// at the other end.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { after, before, describe, test } from 'node:test';

import { logIn, startAppliance } from './appliance.mjs';
import { makeToken } from './exchange.mjs';
import { callAsOperator } from './service.mjs';
import { run, Shell } from './shell.mjs';

const HOST = 'mail1.example.com> ';
const DATE = /[A-Z][a-z]{2} [A-Z][a-z]{2} \d{2} \d{2}:\d{2}:\d{2} \d{4} GMT/g;
const TOKEN = 'a91f0kq27c3de8x54b6m1t09ch7e2r85d3n6';

const documented = readFileSync(new URL('../../web/docs/commands.md', import.meta.url), 'utf8');
/** @type {string[]} */
const transcripts = [...documented.matchAll(/```transcript\n(.*?)```/gs)].map((match) => match[1] ?? '');

/**
 * What is typed, each with the prompt it is typed at.
 * @param {string} transcript
 * @returns {{prompt: string, line: string}[]}
 */
function typedIn(transcript) {
  return transcript.split('\n').flatMap((text) => {
    const [, prompt, line] = /^(mail1\.example\.com> |.*\[N?\]> )(.*)$/.exec(text) ?? [];
    return prompt === undefined ? [] : [{ prompt, line: line === '⏎' ? '' : line ?? '' }];
  });
}

/** @param {string} state @param {string} transcript */
async function replay(state, transcript) {
  const shell = new Shell(state);
  for (const { prompt, line } of typedIn(transcript)) await shell.enter(prompt, line);
  await shell.shows(HOST);
  const shown = shell.text.slice(0, -HOST.length);
  assert.equal(await shell.exit(), 0);
  assert.equal(shown.replaceAll(DATE, 'DATE'), transcript.replaceAll('⏎', '').replaceAll(DATE, 'DATE'));
}

const folder = () => mkdtempSync(`${tmpdir()}/appliance-cli-`);

describe('the commands, with a server that runs', { concurrency: false }, () => {
  const state = folder();
  /** @type {import('./appliance.mjs').Appliance} */
  let appliance;

  before(async () => {
    appliance = await startAppliance({ state });
    const admin = appliance.operators.find(({ name }) => name === 'admin');
    appliance.cookie = await logIn(appliance.appliance, /** @type {any} */ (admin));
  });
  after(async () => {
    await appliance.stop();
    rmSync(state, { recursive: true });
  });

  /** @param {string} wanted */
  async function reaches(wanted) {
    for (let tries = 0; tries < 200; ++tries) {
      const { json } = await callAsOperator(appliance, '/cloud-service');
      if (json.state.situation === wanted) return json;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return assert.fail(`The appliance did not get ${wanted}.`);
  }

  const [off, on, server, registers, staged, deregisters, turnsOff] = transcripts.map((one) => () => one);
  /** @param {(() => string) | undefined} one */
  const text = (one) => one?.() ?? assert.fail('There is no such transcript.');

  test('cloudserviceconfig has nothing to offer while the feature is off', () => replay(state, text(off)));
  test('threatresponseconfig turns the feature on, and a commit makes it so', () => replay(state, text(on)));
  test('settrs lists the servers by their numbers, and refuses the first', () => replay(state, text(server)));

  test('register hands in a token and returns at once; the running server does the rest', async () => {
    const token = await makeToken(appliance, 'AMERICAS');
    await replay(state, text(registers).replace(TOKEN, token));
    const { state: now, log } = await reaches('registered');
    assert.deepEqual(Object.keys(now.registration.passed).sort(), ['certificate', 'confirmed', 'connector', 'token']);
    assert.equal(log[0].what, 'registered');
    assert.equal(log[1].via, 'command');
    assert.ok(!readFileSync(`${state}/cli-history`, 'utf8').includes(token), 'the token is remembered');
  });

  test('contradiction 2: another server is staged while registered and refused at commit',
    () => replay(state, text(staged)));

  test('contradiction 4: the status stands over the list; deregister asks, with no as its default', async () => {
    await replay(state, text(deregisters));
    await reaches('ready');
  });

  test('disable turns the feature off without a question', () => replay(state, text(turnsOff)));

  test('every transcript of the document was replayed', () => {
    assert.equal(transcripts.length, 7);
    assert.ok(transcripts.every((one) => typedIn(one).length > 0));
  });

  test('contradiction 6: help names the page as the guide does, and as others do', () => {
    const { status, stdout } = run(state, 'help cloudserviceconfig');
    assert.equal(status, 0);
    assert.match(stdout, /Networks > Cloud Service Settings; some documents call that menu Network\./);
  });

  test('contradiction 7: dates are real ones, with their day of the week', () => {
    run(state, 'threatresponseconfig enable');
    const [date] = run(state, 'commit').stdout.match(DATE) ?? [];
    assert.ok(date);
    const day = new Date(date).toUTCString().slice(0, 3);
    assert.equal(date.slice(0, 3), day);
    run(state, 'threatresponseconfig disable');
    run(state, 'commit');
  });

  test('in one line, what is done is said on standard output with status 0, and never asks', async () => {
    assert.deepEqual(run(state, 'threatresponseconfig enable'), {
      status: 0, stderr: '',
      stdout: 'The Threat Response feature is enabled (not committed yet). Next: commit, then\n'
        + 'register this appliance with cloudserviceconfig.\n' });
    assert.match(run(state, 'commit "the first, in one line"').stdout, /^Changes committed: .* GMT\n$/);
    assert.deepEqual(run(state, 'threatresponseconfig ENABLE'), {
      status: 0, stderr: '', stdout: 'The Threat Response feature is enabled already; nothing has changed.\n' });
    assert.deepEqual(run(state, 'cloudserviceconfig settrs 2.'), { status: 0, stderr: '',
      stdout: 'Selected api.eu.sse.itd.cisco.com (not committed yet). Run commit to make it active.\n' });
    assert.equal(run(state, 'clearchanges').stdout, 'The changes that waited for commit are cleared.\n');
    assert.equal(run(state, 'cloudserviceconfig settrs API-SSE.cisco.com').status, 0);
    const { json } = await callAsOperator(appliance, '/cloud-service');
    assert.equal(json.log.find((/** @type {any} */ one) => one.what === 'committed').comment, 'the first, in one line');
  });

  test('in one line, a refusal is one reason on standard error with status 1', () => {
    for (const [command, reason] of [
      ['cloudserviceconfig deregister', 'This appliance is not registered.'],
      ['cloudserviceconfig settrs 1',
        'Asia Pacific (1) is not supported for this integration: choose one of EUROPE (2), AMERICAS (3).'],
      ['cloudserviceconfig settrs APJC',
        'Asia Pacific (1) is not supported for this integration: choose one of EUROPE (2), AMERICAS (3).'],
      ['cloudserviceconfig settrs MARS',
        'There is no such Threat Response server: choose one of EUROPE (2), AMERICAS (3).'],
    ]) assert.deepEqual(run(state, String(command)), { status: 1, stdout: '', stderr: `${reason}\n` });
  });

  test('in one line, bad usage ends with status 2', () => {
    for (const command of ['threatresponseconfig', 'threatresponseconfig on', 'cloudserviceconfig',
      'cloudserviceconfig register', 'cloudserviceconfig deregister perhaps', 'clearchanges now', 'nosuch', '']) {
      const { status, stdout, stderr } = run(state, command);
      assert.equal(status, 2, command);
      assert.equal(stdout, '');
      assert.match(stderr, /^(Usage: |There is no command)/);
    }
  });

  test('deregistering in one line wants its yes', async () => {
    run(state, `cloudserviceconfig register ${await makeToken(appliance, 'AMERICAS')}`);
    await reaches('registered');
    assert.deepEqual(run(state, 'cloudserviceconfig deregister'), { status: 1, stdout: '',
      stderr: 'Deregistering ends the cloud service features of this appliance: say yes to confirm it.\n' });
    assert.deepEqual(run(state, 'cloudserviceconfig deregister yes'), { status: 0, stderr: '',
      stdout: 'Deregistration is in progress. Run cloudserviceconfig again to see its state.\n' });
    await reaches('ready');
  });

  test('a token of another region, an expired and a used one each say so, and nothing is half registered', async () => {
    const european = await makeToken(appliance, 'EUROPE');
    run(state, `cloudserviceconfig register ${european}`);
    await reaches('failed');
    assert.match(run(state, 'showconfig').stdout,
      /The last registration failed \(AMERICAS, .*\): The token is not known in AMERICAS: was it made in EUROPE\?/);
    const used = await makeToken(appliance, 'AMERICAS');
    run(state, `cloudserviceconfig register ${used}`);
    await reaches('registered');
    run(state, 'cloudserviceconfig deregister yes');
    await reaches('ready');
    run(state, `cloudserviceconfig register ${used}`);
    await reaches('failed');
    assert.match(run(state, 'showconfig').stdout, /The token has been used already: make a new one/);
    assert.equal((await callAsOperator(appliance, '/cloud-service')).json.state.registration.phase, 'none');
  });

  test('Ctrl+C drops the question that is open', async () => {
    const shell = new Shell(state);
    await shell.enter(HOST, 'threatresponseconfig');
    await shell.shows('[]> ');
    shell.press('\u0003');
    await shell.enter(HOST, 'showconfig');
    await shell.shows(HOST);
    assert.match(shell.text, /Changes that wait for commit/);
    assert.equal(await shell.exit(), 0);
  });

  test('what the shell keeps is its user\'s alone', () => {
    for (const file of ['cli-history', 'cloud-service.db'])
      assert.equal(statSync(`${state}/${file}`).mode & 0o077, 0, file);
  });
});

test('without a server the command itself carries on what it has begun', { timeout: 60_000 }, async () => {
  const state = folder();
  const appliance = await startAppliance({ state });
  await appliance.stop();
  run(state, 'threatresponseconfig enable');
  run(state, 'commit');
  const { status, stdout } = run(state, 'cloudserviceconfig register a-token');
  assert.deepEqual({ status, stdout },
    { status: 0, stdout: 'Registration is in progress. Run cloudserviceconfig again to see its state.\n' });
  assert.match(run(state, 'showconfig').stdout,
    /The last registration failed .*: api-sse\.cisco\.com cannot be reached/);
  rmSync(state, { recursive: true });
});

test('a cluster or a group is told which mode is needed', async () => {
  const state = folder();
  const settings = `${state}/settings.json`;
  const { writeFileSync } = await import('node:fs');
  writeFileSync(settings, '{"cloud":{"mode":"cluster"}}');
  const appliance = await startAppliance({ state, settings });
  await appliance.stop();
  for (const command of ['threatresponseconfig enable', 'cloudserviceconfig register x', 'commit'])
    assert.deepEqual(run(state, command), { status: 1, stdout: '',
      stderr: 'This works in machine mode only; the appliance is in cluster mode.\n' });
  rmSync(state, { recursive: true });
});
