// Modules beyond the vectors: actions that are done, modules that fail or are slow, files that are wrong.
import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { signIn, startAppliance } from './appliance.mjs';
import { call } from './service.mjs';
import { Bench } from './vectors.mjs';

const MODULES = fileURLToPath(new URL('../fixtures/threat_response/modules.json', import.meta.url));
const CALLS = ['iroh-enrich/deliberate', 'iroh-enrich/observe', 'iroh-enrich/refer', 'iroh-response/respond'];
const SCOPES = ['inspect', 'enrich', 'response', 'integration', 'profile'];

/** @param {Bench} bench */
function callsOf(bench) {
  /** @param {string} path @param {any} [body] */
  const post = (path, body) => call(`${bench.appliance.visibility}/iroh/${path}`, {
    method: 'POST', body, token: bench.mint({ scopes: SCOPES }) });
  /** @param {any} observable */
  const actions = async (observable) => (await post('iroh-response/respond/observables', [observable])).json.data;
  return { post, actions };
}

describe('with the modules of the vectors', () => {
  const bench = new Bench({ settings: { modules: MODULES } });
  const { post, actions } = callsOf(bench);
  const ipv6 = { type: 'ipv6', value: '2001:db8::1' };
  const broken = '00000000-0000-4000-8000-000000000020';
  const failure = {
    module: 'Broken', module_instance_id: broken, module_type_id: '1a2b3c4d-5e6f-5a7b-8c9d-0e1f2a3b4c5d',
    code: 'permission denied', message: 'The module was not let in.', type: 'fatal' };

  test('an action that is done is no longer listed, its counterpart is, for this observable alone', async () => {
    const one = { type: 'domain', value: 'done & gone.example' }, other = { type: 'domain', value: 'other.example' };
    const [block] = await actions(one);
    assert.equal(block.id, 'block');
    assert.deepEqual((await post(`iroh-response${block.url}`)).json, { data: { status: 'success' } });
    const [unblock, ...none] = await actions(one);
    assert.equal(unblock.id, 'unblock');
    assert.deepEqual(none, []);
    assert.equal((await actions(other))[0].id, 'block');
    await post(`iroh-response${unblock.url}`);
    assert.deepEqual((await actions(one)).map((/** @type {any} */ each) => each.id), ['block']);
  });

  test('a trigger without its query, of another kind or of no module changes nothing', async () => {
    const one = { type: 'domain', value: 'untouched.example' };
    const [{ url }] = await actions(one);
    for (const wrong of [url.split('?')[0], url.replace('=domain', '=ip'), url.replace('/block', '/none')])
      assert.equal((await post(`iroh-response${wrong}`)).json.errors[0].code, 'client-error', wrong);
    assert.equal((await post(`iroh-response${url.replace(/[0-9a-f-]{36}/, 'nobody')}`)).status, 404);
    const token = bench.mint({ scopes: SCOPES });
    const reading = await call(`${bench.appliance.visibility}/iroh/iroh-response${url}`, { token });
    assert.equal(reading.status, 404, 'GET triggers nothing');
    assert.equal((await actions(one))[0].id, 'block');
  });

  test('a module that fails is in `errors` of every call, next to the data of the others', async () => {
    const observables = [ipv6, { type: 'domain', value: 'bit.ly' }];
    for (const path of CALLS) {
      const { json, status } = await post(`${path}/observables`, observables);
      assert.equal(status, 200);
      assert.deepEqual(json.errors, [failure], path);
      assert.ok(json.data.length > 0, path);
    }
    const trigger = await post(`iroh-response/respond/trigger/${broken}/act?observable_type=ipv6&observable_value=::1`);
    assert.deepEqual(trigger.json, { errors: [failure] });
  });

  test('health says which module fails; of one module `data` is an object', async () => {
    const all = (await post('iroh-enrich/health')).json;
    assert.equal(all.data.length, 6);
    assert.equal(all.data.find((/** @type {any} */ item) => item.module === 'Broken').data.status, 'error');
    const one = (await post('iroh-enrich/health/00000000-0000-4000-8000-000000000010')).json;
    assert.equal(one.data.module, 'Umbrella');
    assert.equal(one.data.data.status, 'ok');
    assert.equal((await post('iroh-enrich/health/nobody')).status, 404);
  });

  test('observe gives the judgement behind each verdict', async () => {
    const { json } = await post('iroh-enrich/observe/observables', [{ type: 'domain', value: 'bit.ly' }]);
    const { verdicts, judgements } = json.data[0].data;
    assert.equal(judgements.docs[0].id, verdicts.docs[0].judgement_id);
    assert.equal(judgements.docs[0].disposition, verdicts.docs[0].disposition);
  });
});

