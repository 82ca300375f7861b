// The time range of a report: the day, week or month before the newest data, or days of one's own.
import { choice, element, labelled } from './dom.js';

/** @typedef {import('./asyncos.js').TimeRange} TimeRange */

// The reference appliance has invented data up to here; a real one would take the present hour.
const NEWEST = Date.parse('2026-11-24T00:00:00.000Z');
const DAY = 86_400_000;
/** @type {[days: string, text: string][]} */
const RANGES = [['1', 'Day'], ['7', 'Week'], ['30', '30 days'], ['90', '90 days']];
const days = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });
const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

/** @param {number} days @returns {TimeRange} */
const before = (days) => ({ start: new Date(NEWEST - days * DAY).toISOString(), end: new Date(NEWEST).toISOString() });

/**
 * The range in the page's address, else the last day.
 * @param {URLSearchParams} address
 * @returns {TimeRange}
 */
export function rangeOf(address) {
  const day = before(1);
  return { start: address.get('startDate') ?? day.start, end: address.get('endDate') ?? day.end };
}

/** @param {string} text */
const shown = (text) => (Number.isNaN(Date.parse(text)) ? text : format.format(new Date(text)));

/** Whole days as such: "23 Nov 2026". @param {TimeRange} range */
export function rangeText({ start, end }) {
  const [first, last] = [Date.parse(start), Date.parse(end)];
  if (first % DAY === 0 && last % DAY === 0 && first < last) return `${days.formatRange(first, last - 1)} (GMT)`;
  return `${shown(start)} to ${shown(end)} (GMT)`;
}

/** @param {TimeRange} range */
function nameOf({ start, end }) {
  const known = RANGES.find(([days]) => before(Number(days)).start === start && before(Number(days)).end === end);
  return known ? known[0] : 'custom';
}

/** @param {string} value */
function dateField(value) {
  const field = element('input');
  field.type = 'date';
  field.required = true;
  field.value = Number.isNaN(Date.parse(value)) ? '' : new Date(value).toISOString().slice(0, 10);
  return field;
}

/**
 * The chooser. Own days take effect when both are there and in order.
 * @param {TimeRange} range
 * @param {(range: TimeRange) => void} choose
 */
export function timeRangeChooser(range, choose) {
  const from = dateField(range.start);
  const to = dateField(new Date((Date.parse(range.end) || NEWEST) - 1).toISOString());
  const own = element('span', '', 'fields-inline');
  own.append(labelled('From', from), labelled('To', to));
  own.hidden = nameOf(range) !== 'custom';
  const chooseDays = () => {
    to.setCustomValidity(from.value && to.value && to.value < from.value ? 'The last day is before the first.' : '');
    if (!from.reportValidity() || !to.reportValidity()) return;
    choose({ start: new Date(from.value).toISOString(), end: new Date(Date.parse(to.value) + DAY).toISOString() });
  };
  from.addEventListener('change', chooseDays);
  to.addEventListener('change', chooseDays);
  const select = choice([...RANGES, ['custom', 'Custom…']], nameOf(range), (chosen) => {
    own.hidden = chosen !== 'custom';
    if (chosen === 'custom') from.focus();
    else choose(before(Number(chosen)));
  });
  const chooser = element('span', '', 'fields-inline');
  chooser.append(labelled('Time range', select), own);
  return chooser;
}
