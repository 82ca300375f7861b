// Numbers about cases: histogram, most frequent values, how many values (threat-response-api.md 6.3).
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';

import { call } from './service.mjs';
import { Bench, queryText } from './vectors.mjs';

const FROM = '2020-01-01';
/** @param {string} value */
const domain = (value) => ({ type: 'domain', value });

describe('metrics', () => {
  const bench = new Bench();
  /** @type {string} */
  let token;
  /**
   * @param {string} metric
   * @param {Record<string, string>} query
   * @param {string} [as] token
   */
  const measure = (metric, query, as = token) => bench.casebook(`metric/${metric}${queryText(query)}`, { token: as });

  before(async () => {
    token = bench.mint({ user: 'user-m', org: 'org-m' });
    for (const [timestamp, source, observables] of /** @type {[string, string, any[]][]} */ ([
      ['2026-03-01T23:30:00.000Z', 'Gateway', [domain('A.example'), domain('a.example'), domain('b.example')]],
      ['2026-03-03T00:00:00.000Z', 'gateway', [domain('a.example'), { type: 'ip', value: '192.0.2.7' }]],
      ['2026-04-08T12:00:00.000Z', 'person', []]]))
      await bench.makeCase({ title: 'measured', tlp: 'amber', timestamp, source, observables }, token);
    await bench.makeCase({ title: 'plain', tlp: 'amber', timestamp: '2026-03-02T00:00:00.000Z' }, token);
    const stranger = bench.mint({ user: 'user-s', org: 'org-s' });
    for (const tlp of ['amber', 'red'])
      await bench.makeCase({ tlp, source: 'hidden', timestamp: '2026-03-02T00:00:00.000Z' }, stranger);
  });

  describe('a histogram', () => {
    const days = { 'aggregate-on': 'timestamp', granularity: 'day', from: '2026-03-01', to: '2026-03-31' };
    /** @param {any} reply */
    const buckets = (reply) => reply.json.data.timestamp.map((/** @type {any} */ each) => [each.key, each.value]);

    test('counts the visible cases of each day from the first to the last', async () => {
      const { status, json } = await measure('histogram', { ...days, query: 'title:measured' });
      assert.equal(status, 200);
      assert.deepEqual(json, {
        type: 'histogram',
        data: { timestamp: [{ key: '2026-03-01T00:00:00.000Z', value: 1 },
          { key: '2026-03-02T00:00:00.000Z', value: 0 }, { key: '2026-03-03T00:00:00.000Z', value: 1 }] },
        filters: { 'from': '2026-03-01T00:00:00.000Z', 'to': '2026-03-31T00:00:00.000Z',
          'full-text': [{ query: 'title:measured', query_mode: 'query_string' }] },
      });
      assert.deepEqual(buckets(await measure('histogram', days)), [['2026-03-01T00:00:00.000Z', 1],
        ['2026-03-02T00:00:00.000Z', 1], ['2026-03-03T00:00:00.000Z', 1]], 'those of others are not counted');
    });

    test('has weeks that begin on Monday, and months', async () => {
      const all = { ...days, to: '2026-12-31', query: 'measured' };
      assert.deepEqual(buckets(await measure('histogram', { ...all, granularity: 'week', to: '2026-03-31' })),
        [['2026-02-23T00:00:00.000Z', 1], ['2026-03-02T00:00:00.000Z', 1]]);
      assert.deepEqual(buckets(await measure('histogram', { ...all, granularity: 'month' })),
        [['2026-03-01T00:00:00.000Z', 2], ['2026-04-01T00:00:00.000Z', 1]]);
    });

    test('has the days of a time zone', async () => {
      const query = { ...days, query: 'measured' };
      assert.deepEqual(buckets(await measure('histogram', { ...query, timezone: '+02:00' })),
        [['2026-03-02T00:00:00.000+02:00', 1], ['2026-03-03T00:00:00.000+02:00', 1]]);
      assert.deepEqual(buckets(await measure('histogram', { ...query, timezone: '-01:00' })),
        [['2026-03-01T00:00:00.000-01:00', 1], ['2026-03-02T00:00:00.000-01:00', 1]]);
    });

    test('takes [from, to[, and a year before its end at the most', async () => {
      const exact = { ...days, from: '2026-03-01T23:30:00.000Z', to: '2026-03-03T00:00:00.000Z', query: 'measured' };
      assert.deepEqual(buckets(await measure('histogram', exact)), [['2026-03-01T00:00:00.000Z', 1]]);
      const { json } = await measure('histogram', { ...days, from: FROM, to: '2028-02-29' });
      assert.equal(json.filters.from, '2027-02-28T00:00:00.000Z');
      assert.deepEqual(json.data.timestamp, []);
    });
  });

  test('the most frequent values come first, equal ones by value, in lower case, once a case', async () => {
    const query = { 'aggregate-on': 'observables.value', 'from': FROM };
    const { status, json } = await measure('topn', query);
    assert.equal(status, 200);
    assert.equal(json.type, 'topn');
    assert.deepEqual(json.data, { observables: { value: [
      { key: 'a.example', value: 2 }, { key: '192.0.2.7', value: 1 }, { key: 'b.example', value: 1 }] } });
    const year = Date.parse(json.filters.to) - Date.parse(json.filters.from);
    assert.ok(year === 365 * 86_400_000 || year === 366 * 86_400_000, JSON.stringify(json.filters));
    const rare = await measure('topn', { ...query, limit: '1', sort_order: 'asc' });
    assert.deepEqual(rare.json.data.observables.value, [{ key: '192.0.2.7', value: 1 }]);
    const types = await measure('topn', { ...query, 'aggregate-on': 'observables.type' });
    assert.deepEqual(types.json.data.observables.type, [{ key: 'domain', value: 2 }, { key: 'ip', value: 1 }]);
    const sources = await measure('topn', { ...query, 'aggregate-on': 'source', 'tlp': 'amber' });
    assert.deepEqual(sources.json.data, { source: [{ key: 'gateway', value: 2 }, { key: 'person', value: 1 }] });
    assert.equal(sources.json.filters.tlp, 'amber');
  });

  test('the cardinality is how many values there are', async () => {
    const query = { 'aggregate-on': 'observables.value', 'from': FROM };
    const values = await measure('cardinality', query);
    assert.deepEqual([values.status, values.json.type], [200, 'cardinality']);
    assert.deepEqual(values.json.data, { observables: { value: 3 } });
    assert.deepEqual((await measure('cardinality', { ...query, 'aggregate-on': 'source' })).json.data, { source: 2 });
    const before = await measure('cardinality', { ...query, to: '2020-06-01' });
    assert.deepEqual(before.json.data, { observables: { value: 0 } }, 'it is about creation');
  });

  test('a parameter that is missing or unknown is named', async () => {
    const missing = 'missing-required-key';
    for (const [metric, query, fields] of /** @type {[string, Record<string, string>, any][]} */ ([
      ['histogram', {}, { 'aggregate-on': missing, 'granularity': missing, 'from': missing }],
      ['topn', { from: FROM }, { 'aggregate-on': missing }],
      ['cardinality', { 'aggregate-on': 'source' }, { from: missing }]]))
      assert.deepEqual((await measure(metric, query)).json, { errors: fields }, metric);

    const wanted = { 'aggregate-on': 'timestamp', 'granularity': 'day', 'from': FROM };
    for (const [metric, wrong] of /** @type {[string, Record<string, string>][]} */ ([
      ['histogram', { 'aggregate-on': 'created' }], ['histogram', { granularity: 'hour' }],
      ['histogram', { from: 'yesterday' }], ['histogram', { to: '2026-13-01' }], ['histogram', { timezone: '+12:00' }],
      ['histogram', { timezone: 'UTC' }], ['topn', { 'aggregate-on': 'title' }], ['topn', { limit: '0' }],
      ['topn', { limit: 'all' }], ['topn', { sort_order: 'up' }], ['cardinality', { 'aggregate-on': 'timestamp' }]])) {
      const right = metric === 'histogram' ? wanted : { ...wanted, 'aggregate-on': 'source' };
      const reply = await measure(metric, { ...right, ...wrong });
      assert.equal(reply.status, 400, JSON.stringify(wrong));
      assert.deepEqual(Object.keys(reply.json.errors), Object.keys(wrong));
    }
    const query = await measure('topn', { 'aggregate-on': 'source', 'from': FROM, 'query': '(' });
    assert.deepEqual([query.status, query.json.type], [400, 'ES Invalid Request']);
  });

  test('they need what a search needs', async () => {
    const query = { 'aggregate-on': 'source', 'from': FROM };
    const refused = await measure('topn', query, bench.mint({ scopes: ['casebook:write'] }));
    assert.deepEqual([refused.status, refused.json.capabilities], [403, 'search-casebook']);
    assert.equal((await measure('topn', query, bench.mint({ scopes: ['private-intel:read'] }))).status, 200);
    const address = `${bench.appliance.private_intel}/ctia/casebook/metric/topn${queryText(query)}`;
    assert.equal((await call(address)).status, 401);
  });

  test('a search takes a date alone too', async () => {
    assert.deepEqual((await bench.casebook('search/count?query=measured&to=2020-01-01', { token })).json, 0);
    assert.deepEqual((await bench.casebook('search/count?query=measured&from=2020-01-01', { token })).json, 3);
  });
});
