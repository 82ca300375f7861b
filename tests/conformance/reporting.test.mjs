// The reporting and tracking API of the appliance, as AsyncOS has it.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { startAppliance } from './appliance.mjs';
import { call } from './service.mjs';

const H1 = '5146f54dbec0089c4cb5661e6506849dddf2ed32e71dd7e21efae4bde6421330';
const DAY = 'startDate=2026-11-23T00:00:00.000Z&endDate=2026-11-24T00:00:00.000Z';
const REPORT = '/sma/api/v2.0/reporting/mail_incoming_domain_detail';
const DETAILS = '/sma/api/v2.0/message-tracking/details';

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

/** @param {any[]} column */
const domains = (column) => column.map((entry) => Object.keys(entry)[0]);

describe('reporting', () => {
  test('Incoming Mail: Domains has every row and counter of the day', async () => {
    const { status, json } = await call(`${appliance.appliance}${REPORT}?${DAY}&device_type=esa`);
    assert.equal(status, 200);
    assert.equal(json.meta.totalCount, 6);
    assert.equal(json.data.type, 'mail_incoming_domain_detail');
    const rows = ['bit.ly', 'newsletter.example', 'pay-update.example', 'partner.example.org', 'xn--bcher-kva.example',
      'unknown domain'];
    assert.equal(Object.keys(json.data.resultSet).length, 12);
    for (const column of Object.values(json.data.resultSet)) assert.deepEqual(domains(column), rows);
    assert.deepEqual(json.data.resultSet.total_recipients[1], { 'newsletter.example': 2310 });
    assert.deepEqual(json.data.resultSet.blocked_reputation[5], { 'unknown domain': 6702 });
  });

  test('rows are sorted, filtered and paged as asked', async () => {
    const base = `${appliance.appliance}${REPORT}?${DAY}&device_type=esa`;
    const sorted = await call(`${base}&orderBy=detected_spam&orderDir=desc&offset=1&limit=2`);
    assert.deepEqual(domains(sorted.json.data.resultSet.detected_spam), ['pay-update.example', 'newsletter.example']);
    assert.equal(sorted.json.meta.totalCount, 6);
    const begins = await call(`${base}&filterBy=domain&filterOperator=begins_with&filterValue=pa`);
    assert.deepEqual(domains(begins.json.data.resultSet.detected_amp), ['pay-update.example', 'partner.example.org']);
    const named = await call(`${base}&filterBy=domain&filterOperator=is&filterValue=bit.ly`);
    assert.deepEqual(named.json.data.resultSet.detected_amp, [{ 'bit.ly': 1 }]);
  });

  test('a day without mail is an empty result, not an error', async () => {
    const other = 'startDate=2026-11-20T00:00:00.000Z&endDate=2026-11-21T00:00:00.000Z';
    const { status, json } = await call(`${appliance.appliance}${REPORT}?${other}&device_type=esa`);
    assert.equal(status, 200);
    assert.equal(json.meta.totalCount, 0);
    assert.deepEqual(json.data.resultSet, {});
  });

  for (const [query, why] of [
    ['device_type=esa', 'no dates'],
    [`${DAY}`, 'no device type'],
    [`${DAY}&device_type=wsa`, 'another device type'],
    ['startDate=2026-11-23T00:10:00.000Z&endDate=2026-11-24T00:00:00.000Z&device_type=esa', 'minutes other than 00'],
    ['startDate=2026-11-24T00:00:00.000Z&endDate=2026-11-23T00:00:00.000Z&device_type=esa', 'an end before the start'],
    [`${DAY}&device_type=esa&orderBy=detected_spam`, 'orderBy without orderDir'],
    [`${DAY}&device_type=esa&orderBy=colour&orderDir=asc`, 'an unknown counter'],
    [`${DAY}&device_type=esa&offset=1`, 'offset without limit'],
    [`${DAY}&device_type=esa&offset=-1&limit=2`, 'a negative offset'],
    [`${DAY}&device_type=esa&filterBy=domain&filterOperator=like&filterValue=x`, 'an unknown filter operator'],
  ])
    test(`${why} is refused with 400 and a sentence`, async () => {
      const { status, json } = await call(`${appliance.appliance}${REPORT}?${query}`);
      assert.equal(status, 400);
      assert.equal(json.error.code, '400');
      assert.match(json.error.explanation, /\.$/);
    });

  test('another report is 404', async () => {
    assert.equal((await call(`${appliance.appliance}/sma/api/v2.0/reporting/mail_users_detail?${DAY}`)).status, 404);
  });
});

describe('message tracking', () => {
  test('the details of MID 315 are sentences with whole hashes and URLs', async () => {
    const { status, json } = await call(`${appliance.appliance}${DETAILS}?${DAY}&mid=315`);
    assert.equal(status, 200);
    const { mid, sender, summary } = json.data.messages;
    assert.deepEqual(mid, [315]);
    assert.equal(sender, 'billing@pay-update.example');
    assert.equal(summary.length, 5);
    assert.deepEqual(summary[0], {
      timestamp: '23 Nov 2026 08:10:30 (GMT)',
      description: 'Connection from 192.0.2.17 (mta1.pay-update.example), reverse lookup not verified, reputation -8.1',
      lastEvent: false,
    });
    assert.ok(summary[1].description.includes(`sha256 = ${H1},`));
    assert.ok(summary[2].description.includes(`SHA256[${H1}]`));
    assert.ok(summary[3].description.includes('http://login.pay-update.example:8080/session?id=7&x=a,b ,'));
    assert.equal(summary[4].lastEvent, true);
  });

  test('an unknown message is 404, and so is a known one outside the time range', async () => {
    assert.equal((await call(`${appliance.appliance}${DETAILS}?${DAY}&mid=999`)).status, 404);
    const later = 'startDate=2026-11-24T00:00:00.000Z&endDate=2026-11-25T00:00:00.000Z';
    assert.equal((await call(`${appliance.appliance}${DETAILS}?${later}&mid=315`)).json.error.code, '404');
  });

  test('a MID that is no number is 400', async () => {
    assert.equal((await call(`${appliance.appliance}${DETAILS}?${DAY}&mid=3x`)).status, 400);
  });
});
