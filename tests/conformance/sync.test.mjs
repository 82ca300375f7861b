// The interface for other systems: what a program that syncs cases relies on (web/docs/sync.md).
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';

import { call } from './service.mjs';
import { description, resolved, syncOf } from './sync.mjs';
import { Bench } from './vectors.mjs';

const FORMATS = ['ctim', 'stix', 'csv', 'markdown', 'plain', 'defanged'];
const OTHER = { user: 'user-b', org: 'org-b' };

/** @param {string} id */
const short = (id) => String(id.split('/').at(-1));
/** @param {any} reply */
const only = (reply) => {
  assert.equal(reply.status, 200, reply.text);
  assert.equal(reply.json.results.length, 1);
  return reply.json.results[0];
};

const whole = {
  type: 'casebook',
  id: 'https://thehive.example/cases/~1',
  title: 'Fox 🦊',
  short_description: '=1+1',
  description: 'from **bad[.]example** | of # ours',
  tlp: 'amber',
  observables: [{ type: 'domain', value: 'bad.example' }, { type: 'ip', value: '192.0.2.1' },
    { type: 'file_name', value: ' =a\n.exe' }, { type: 'url', value: 'http://bad.example/ü?a=b' }],
  texts: [{ type: 'note', text: 'first\nsecond' }],
  external_ids: ['ours:1'],
  external_references: [{ source_name: 'thehive', url: 'https://thehive.example/1' }],
  bundle: { type: 'bundle', source: 's' },
};

describe('the description', () => {
  test('is a whole document: references lead somewhere, schemas are schemas, parameters are declared', () => {
    assert.match(description.openapi, /^3\.1\./);
    assert.ok(description.info.title && description.info.version);
    const names = new Set();
    const ajv = new Ajv2020({ strict: false });
    /** @param {any} part @param {string} where */
    const check = (part, where) => {
      if (typeof part !== 'object' || part === null) return;
      if (part.$ref !== undefined) assert.ok(resolved(part), `${where} leads nowhere`);
      if (part.schema !== undefined) assert.ok(ajv.validateSchema(part.schema), `${where} has no schema`);
      for (const [key, inner] of Object.entries(part)) check(inner, `${where}/${key}`);
    };
    check(description, '#');
    for (const schema of Object.values(description.components.schemas)) assert.ok(ajv.validateSchema(schema));
    for (const [path, operations] of Object.entries(description.paths)) {
      assert.ok(path.startsWith('/'));
      for (const [method, operation] of Object.entries(/** @type {Record<string, any>} */ (operations))) {
        assert.ok(['get', 'post'].includes(method));
        assert.ok(operation.operationId && !names.has(operation.operationId));
        names.add(operation.operationId);
        const inPath = operation.parameters.map(resolved).filter((/** @type {any} */ one) => one.in === 'path');
        assert.deepEqual(inPath.map((/** @type {any} */ one) => `{${one.name}}`), path.match(/\{\w+\}/g) ?? []);
        for (const response of Object.values(operation.responses)) assert.ok(resolved(response).description);
      }
    }
  });
});

