// Cases beyond the vectors: when a search finds a write, paging, parts, deleting, and two changes at once.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { putControl } from './appliance.mjs';
import { Bench } from './vectors.mjs';

const HOUR = 3_600_000;
/** @param {any} reply */
const titles = (reply) => reply.json.map((/** @type {any} */ each) => each.title);
/** @param {number} last */
const domain = (last) => ({ type: 'domain', value: `d${last}.example` });

describe('an index that is refreshed by writers only', () => {
  const bench = new Bench({ settings: { refresh_ms: HOUR } });
  /** @param {string} path @param {any} [body] @param {string} [method] */
  const write = (path, body, method = 'POST') => bench.casebook(path, { method, body });

  test('a write is found, changed and gone in searches only after a refresh', async () => {
    const { json: made } = await write('', { title: 'lagging', external_ids: ['lag'] });
    const id = made.id.split('/').at(-1);
    assert.equal((await bench.casebook(id)).status, 200, 'by its id it is there');
    assert.deepEqual((await bench.casebook('search?query=lagging')).json, []);
    assert.deepEqual((await bench.casebook('external_id/lag')).json, []);

    await write('?wait_for=true', { title: 'another' });
    assert.deepEqual(titles(await bench.casebook('search?query=lagging')), ['lagging']);
    assert.deepEqual(titles(await bench.casebook('external_id/lag')), ['lagging']);

    await write(id, { title: 'renamed' }, 'PATCH');
    assert.deepEqual(titles(await bench.casebook('search?query=lagging')), ['lagging']);
    await write(`${id}/observables?wait_for=true`, { operation: 'add', observables: [domain(1)] });
    assert.deepEqual(titles(await bench.casebook('search?query=d1.example')), ['renamed']);

    await write(`${id}?wait_for=false`, undefined, 'DELETE');
    assert.deepEqual(titles(await bench.casebook('search?query=renamed')), ['renamed']);
    await write('?wait_for=true', { title: 'another' });
    assert.deepEqual((await bench.casebook('search?query=renamed')).json, []);
  });

  test('wait_for that is no boolean is 400', async () => {
    assert.equal((await write('?wait_for=yes', {})).status, 400);
  });
});

