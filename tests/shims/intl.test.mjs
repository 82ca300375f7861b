import assert from 'node:assert/strict';
import { test } from 'node:test';
import { intl, isLanguageTag, pageIntl } from '../../shims/intl.js';

process.env.TZ = 'Europe/Berlin';
// Intl puts blanks and marks of direction that are not seen between the parts of a time.
const plain = (/** @type {string} */ text) => text.replace(/[\u00a0\u202f]/g, ' ').replace(/[\u200e\u200f]/g, '');
const winter = Date.UTC(2026, 10, 24, 4, 14) / 1000, summer = Date.UTC(2026, 6, 1, 4, 14) / 1000;

test('plurals are the categories of each language', () => {
  const of = (/** @type {string} */ language, /** @type {number[]} */ counts) =>
    counts.map((count) => intl(language, 'plural', count));
  assert.deepEqual(of('en', [0, 1, 2, 1.5]), ['other', 'one', 'other', 'other']);
  assert.deepEqual(of('de', [0, 1, 2, 1.5]), ['other', 'one', 'other', 'other']);
  assert.deepEqual(of('ja', [0, 1, 2]), ['other', 'other', 'other']);
  assert.deepEqual(of('ar', [0, 1, 2, 3, 10, 11, 99, 100, 102, 103, 1.5]),
    ['zero', 'one', 'two', 'few', 'few', 'many', 'many', 'other', 'other', 'few', 'other']);
});

test('numbers are grouped and have the digits of the language and its region', () => {
  const of = (/** @type {string} */ language) => intl(language, 'number', 1234567.5);
  assert.equal(of('en'), '1,234,567.5');
  assert.equal(of('de'), '1.234.567,5');
  assert.equal(of('ja'), '1,234,567.5');
  assert.equal(of('ar-EG'), '١٬٢٣٤٬٥٦٧٫٥');
});

test('a moment has date, time and the time zone of that day', () => {
  const of = (/** @type {string} */ language, at = winter) => plain(intl(language, 'moment', at));
  assert.equal(of('en'), 'Nov 24, 2026, 5:14 AM GMT+1');
  assert.equal(of('en', summer), 'Jul 1, 2026, 6:14 AM GMT+2');
  assert.equal(of('de'), '24.11.2026, 05:14 MEZ');
  assert.equal(of('de', summer), '01.07.2026, 06:14 MESZ');
  assert.equal(of('ja'), '2026/11/24 5:14 GMT+1');
  assert.equal(of('ar-EG'), '٢٤/١١/٢٠٢٦، ٥:١٤ ص غرينتش+١');
});

test('a time, a date, a day and a clock are the moment\'s, in its time zone', () => {
  const of = (/** @type {string} */ language) =>
    ['time', 'date', 'day', 'clock'].map((what) => plain(intl(language, what, winter)));
  assert.deepEqual(of('en'), ['Nov 24, 2026, 5:14 AM', 'Nov 24, 2026', 'Nov 24', '5:14 AM']);
  assert.deepEqual(of('de'), ['24.11.2026, 05:14', '24.11.2026', '24. Nov.', '05:14']);
  assert.deepEqual(of('ja'), ['2026/11/24 5:14', '2026/11/24', '11月24日', '5:14']);
  assert.deepEqual(of('ar-EG'), ['٢٤/١١/٢٠٢٦، ٥:١٤ ص', '٢٤/١١/٢٠٢٦', '٢٤ نوفمبر', '٥:١٤ ص']);
  assert.deepEqual([winter, summer].map((at) => intl('en', 'offset', at)), ['3600', '7200']);
  for (const what of ['time', 'date', 'day', 'clock']) assert.equal(intl('en', what, 1e13), '');
  assert.equal(intl('en', 'offset', Number.NaN), '0');
});

test('a moment beyond the calendar is no text', () => {
  for (const at of [1e13, -1e13, NaN, Infinity]) assert.equal(intl('en', 'moment', at), '');
});

test('each language has formats of its own, however often they are used', () => {
  for (let i = 0; i < 3; ++i) {
    assert.equal(intl('de', 'number', 1.5), '1,5');
    assert.equal(intl('en', 'number', 1.5), '1.5');
  }
});

test('the region of the page counts where the page is in that language', () => {
  let page = 'ar-EG';
  const of = (/** @type {string} */ language) => pageIntl(() => page)(language, 'number', 1234.5);
  assert.equal(of('ar'), '١٬٢٣٤٫٥');
  assert.equal(of('en'), '1,234.5');
  page = 'DE-at';
  assert.equal(of('de').replace('\u00a0', ' '), '1 234,5');
  for (page of ['', 'de-', 'de_DE', 'fr']) assert.equal(of('de'), '1.234,5', page);
});

test('what is no language tag is known', () => {
  for (const tag of ['de', 'de-AT', 'zh-Hant-TW']) assert.equal(isLanguageTag(tag), true, tag);
  for (const tag of ['', 'de_AT', 'de-', 'English (US)']) assert.equal(isLanguageTag(tag), false, tag);
});