describe('cases of another system', () => {
  const bench = new Bench({ settings: { hourly_limit: 1_000_000 } });
  const sync = syncOf(bench);

  test('the description is served to anybody, as it is in the docs', async () => {
    const address = `${bench.appliance.private_intel}/sync/v1/openapi.json`;
    const { status, json, headers } = await call(address);
    assert.equal(status, 200);
    assert.deepEqual(json, description);
    const again = await call(address, { headers: { 'if-none-match': String(headers.get('etag')) } });
    assert.equal(again.status, 304);
  });

  test('the same document makes one case, found by where it comes from', async () => {
    const made = only(await sync.post(whole));
    assert.equal(made.result, 'created');
    const again = only(await sync.post(whole));
    assert.deepEqual([again.result, again.id], ['unchanged', made.id]);
    const more = { ...whole, title: 'Vixen', observables: [{ type: 'domain', value: 'worse.example' }] };
    const changed = only(await sync.post(more));
    assert.deepEqual([changed.result, changed.id], ['updated', made.id]);

    const { json } = await sync.get(`/cases/${short(made.id)}`);
    assert.equal(json.title, 'Vixen');
    assert.deepEqual(json.observables.map((/** @type {any} */ one) => one.value),
      [...whole.observables.map(({ value }) => value), 'worse.example'], 'merging takes nothing away');
    assert.deepEqual(json.external_ids, [whole.id, 'ours:1']);
    const replaced = only(await sync.post({ ...more, texts: undefined, short_description: '' }, '?mode=replace'));
    assert.equal(replaced.result, 'updated');
    const { json: after } = await sync.get(`/cases/${short(made.id)}`);
    assert.deepEqual(after.observables, more.observables);
    assert.deepEqual([after.texts, after.short_description, after.tlp], [undefined, undefined, 'amber']);
    assert.deepEqual(after.external_ids, json.external_ids, 'it is still found');
  });

  test('an export of any format comes back as the same case', async () => {
    const { id } = only(await sync.post({ ...whole, id: 'https://thehive.example/cases/~2' }));
    const before = (await sync.get(`/cases/${short(id)}`)).json;
    for (const format of FORMATS) {
      const { text, headers } = await sync.get(`/cases/${short(id)}/export?format=${format}`);
      assert.match(String(headers.get('content-disposition')), /^attachment; filename="casebook-[0-9a-f-]+[\w.-]+"$/);
      const known = format === 'ctim' || format === 'stix' ? '' : `?case=${short(id)}`;
      const back = only(await sync.post(text, known));
      assert.deepEqual([back.id, back.result], [id, 'unchanged'], `${format}: ${JSON.stringify(back)}`);
      const replaced = only(await sync.post(text, `?mode=replace&case=${encodeURIComponent(id)}`));
      if (format !== 'markdown') assert.equal(replaced.result, 'unchanged', format);
    }
    const after = (await sync.get(`/cases/${short(id)}`)).json;
    assert.deepEqual(after.texts, before.texts);
    assert.equal(after.title, before.title);
  });

  test('documents without an id are the same case when their content is the same, or when they say so', async () => {
    const table = 'type,value\r\ndomain,table.example\r\n';
    const made = only(await sync.post(table, '?file_name=feed.csv'));
    assert.deepEqual([made.result, made.title], ['created', 'feed']);
    assert.equal(only(await sync.post(table, '?file_name=feed.csv')).result, 'unchanged');

    const named = only(await sync.post(table, '?file_name=feed.csv&case=feed:7'));
    assert.equal(named.result, 'created');
    const larger = only(await sync.post(`${table}ip,192.0.2.7\r\n`, '?file_name=feed.csv&case=feed:7'));
    assert.deepEqual([larger.result, larger.id], ['updated', named.id]);
    const { json } = await sync.get(`/cases/${short(named.id)}`);
    assert.equal(json.observables.length, 2);
  });

  test('a report of somebody\'s STIX is found again by its own id, whatever has changed in it', async () => {
    const report = { type: 'report', id: 'report--3f1e5dc4-8c4b-4f0e-9e0a-7a3f7b1d2c11', name: 'R',
      object_refs: ['domain-name--1'] };
    const bundle = (/** @type {string} */ name, /** @type {string} */ value) => ({ type: 'bundle', id: 'bundle--1',
      objects: [{ ...report, name }, { type: 'domain-name', id: 'domain-name--1', value }] });
    const made = only(await sync.post(bundle('R', 'one.example')));
    const changed = only(await sync.post(bundle('Q', 'two.example')));
    assert.deepEqual([made.result, changed.result, changed.id], ['created', 'updated', made.id]);
  });

  test('two imports of one document at a time make one case', async () => {
    const document = { ...whole, id: 'https://thehive.example/cases/~twins' };
    const results = (await Promise.all(Array.from({ length: 8 }, () => sync.post(document)))).map(only);
    assert.equal(results.filter(({ result }) => result === 'created').length, 1);
    assert.equal(new Set(results.map(({ id }) => id)).size, 1);
  });

  test('what the service has no type for is left out and named', async () => {
    const one = only(await sync.post({ title: 'odd', observables: [{ type: 'spell', value: 'x' },
      { type: 'domain', value: 'odd.example' }, { type: 'domain', value: 'ODD.example' }] }));
    assert.deepEqual(one.left_out.map((/** @type {any} */ each) => [each.type, each.value]), [['spell', 'x']]);
    const { json } = await sync.get(`/cases/${short(one.id)}`);
    assert.deepEqual(json.observables, [{ type: 'domain', value: 'odd.example' }]);
  });

  test('what somebody else has written in between is not lost to who says what they have read', async () => {
    const { id } = only(await sync.post({ title: 'matched', external_ids: ['m'] }));
    const query = `?mode=replace&case=${short(id)}`;
    const etag = String((await sync.get(`/cases/${short(id)}`)).headers.get('etag'));
    await bench.casebook(short(id), { method: 'PATCH', body: { description: 'by an analyst' } });
    const how = { headers: { 'if-match': etag } };
    const late = await sync.post({ title: 'late' }, query, how);
    assert.equal(late.status, 412, late.text);
    const { json, headers } = await sync.get(`/cases/${short(id)}`);
    assert.equal(json.description, 'by an analyst');
    const fresh = { headers: { 'if-match': String(headers.get('etag')) } };
    assert.equal(only(await sync.post({ title: 'early' }, query, fresh)).result, 'updated');
    assert.equal((await sync.post({ title: 'x' }, query, { headers: { 'if-match': '*' } })).status, 400);
  });

  test('who has a case already is told so with 304', async () => {
    const { id } = only(await sync.post({ title: 'tagged' }));
    for (const path of [`/cases/${short(id)}`, `/cases/${short(id)}/export?format=stix`, '/export?format=ctim',
      '/cases?limit=500']) {
      const { headers } = await sync.get(path);
      const etag = String(headers.get('etag'));
      for (const known of [etag, `"other", W/${etag}`]) {
        const same = await sync.get(path, { headers: { 'if-none-match': known } });
        assert.equal(same.status, 304, path);
        assert.equal(same.headers.get('etag'), etag);
      }
      assert.equal((await sync.get(path, { headers: { 'if-none-match': '"other"' } })).status, 200);
    }
    const entry = (await sync.changes()).cases.find((one) => one.id === id);
    assert.equal(entry.etag, (await sync.get(`/cases/${short(id)}`)).headers.get('etag'));
  });

  test('parameters that are none are refused with what they must be', async () => {
    const { id } = only(await sync.post({ title: 'parameters' }));
    for (const path of ['/cases?limit=0', '/cases?limit=501', '/cases?limit=x', '/cases?since=yesterday',
      '/export', '/export?format=csv', '/export?format=ctim&limit=1001', `/cases/${short(id)}/export`,
      `/cases/${short(id)}/export?format=xml`]) {
      assert.equal((await sync.get(path)).status, 400, path);
    }
    assert.equal((await sync.post({ title: 'x' }, '?mode=both')).status, 400);
    assert.equal((await sync.post([{ title: 'a' }, { title: 'b' }], '?case=x')).status, 400);
    assert.match(only(await sync.post({ title: 'x' }, '?case=casebook-none')).why, /no such case/);
    assert.equal((await sync.get('/cases/casebook-none')).status, 404);
    assert.equal((await sync.get('/cases/casebook-none/export?format=ctim')).status, 404);
    const { private_intel: origin } = bench.appliance;
    for (const [method, path, status] of [['DELETE', '/cases', 405], ['PUT', `/cases/${short(id)}`, 405],
      ['POST', '/export', 405], ['POST', '/openapi.json', 405], ['GET', '/nothing', 404], ['GET', '/casesx', 404]]) {
      const reply = await call(`${origin}/sync/v1${path}`, { method: String(method), token: bench.mint() });
      assert.equal(reply.status, status, `${method} ${path}`);
    }
  });
});