describe('with the modules that the appliance ships', () => {
  const bench = new Bench();
  const { post } = callsOf(bench);

  test('a slow module is left out after 1.5 s', async () => {
    const sha256 = { type: 'sha256', value: '5146f54dbec0089c4cb5661e6506849dddf2ed32e71dd7e21efae4bde6421330' };
    const started = performance.now();
    const { json } = await post('iroh-enrich/observe/observables', [sha256]);
    assert.ok(performance.now() - started >= 1500);
    assert.deepEqual(json.errors.map((/** @type {any} */ each) => each.code), ['module-timeout']);
    assert.equal(json.data[0].data.sightings.docs[0].targets[0].observables[0].value, 'ws-0377.example.org');
    assert.equal((await post('iroh-enrich/refer/observables', [sha256])).json.errors, undefined, 'it has no links');
  });

  test('sightings have times of weeks before now, targets and relations, from several modules', async () => {
    const observables = [{ type: 'domain', value: 'pay-update.example' }, { type: 'domain', value: 'bit.ly' }];
    const { json } = await post('iroh-enrich/observe/observables', observables);
    const seen = json.data.flatMap((/** @type {any} */ { data }) => (data.sightings ? [data.sightings.docs] : []));
    assert.deepEqual(seen.map((/** @type {any[]} */ docs) => docs.length), [5, 4]);
    const times = seen.flat().map((/** @type {any} */ { observed_time: time }) => time);
    const starts = times.map((/** @type {any} */ { start_time: start }) => Date.parse(start));
    assert.ok(starts.every((/** @type {number} */ start) => start < Date.now()));
    assert.ok(Math.max(...starts) - Math.min(...starts) > 14 * 24 * 3600 * 1000);
    const lasting = times.filter((/** @type {any} */ time) => time.end_time);
    assert.ok(lasting.length > 0 && lasting.every((/** @type {any} */ time) => time.end_time > time.start_time));
    const relations = seen.flat().flatMap((/** @type {any} */ doc) => doc.relations ?? []);
    assert.deepEqual(relations.find((/** @type {any} */ one) => one.relation === 'Resolved_To'), {
      origin: 'Example Reputation',
      relation: 'Resolved_To',
      source: { type: 'domain', value: 'pay-update.example' },
      related: { type: 'ip', value: '192.0.2.17' },
    });
  });

  test('inspect finds each observable once, disguised ones too', async () => {
    const content = 'See hxxps://bit[.]ly/x, 192.0.2.7 and 192[.]0[.]2[.]7, relay.example.org.';
    const { json } = await post('iroh-inspect/inspect', { content });
    assert.deepEqual(json, [{ type: 'url', value: 'https://bit.ly/x' }, { type: 'ip', value: '192.0.2.7' },
      { type: 'domain', value: 'relay.example.org' }]);
    for (const wrong of [{ content: 5 }, { content: '', more: 1 }, [], '{'])
      assert.equal((await post('iroh-inspect/inspect', wrong)).status, 400, JSON.stringify(wrong));
  });

  test('a link leads to a page about the observable, whatever its value', async () => {
    const { json } = await post('iroh-enrich/refer/observables', [{ type: 'url', value: 'https://bit.ly/a?b=c&d=é"' }]);
    const page = await call(json.data[0].url);
    assert.equal(page.status, 200);
    assert.ok(page.text.includes('https://bit.ly/a?b=c&amp;d=é&quot;'));
  });

  test('tokens are signed by the key that the service publishes', async () => {
    const token = await signIn(bench.appliance);
    const [head, claims, signature] = token.split('.');
    const { keys } = (await call(`${bench.appliance.visibility}/.well-known/jwks`)).json;
    const { kid, alg } = JSON.parse(Buffer.from(String(head), 'base64url').toString());
    const key = keys.find((/** @type {any} */ each) => each.kid === kid);
    assert.equal(alg, key.alg);
    const signed = Buffer.from(`${head}.${claims}`), bytes = Buffer.from(String(signature), 'base64url');
    assert.ok(verify('RSA-SHA256', signed, createPublicKey({ key, format: 'jwk' }), bytes));
    assert.equal((await call(`${bench.appliance.visibility}/.well-known/jwks.json`)).status, 404);
  });
});

test('settings that cannot be used end the start with a sentence', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'appliance-settings-'));
  const file = join(folder, 'settings.json');
  writeFileSync(join(folder, 'modules.json'), '{"modules":[{"module":"Nameless"}]}');
  /** @type {[string, RegExp][]} */
  const wrong = [
    ['{', /not valid JSON/], ['[]', /JSON object/], ['{"colour":1}', /no setting 'colour'/],
    ['{"minimum_tlp":"blue"}', /minimum_tlp/], ['{"hourly_limit":0}', /hourly_limit/],
    ['{"modules":"none.json"}', /Cannot read .*none\.json/], ['{"modules":"modules.json"}', /lacks/]];
  for (const [text, sentence] of wrong) {
    writeFileSync(file, text);
    await assert.rejects(startAppliance({ settings: file }), sentence, text);
  }
  await assert.rejects(startAppliance({ settings: join(folder, 'none') }), /Cannot read/);
  rmSync(folder, { recursive: true });
});
