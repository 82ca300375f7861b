// The reporting and tracking API of the appliance, as AsyncOS has it.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { putControl, startAppliance } from './appliance.mjs';
import { callAsOperator } from './service.mjs';

const H1 = '5146f54dbec0089c4cb5661e6506849dddf2ed32e71dd7e21efae4bde6421330';
const DAY = 'startDate=2026-11-23T00:00:00.000Z&endDate=2026-11-24T00:00:00.000Z';
const REPORTS = '/sma/api/v2.0/reporting/';
const REPORT = `${REPORTS}mail_incoming_domain_detail`;
const MESSAGES = '/sma/api/v2.0/message-tracking/messages';
const SEARCH = 'device_type=esa&ciscoHost=All_Hosts&searchOption=messages';
const PROXY = '/sma/api/v2.0/web-tracking/proxy_services';
const DETAILS = '/sma/api/v2.0/message-tracking/details';

/** @type {import('./appliance.mjs').Appliance} */
let appliance;
const state = mkdtempSync(join(tmpdir(), 'appliance-test-'));

before(async () => {
  appliance = await startAppliance({ state, controls: true });
});

after(async () => {
  assert.equal(await appliance.stop(), 0, appliance.stderr());
  rmSync(state, { recursive: true });
});

/** @param {any[]} column */
const domains = (column) => column.map((entry) => Object.keys(entry)[0]);