describe('a loop that keeps another system up to date', () => {
  const bench = new Bench({ settings: { hourly_limit: 1_000_000 } });
  const sync = syncOf(bench);

  test('sees every change once and in order, while others write, and knows what is deleted', async () => {
    /** What the other system has. @type {Map<string, {title: string, etag: string}>} */
    const copy = new Map();
    let after = '';
    let entries = 0;
    let done = false;
    const follow = async () => {
      for (let last = false; !last;) {
        last = done;
        const seen = new Set();
        const { cases, next } = await sync.changes(after, '&limit=3');
        for (const { id, change, title, etag } of cases) {
          entries += 1;
          assert.ok(!seen.has(etag ?? id), 'nothing comes twice');
          seen.add(etag ?? id);
          if (change === 'gone') copy.delete(id);
          else copy.set(id, { title, etag });
        }
        after = next;
      }
    };
    const write = async (/** @type {number} */ hand) => {
      for (let count = 0; count < 6; ++count) {
        const id = await bench.makeCase({ title: `${hand}.${count}` });
        await bench.casebook(`${id}?wait_for=true`, { method: 'PATCH', body: { title: `${hand}.${count} renamed` } });
        if (count % 3 === 0) await bench.casebook(`${id}?wait_for=true`, { method: 'DELETE' });
      }
    };
    const following = follow();
    await Promise.all(Array.from({ length: 4 }, (_, hand) => write(hand)));
    done = true;
    await following;

    const { json: cases } = await bench.casebook('search?limit=1000');
    const wanted = cases.map((/** @type {any} */ one) => [one.id, one.title]).sort();
    assert.deepEqual([...copy].map(([id, { title }]) => [id, title]).sort(), wanted);
    assert.ok(entries <= 4 * (6 * 2 + 2), 'no more entries than writes');
    const quiet = await sync.get(`/cases?after=${after}`);
    assert.deepEqual(quiet.json, { cases: [], next: after, more: false });
  });

  test('starts with everything in one bundle and goes on from there', async () => {
    const { text, headers } = await sync.get('/export?format=stix');
    assert.equal(headers.get('x-sync-more'), 'false');
    const next = String(headers.get('x-sync-next'));
    const made = await bench.makeCase({ title: 'after the export' });
    assert.deepEqual((await sync.changes(next)).cases.map(({ id }) => short(id)), [made]);
    const { json } = await sync.post(text);
    assert.equal(json.unchanged, json.results.length, JSON.stringify(json.results.slice(0, 3)));
  });

  test('since leaves out what is older, and cursors of elsewhere are told apart', async () => {
    const early = await bench.makeCase({ title: 'early' });
    const { changed } = (await sync.changes()).cases.find(({ id }) => short(id) === early);
    const later = new Date(Date.parse(changed) + 1).toISOString();
    while (new Date().toISOString() < later) await bench.casebook('search/count');
    const late = await bench.makeCase({ title: 'late' });
    const { cases, next } = await sync.changes('', `&since=${later}`);
    assert.deepEqual(cases.map(({ id }) => short(id)), [late]);

    const [store, place] = next.split('-');
    for (const cursor of ['x', '-', `${store}`, `${store}-`, `${store}-0${place}`, `${store}--1`, `${store}-1e3`,
      `${store}-99999999999999999999`, `${store}-${place}%20`, '%00', `${'9'.repeat(5000)}`, `-${place}`]) {
      assert.equal((await sync.get(`/cases?after=${cursor}`)).status, 400, cursor);
    }
    for (const cursor of [`${'0'.repeat(12)}-${place}`, `${store}-${Number(place) + 1}`, `${store}-9007199254740993`]) {
      assert.equal((await sync.get(`/cases?after=${cursor}`)).status, 410, cursor);
      assert.equal((await sync.get(`/export?format=ctim&after=${cursor}`)).status, 410, cursor);
    }
  });

  test('a large store is exported in documents that imports take, none of them cut', async () => {
    const text = 'x'.repeat(4000);
    const texts = Array.from({ length: 100 }, () => ({ type: 'note', text }));
    for (let count = 0; count < 3; ++count) await bench.makeCase({ title: `large ${count}`, texts });
    for (const format of ['ctim', 'stix']) {
      /** @type {Set<string>} */
      const found = new Set();
      let after = '';
      let documents = 0;
      for (let more = true; more; ++documents) {
        const reply = await sync.get(`/export?format=${format}&after=${after}`);
        assert.ok(reply.text.length <= 1024 * 1024);
        for (const result of (await sync.post(reply.text)).json.results) {
          assert.equal(result.result, 'unchanged', JSON.stringify(result));
          assert.ok(!found.has(result.id));
          found.add(result.id);
        }
        after = String(reply.headers.get('x-sync-next'));
        more = reply.headers.get('x-sync-more') === 'true';
      }
      assert.ok(documents > 1);
      const { json: count } = await bench.casebook('search/count');
      assert.equal(found.size, count);
    }
  });
});