describe('cases', () => {
  const bench = new Bench();
  /** @param {string} id @param {string} part @param {string} operation @param {any} value */
  const change = (id, part, operation, value) =>
    bench.casebook(`${id}/${part}`, { method: 'POST', body: { operation, [part]: value } });

  test('a search finds a write within the second that a refresh takes', async () => {
    await bench.casebook('', { method: 'POST', body: { title: 'soon' } });
    const until = Date.now() + 10_000;
    let found = [];
    while (found.length === 0 && Date.now() < until) found = titles(await bench.casebook('search?query=soon'));
    assert.deepEqual(found, ['soon']);
  });

  test('pages follow X-Next to one empty page, also while cases come and go', async () => {
    const token = bench.mint({ org: 'org-pages' });
    const names = Array.from({ length: 6 }, (_, index) => `page ${index}`);
    const ids = [];
    const timestamp = '2026-01-01T00:00:00.000Z';
    for (const title of names) ids.push(await bench.makeCase({ title, tlp: 'amber', timestamp }, token));
    const seen = [];
    /** @type {string | null} */
    let next = 'limit=2';
    while (next) {
      const reply = await bench.casebook(`search?query=page&${next}`, { token });
      assert.equal(reply.headers.get('x-total-hits'), seen.length < 2 ? '6' : '5');
      seen.push(...titles(reply));
      if (seen.length === 2) await bench.casebook(`${ids[1]}?wait_for=true`, { method: 'DELETE', token });
      next = reply.headers.get('x-next');
      if (next) assert.match(next, /^limit=2&offset=\d&search_after=2026-01-01T00%3A00%3A00\.000Z&search_after=/);
    }
    assert.deepEqual(seen, names);
    const after = 'search_after=2026-01-01T00:00:00.000Z&search_after=0&search_after=0';
    assert.equal((await bench.casebook('search?limit=100&offset=9901', { token })).status, 400);
    const far = await bench.casebook(`search?query=page&limit=100&offset=20000&${after}`, { token });
    assert.deepEqual([far.status, far.json.length], [200, 5], 'past the window it goes by the values alone');
    const last = await bench.casebook('search?query=page&limit=5&offset=5', { token });
    assert.deepEqual(last.json, []);
    assert.equal(last.headers.get('x-next'), null);
    assert.equal(last.headers.get('x-previous'), 'limit=5&offset=0');
  });

  test('pages hold cases that sort by equal values', async () => {
    const token = bench.mint({ org: 'org-equal' });
    for (let i = 0; i < 3; ++i) await bench.makeCase({ title: 'equal', tlp: 'amber' }, token);
    const first = await bench.casebook('search?query=equal&limit=2', { token });
    const next = first.headers.get('x-next') ?? '';
    const values = new URLSearchParams(next).getAll('search_after');
    assert.equal(values[0], values[1], 'time and creation are the same');
    const second = await bench.casebook(`search?query=equal&${next}`, { token });
    assert.equal(second.json.length, 1, second.text);
    assert.ok(first.json.every((/** @type {any} */ each) => each.id !== second.json[0].id));
  });

  test('sort_by takes several keys with directions of their own', async () => {
    const token = bench.mint({ org: 'org-sort' });
    for (const [title, source] of [['a', 'x'], ['b', 'y'], ['c', 'x']])
      await bench.makeCase({ title, source, description: 'sorted', tlp: 'amber' }, token);
    const reply = await bench.casebook('search?query=sorted&sort_by=source:desc,title:asc', { token });
    assert.deepEqual(titles(reply), ['b', 'a', 'c']);
    assert.match(reply.headers.get('x-sort') ?? '', /^\["x" "c" "casebook-[0-9a-f-]{36}"\]$/);
  });

  test('fields of their own limit what is searched and shown', async () => {
    const texts = [{ type: 'note', text: 'hazel tree' }];
    const id = await bench.makeCase({ title: 'walnut', texts, source: 'garden' });
    const found = async (/** @type {string} */ query) => titles(await bench.casebook(`search?${query}`));
    assert.deepEqual(await found('query=walnut&search_fields=title'), ['walnut']);
    assert.deepEqual(await found('query=walnut&search_fields=description'), []);
    assert.deepEqual(await found('texts.text=hazel'), ['walnut']);
    assert.deepEqual(await found('query=hazel'), [], 'notes are no default field');
    assert.deepEqual(await found(`id=${id}`), ['walnut']);
    assert.deepEqual(await found('source=garden&tlp=green'), ['walnut']);
    assert.equal((await bench.casebook('search?query=x&search_fields=owner')).status, 400);
    const { json } = await bench.casebook(`search?id=${id}&fields=title`);
    assert.deepEqual(Object.keys(json[0]).sort(), ['groups', 'id', 'owner', 'title', 'tlp']);
    assert.equal((await bench.casebook(`${id}?fields=observables`)).status, 400);
  });

  test('a query has operators, brackets, fields and wildcards; what it lacks an end for is 400', async () => {
    const token = bench.mint({ org: 'org-query', user: 'user-query' });
    for (const [title, tlp] of [['maple syrup', 'amber'], ['maple leaf', 'red'], ['birch bark', 'amber']])
      await bench.makeCase({ title, tlp }, token);
    const search = (/** @type {string} */ query) =>
      bench.casebook(`search?query=${encodeURIComponent(query)}`, { token });
    const mine = 'owner:user-query';
    assert.deepEqual(titles(await search(`${mine} (leaf OR bark)`)), ['maple leaf', 'birch bark']);
    assert.deepEqual(titles(await search(`${mine} title:map* NOT tlp:red`)), ['maple syrup']);
    assert.deepEqual(titles(await search(`${mine} AND b?rk`)), ['birch bark']);
    assert.deepEqual(titles(await search(' ')), [], 'blanks find nothing');
    for (const query of ['(maple', 'maple)', '"maple', 'maple AND', 'OR maple', 'maple:leaf', '('.repeat(1000)]) {
      const { status, json } = await search(query);
      assert.deepEqual([status, json.type], [400, 'ES Invalid Request'], query);
      assert.match(json.message, /^Cannot read the query: .+\.$/);
      const simple = await bench.casebook(`search?simple_query=${encodeURIComponent(query)}`, { token });
      assert.equal(simple.status, 200, query);
    }
  });

  test('delete by search counts first, and deletes what the caller may change', async () => {
    const token = bench.mint({ org: 'org-sweep' });
    for (let i = 0; i < 3; ++i) await bench.makeCase({ title: 'sweep', tlp: 'amber' }, token);
    await bench.makeCase({ title: 'sweep', tlp: 'green' }, bench.mint({ org: 'org-other' }));
    const count = async () => (await bench.casebook('search/count?query=sweep', { token })).json;
    assert.equal(await count(), 4);
    const path = 'search?query=sweep&wait_for=true';
    assert.equal((await bench.casebook(path, { method: 'DELETE', token })).json, 3);
    assert.equal(await count(), 4);
    const reading = bench.mint({ org: 'org-sweep', scopes: ['casebook:read'] });
    const sure = `${path}&REALLY_DELETE_ALL_THESE_ENTITIES=true`;
    assert.equal((await bench.casebook(sure, { method: 'DELETE', token: reading })).status, 403);
    assert.equal((await bench.casebook(sure, { method: 'DELETE', token })).json, 3);
    assert.equal(await count(), 1);
  });

  test('texts are added, removed and replaced; the same one can be there twice', async () => {
    const id = await bench.makeCase({});
    const a = { type: 'note', text: 'a' }, b = { type: 'note', text: 'b' };
    assert.deepEqual((await change(id, 'texts', 'add', [a, a])).json.texts, [a, a]);
    assert.deepEqual((await change(id, 'texts', 'add', [b])).json.texts, [a, a, b]);
    assert.deepEqual((await change(id, 'texts', 'remove', [a])).json.texts, [b]);
    assert.deepEqual((await change(id, 'texts', 'replace', [a])).json.texts, [a]);
    assert.equal((await change(id, 'texts', 'add', [{ type: 'note' }])).status, 400);
    assert.equal((await change('casebook-none', 'texts', 'add', [a])).json.error, 'casebook not found');
  });

  test("a bundle's groups are sets", async () => {
    const id = await bench.makeCase({});
    const a = { id: 'transient:a', type: 'sighting' }, b = { id: 'transient:b', type: 'sighting' };
    const bundle = { id: 'transient:bundle', type: 'bundle', source: 's' };
    assert.deepEqual((await change(id, 'bundle', 'remove', { ...bundle, sightings: [a] })).json.bundle.sightings, [a]);
    assert.deepEqual((await change(id, 'bundle', 'add', { sightings: [a, b] })).json.bundle,
      { ...bundle, sightings: [a, b] });
    assert.deepEqual((await change(id, 'bundle', 'remove', { sightings: [a] })).json.bundle.sightings, [b]);
    assert.deepEqual((await change(id, 'bundle', 'replace', { sightings: [] })).json.bundle.sightings, []);
    assert.equal((await change(id, 'bundle', 'add', { id: 'mine' })).status, 400);
    assert.equal((await change(id, 'bundle', 'add', { casebooks: [] })).status, 400);
  });

  test('patch merges objects and replaces lists, and cannot take a field away', async () => {
    const id = await bench.makeCase({ title: 't', bundle: { source: 's', notes: [1] }, external_ids: ['a', 'b'] });
    const patched = await bench.casebook(id, {
      method: 'PATCH', body: { bundle: { notes: [2] }, external_ids: ['c'], owner: 'root' } });
    assert.deepEqual(patched.json.bundle, { source: 's', notes: [2] });
    assert.deepEqual(patched.json.external_ids, ['c']);
    assert.equal(patched.json.owner, 'user-a');
    assert.equal((await bench.casebook(id, { method: 'PATCH', body: { title: null } })).status, 400);
    const absent = await bench.casebook('casebook-none', { method: 'PATCH', body: {} });
    assert.equal(absent.json.error, 'casebook not found');
  });

  test('an answer with a body names the versions, one without does not', async () => {
    const names = ['x-ctia-version', 'x-ctia-config', 'x-ctim-version'];
    /** @param {any} reply */
    const versions = ({ headers }) => names.map((name) => headers.get(name));
    const id = await bench.makeCase({});
    const read = await bench.casebook(id);
    assert.deepEqual(versions(read), ['v2.71.0', 'embedded', read.json.schema_version]);
    for (const [path, how] of /** @type {[string, object][]} */ ([['search', {}], ['search', { token: 'x' }],
      ['metric/topn', {}], ['casebook-none', { method: 'PATCH', body: {} }], ['', { method: 'POST', body: [] }]]))
      assert.deepEqual(versions(await bench.casebook(path, how)), versions(read), path);
    const absent = await bench.casebook('casebook-none');
    assert.deepEqual([absent.status, ...versions(absent)], [404, null, null, null]);
    const gone = await bench.casebook(id, { method: 'DELETE' });
    assert.deepEqual([gone.status, ...versions(gone)], [204, null, null, null]);
  });

  test('a case that was read can be put back whole', async () => {
    const id = await bench.makeCase({ title: 'round trip', observables: [domain(1)] });
    const { modified, ...before } = (await bench.casebook(id)).json;
    const reply = await bench.casebook(id, { method: 'PUT', body: { ...before, modified } });
    assert.equal(reply.status, 200, reply.text);
    assert.deepEqual(reply.json, { ...before, modified: reply.json.modified });
    const foreign = await bench.casebook(id, { method: 'PUT', body: { id: 'casebook-another' } });
    assert.equal(foreign.json.error, 'Missing capability to specify entity ID');
    const absent = await bench.casebook('casebook-none', { method: 'PUT', body: {} });
    assert.deepEqual([absent.status, absent.text], [404, '']);
  });

  test('who may not change a case may not put, patch or delete it', async () => {
    const id = await bench.makeCase({ tlp: 'green' });
    const stranger = bench.mint({ user: 'user-c', org: 'org-c' });
    for (const [method, verb] of [['PUT', 'update'], ['PATCH', 'update'], ['DELETE', 'delete']]) {
      const body = method === 'DELETE' ? undefined : {};
      const reply = await bench.casebook(id, { method, body, token: stranger });
      assert.equal(reply.status, 403);
      assert.equal(reply.json.message, `You are not allowed to ${verb} this document`);
      const reading = await bench.casebook(id, { method, body, token: bench.mint({ scopes: ['casebook:read'] }) });
      assert.equal(reading.json.error, 'missing_capability');
    }
  });
});

describe('with the lost update of the service', () => {
  const bench = new Bench({ controls: true });

  test('of two adds at once one is lost, although both were acknowledged', async () => {
    /** @param {string} id @param {number} last */
    const add = (id, last) => bench.casebook(`${id}/observables`, {
      method: 'POST', body: { operation: 'add', observables: [domain(last)] } });
    let kept = [];
    // The second may be done before the first has read the case: then both are kept, and the next round tells.
    for (let round = 0; round < 10 && kept.length !== 2; ++round) {
      const id = await bench.makeCase({ observables: [domain(0)] });
      await putControl(bench.appliance, 'faults', [
        { path: '/ctia/casebook/', lost_update: true, delay_ms: 1000, times: 1 }]);
      const replies = await Promise.all([add(id, 1), add(id, 2)]);
      assert.deepEqual(replies.map(({ status }) => status), [200, 200]);
      kept = (await bench.casebook(id)).json.observables;
    }
    assert.equal(kept.length, 2, JSON.stringify(kept));
  });
});