describe('reporting', () => {
  test('Incoming Mail: Domains has every row and counter of the day', async () => {
    const { status, json } = await callAsOperator(appliance, `${REPORT}?${DAY}&device_type=esa`);
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
    const base = `${REPORT}?${DAY}&device_type=esa`;
    const sorted = await callAsOperator(appliance, `${base}&orderBy=detected_spam&orderDir=desc&offset=1&limit=2`);
    assert.deepEqual(domains(sorted.json.data.resultSet.detected_spam), ['pay-update.example', 'newsletter.example']);
    assert.equal(sorted.json.meta.totalCount, 6);
    const begins = await callAsOperator(appliance, `${base}&filterBy=domain&filterOperator=begins_with&filterValue=pa`);
    assert.deepEqual(domains(begins.json.data.resultSet.detected_amp), ['pay-update.example', 'partner.example.org']);
    const named = await callAsOperator(appliance, `${base}&filterBy=domain&filterOperator=is&filterValue=bit.ly`);
    assert.deepEqual(named.json.data.resultSet.detected_amp, [{ 'bit.ly': 1 }]);
  });

  test('a day without mail is an empty result, not an error', async () => {
    const other = 'startDate=2025-11-20T00:00:00.000Z&endDate=2025-11-21T00:00:00.000Z';
    const { status, json } = await callAsOperator(appliance, `${REPORT}?${other}&device_type=esa`);
    assert.equal(status, 200);
    assert.equal(json.meta.totalCount, 0);
    assert.deepEqual(json.data.resultSet, {});
  });

  // Report, key, device type, rows of the day, and a value of one of them (requirements E.2 to E.10).
  for (const [name, key, device, rows, counter, of, value] of /** @type {const} */ ([
    ['mail_incoming_ip_hostname_detail', 'ip', 'esa', 5, 'sbrs', '2001:db8:0:5::25', 'N/A'],
    ['mail_incoming_malware_threat_file_detail', 'file', 'esa', 5, 'file_name', H1, 'invoice-2291.pdf.exe'],
    ['mail_incoming_web_interaction_track_urls', 'url', 'esa', 4, 'clicks', 'https://bit.ly/3xAmpLe', 5],
    ['mail_destination_domain_detail', 'domain', 'esa', 3, 'hard_bounced', 'drop.invalid', 18],
    ['mail_users_detail', 'internal_user', 'esa', 3, 'incoming_spam_detected', 'desk@example.com', 19],
    ['mweb_domain_detail', 'domain', 'wsa', 4, 'time_spent_seconds', 'video.example', 18_780],
    ['mweb_l4tm_client_detail', 'client_ip', 'wsa', 3, 'top_destination', '198.51.100.31', '203.0.113.66'],
  ]))
    test(`${name} has its rows, sorted and filtered by its own key`, async () => {
      const base = `${REPORTS}${name}?${DAY}&device_type=${device}`;
      const { status, json } = await callAsOperator(appliance, `${base}&orderBy=${key}&orderDir=asc`);
      assert.equal(status, 200);
      assert.equal(json.meta.totalCount, rows);
      for (const column of Object.values(json.data.resultSet)) {
        assert.equal(column.length, rows);
        assert.deepEqual(domains(column), domains(column).toSorted());
      }
      const filter = `filterBy=${key}&filterOperator=is&filterValue=${encodeURIComponent(of)}`;
      const one = await callAsOperator(appliance, `${base}&${filter}`);
      assert.deepEqual(one.json.data.resultSet[counter], [{ [of]: value }]);
    });

  test('one counter is answered alone, and no more rows than asked for', async () => {
    const base = `${REPORT}/detected_spam?${DAY}&device_type=esa&query_type=export`;
    const { json } = await callAsOperator(appliance, `${base}&orderBy=detected_spam&orderDir=desc&top=2`);
    assert.deepEqual(json.data.resultSet, { detected_spam: [{ 'bit.ly': 31 }, { 'pay-update.example': 20 }] });
    assert.equal(json.meta.totalCount, 2);
    assert.equal((await callAsOperator(appliance, `${REPORT}/colour?${DAY}&device_type=esa`)).status, 404);
  });

  test('numbers that are written as text are sorted by value, before words', async () => {
    const base = `${REPORTS}mail_incoming_ip_hostname_detail?${DAY}&device_type=esa`;
    const { json } = await callAsOperator(appliance, `${base}&orderBy=sbrs&orderDir=asc`);
    assert.deepEqual(json.data.resultSet.sbrs.flatMap(Object.values), ['-8.1', '-2.6', '4.2', '5.0', 'N/A']);
  });

  test('the month before has more rows, the same ones each time, and pages without gaps', async () => {
    const month = 'startDate=2026-10-25T00:00:00.000Z&endDate=2026-11-24T00:00:00.000Z';
    const base = `${REPORT}?${month}&device_type=esa`;
    const whole = await callAsOperator(appliance, base);
    const all = domains(whole.json.data.resultSet.total_recipients);
    assert.equal(whole.json.meta.totalCount, 63);
    assert.deepEqual((await callAsOperator(appliance, base)).json, whole.json);
    const paged = [];
    for (let offset = 0; offset < all.length; offset += 25)
      paged.push(...domains((await callAsOperator(appliance, `${base}&offset=${offset}&limit=25`)).json.data.resultSet.total_recipients));
    assert.deepEqual(paged, all);
  });

  test('later traffic changes rows, brings new ones, and can be taken back', async () => {
    const base = `${REPORT}?${DAY}&device_type=esa`;
    const before = await callAsOperator(appliance, base);
    await putControl(appliance, 'traffic', { step: 2 });
    const { json } = await callAsOperator(appliance, base);
    assert.equal(json.meta.totalCount, 7);
    assert.deepEqual(json.data.resultSet.detected_spam[0], { 'bit.ly': 31 + 955 });
    assert.deepEqual(json.data.resultSet.detected_spam[6], { 'invoice-portal.test': 7 });
    await putControl(appliance, 'traffic', { step: 0 });
    assert.deepEqual((await callAsOperator(appliance, base)).json, before.json);
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
    [`${DAY}&device_type=esa&top=0`, 'the top none'],
    [`${DAY}&device_type=esa&query_type=graph`, 'a graph'],
    [`${DAY}&device_type=esa&filterBy=domain&filterOperator=like&filterValue=x`, 'an unknown filter operator'],
  ])
    test(`${why} is refused with 400 and a sentence`, async () => {
      const { status, json } = await callAsOperator(appliance, `${REPORT}?${query}`);
      assert.equal(status, 400);
      assert.equal(json.error.code, '400');
      assert.match(json.error.explanation, /\.$/);
    });

  test('another report is 404', async () => {
    for (const name of ['mail_colours', 'messages', ''])
      assert.equal((await callAsOperator(appliance, `${REPORTS}${name}?${DAY}&device_type=esa`)).status, 404, name);
  });
});