describe('who may read and write', () => {
  const bench = new Bench({ settings: { hourly_limit: 1_000_000, minimum_tlp: 'green' } });
  const sync = syncOf(bench);

  test('the scopes of the casebook hold, and a token is asked for', async () => {
    const none = await call(`${bench.appliance.private_intel}/sync/v1/cases`);
    assert.equal(none.status, 401);
    const scopes = (/** @type {string[]} */ ...names) => ({ who: { scopes: names } });
    assert.equal((await sync.get('/cases', scopes('enrich:read'))).status, 403);
    assert.equal((await sync.get('/cases', scopes('casebook:write'))).status, 403);
    assert.equal((await sync.get('/cases', scopes('casebook:read'))).status, 200);
    assert.equal((await sync.get('/export?format=ctim', scopes('private-intel'))).status, 200);
    assert.equal((await sync.post({ title: 'x' }, '', scopes('casebook:read'))).status, 403);
    assert.equal((await sync.post({ title: 'x' }, '', scopes('casebook:write'))).status, 200);
  });

  test('cases of others stay theirs: unseen, unchanged, and never found by a name they share', async () => {
    const amber = await bench.makeCase({ title: 'theirs', tlp: 'amber', external_ids: ['shared'] }, bench.mint(OTHER));
    const green = await bench.makeCase({ title: 'open', tlp: 'green', external_ids: ['shared'] }, bench.mint(OTHER));
    const { cases } = await sync.changes();
    const ids = cases.map(({ id }) => short(id));
    assert.ok(!ids.includes(amber) && ids.includes(green));
    assert.equal((await sync.get(`/cases/${amber}`)).status, 403);
    assert.equal((await sync.get(`/cases/${amber}/export?format=csv`)).status, 403);
    assert.ok(!(await sync.get('/export?format=ctim')).text.includes('theirs'));

    const mine = only(await sync.post({ title: 'mine', external_ids: ['shared'] }));
    assert.equal(mine.result, 'created');
    for (const id of [amber, green]) {
      const refused = only(await sync.post({ title: 'taken' }, `?case=${id}`));
      assert.match(refused.why, /may not change/);
      assert.equal((await bench.casebook(id, { token: bench.mint(OTHER) })).json.title === 'taken', false);
    }
  });

  test('a case that is no longer shared is gone for who could read it, and was never there for others', async () => {
    const { next } = await sync.changes();
    const theirs = await bench.makeCase({ title: 'closing', tlp: 'green' }, bench.mint(OTHER));
    const hidden = await bench.makeCase({ title: 'hidden', tlp: 'red' }, bench.mint(OTHER));
    const token = bench.mint(OTHER);
    await bench.casebook(theirs, { method: 'PATCH', body: { tlp: 'red' }, token });
    await bench.casebook(hidden, { method: 'DELETE', token });
    const { cases } = await sync.changes(next);
    assert.deepEqual(cases.map(({ id, change, title }) => [short(id), change, title]), [[theirs, 'gone', undefined]]);
    await bench.casebook(theirs, { method: 'DELETE', token });
    const again = (await sync.changes(next)).cases;
    assert.deepEqual(again.map(({ id, change }) => [short(id), change]), [[theirs, 'gone']]);
  });

  test('the service\'s own rules refuse what they refuse elsewhere, in words', async () => {
    const white = only(await sync.post({ title: 'white', tlp: 'white' }));
    assert.equal(white.result, 'skipped');
    assert.match(white.why, /Invalid document TLP white/);
  });
});