describe('message tracking', () => {
  test('the details of MID 315 are sentences with whole hashes and URLs', async () => {
    const { status, json } = await callAsOperator(appliance, `${DETAILS}?${DAY}&mid=315`);
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
    assert.equal((await callAsOperator(appliance, `${DETAILS}?${DAY}&mid=999`)).status, 404);
    const later = 'startDate=2026-11-24T00:00:00.000Z&endDate=2026-11-25T00:00:00.000Z';
    assert.equal((await callAsOperator(appliance, `${DETAILS}?${later}&mid=315`)).json.error.code, '404');
  });

  test('a MID that is no number is 400', async () => {
    assert.equal((await callAsOperator(appliance, `${DETAILS}?${DAY}&mid=3x`)).status, 400);
  });

  test('the messages of the day, with their status by MID, sorted and paged', async () => {
    const base = `${MESSAGES}?${DAY}&${SEARCH}`;
    const { status, json } = await callAsOperator(appliance, base);
    assert.equal(status, 200);
    assert.deepEqual(json.meta, { num_bad_records: 0, totalCount: 4 });
    const { attributes } = json.data[3];
    assert.deepEqual(attributes.mid, [330]);
    assert.deepEqual(attributes.messageStatus, { 330: 'Hard Bounced' });
    assert.equal(attributes.subject, 'Re: see https://bit.ly/3xAmpLe');
    assert.equal(attributes.timestamp, '23 Nov 2026 09:01:15 (GMT)');
    assert.equal(attributes.summary, undefined);
    const newest = await callAsOperator(appliance, `${base}&orderBy=timestamp&orderDir=desc&offset=0&limit=1`);
    assert.deepEqual(newest.json.data.map((/** @type {any} */ each) => each.attributes.mid), [[330]]);
    assert.equal(newest.json.meta.totalCount, 4);
  });

  for (const [query, why] of [
    [`${DAY}&device_type=esa&ciscoHost=All_Hosts`, 'no search option'],
    [`${DAY}&device_type=esa&searchOption=messages`, 'no host'],
    [`${DAY}&${SEARCH}&offset=0&limit=101`, 'more than 100 messages'],
    [`${DAY}&${SEARCH}&orderBy=summary&orderDir=asc`, 'sorting by what a list does not have'],
    [SEARCH, 'no dates'],
  ])
    test(`${why} is refused with 400 and a sentence`, async () => {
      const { status, json } = await callAsOperator(appliance, `${MESSAGES}?${query}`);
      assert.equal(status, 400);
      assert.match(json.error.explanation, /\.$/);
    });
});

describe('web tracking', () => {
  test('the transactions of the day, with URL, hash and client', async () => {
    const { status, json } = await callAsOperator(appliance, `${PROXY}?${DAY}&device_type=wsa&offset=1&limit=1`);
    assert.equal(status, 200);
    assert.equal(json.meta.totalCount, 4);
    assert.equal(json.data[0].attributes.url, 'https://files.example.net/dl/%E2%9C%93/setup.exe');
    assert.equal(json.data[0].attributes.sha256, '31fa58aaa2d1d31df0c70b96e4543c60e18ec1aaa96899ea47d0f0c921ce96d2');
    assert.equal(json.data[0].attributes.client_ip, '198.51.100.31');
  });

  test('it is of web appliances', async () => {
    assert.equal((await callAsOperator(appliance, `${PROXY}?${DAY}&device_type=esa`)).status, 400);
    assert.equal((await callAsOperator(appliance, `/sma/api/v2.0/web-tracking/l4tm?${DAY}`)).status, 404);
  });
});