describe('hostile documents', () => {
  const bench = new Bench({ settings: { hourly_limit: 1_000_000 } });
  const sync = syncOf(bench);

  test('are refused in a sentence, and the service goes on', async () => {
    const deep = `{"title":"x","bundle":${'{"a":'.repeat(100)}1${'}'.repeat(100)}}`;
    for (const body of ['', ' \n', '{', '{"title":', '\u0000', '[[[[', deep, '{"a":1}', '[]', '{}', '"x"', '1e999',
      'no observable', '{"type":"bundle","objects":{}}', '{"type":"casebook","title":5}', '[null,1,[]]']) {
      const { status, json } = await sync.post(body);
      assert.equal(status, 400, body.slice(0, 80));
      assert.ok(json.error.endsWith('.'), json.error);
    }
    assert.equal((await sync.get('/cases')).json.cases.length, 0, 'nothing was made of them');
  });

  test('of 10 MB and of more than a thousand cases are refused', async () => {
    const large = await sync.post(`{"title":"${'x'.repeat(10 * 1024 * 1024)}"}`).catch(() => undefined);
    assert.ok(large === undefined || large.status === 413, 'refused, or cut off while it is sent');
    const many = Array.from({ length: 1000 }, (_, count) => ({ title: `many ${count}` }));
    const { json } = await sync.post(many.slice(0, 100));
    assert.equal(json.created, 100);
    assert.equal((await sync.post([...many, { title: 'one more' }])).status, 400);
  });

  test('with wrong types anywhere never make the service fail', async () => {
    const values = [null, -1, 1e308, '\u0000', '\ud800', 'x'.repeat(10_000), [[]], [null], { type: 5 },
      [{ type: 'domain', value: '\u0000' }]];
    const fields = Object.keys({ ...whole, owner: 0, groups: 0, authorized_users: 0, client_id: 0, created: 0 });
    for (const field of fields) {
      await Promise.all(values.map(async (value) => {
        const { status, text } = await sync.post({ title: 't', [field]: value }, '?mode=replace');
        assert.ok(status === 200 || status === 400, text);
      }));
    }
    const { cases } = await sync.changes();
    assert.ok(cases.length > 0);
    for (const { id, change } of cases.slice(-20)) {
      if (change === 'written') await sync.get(`/cases/${short(id)}/export?format=stix`);
    }
    const owners = (await bench.casebook('search?limit=10000')).json.map((/** @type {any} */ one) => one.owner);
    assert.deepEqual([...new Set(owners)], ['user-a'], 'no document says whose a case is');
  });
});
