// Kinds of columns. A page describes its table with them; how a value looks stands here and nowhere else.
//
// Columns that hold no observable by intent are declared so (data-observables="off"): counts, times, our own people
// and hosts. Where a cell does not show its whole value the page declares what it is.
import { element } from './dom.js';

/** @typedef {import('./asyncos.js').Row} Row */
/**
 * @typedef {object} Column
 * @property {string} name of the value in a row; what the API sorts by
 * @property {string} heading
 * @property {string} className
 * @property {boolean} observables whether cells may hold some
 * @property {boolean} [isHeader] names its row
 * @property {boolean} [isSortable] as all are unless they say false
 * @property {(value: any, row: Row) => string} text what a cell says
 * @property {(cell: HTMLElement, text: string, value: any, row: Row) => void} [fill] more than text alone
 */

const number = new Intl.NumberFormat('en-US');

/** @param {any} value */
const words = (value) => String(value ?? '');

/** @type {(name: string, heading: string, more?: Partial<Column>) => Column} */
export const text = (name, heading, more = {}) =>
  ({ name, heading, className: '', observables: true, text: words, ...more });

/** Names its row. @type {(name: string, heading: string, more?: Partial<Column>) => Column} */
export const key = (name, heading, more = {}) => text(name, heading, { isHeader: true, ...more });

/** Words that are none by intent. @type {(name: string, heading: string, more?: Partial<Column>) => Column} */
export const plain = (name, heading, more = {}) => text(name, heading, { observables: false, ...more });

/** @type {(name: string, heading: string) => Column} */
export const count = (name, heading) => plain(name, heading, { className: 'number',
  text: (value) => (typeof value === 'number' ? number.format(value) : words(value)) });

/** A number written as text: a reputation, a score, a port. @type {(name: string, heading: string) => Column} */
export const score = (name, heading) => plain(name, heading, { className: 'number' });

/** @type {(name: string, heading: string) => Column} */
export const bytes = (name, heading) => plain(name, heading, { className: 'number', text: (value) => {
  const [unit, size] = value >= 1e9 ? ['GB', 1e9] : value >= 1e5 ? ['MB', 1e6] : ['kB', 1e3];
  return `${number.format(Math.round(value / Number(size) * 10) / 10)} ${unit}`;
} });

/** Seconds as hours, minutes and seconds. @type {(name: string, heading: string) => Column} */
export const duration = (name, heading) => plain(name, heading, { className: 'number', text: (value) =>
  [value / 3600, value / 60 % 60, value % 60].map((part) => String(Math.floor(part)).padStart(2, '0')).join(':') });

/** @type {(name: string, heading: string) => Column} */
export const time = (name, heading) => plain(name, heading, { className: 'nowrap',
  text: (value) => words(value).replace(' (GMT)', '') });

/** A URL or a hash. @type {(name: string, heading: string, more?: Partial<Column>) => Column} */
export const code = (name, heading, more = {}) => text(name, heading, { className: 'mono', ...more });

/** A hash whose ends are shown, declared whole. @type {(name: string, heading: string) => Column} */
export const shortHash = (name, heading) => text(name, heading, {
  className: 'mono nowrap',
  text: (value) => (words(value).length === 64 ? `${value.slice(0, 8)}…${value.slice(-7)}` : words(value)),
  fill: (cell, shown, value) => {
    cell.replaceChildren(shown);
    if (shown === value) {
      delete cell.dataset['observableType'];
      delete cell.dataset['observableValue'];
      cell.removeAttribute('title');
    } else {
      Object.assign(cell.dataset, { observableType: 'sha256', observableValue: value });
      cell.title = value;
    }
  },
});

/** The first of several and how many more there are. @type {(name: string, heading: string) => Column} */
export const people = (name, heading) => plain(name, heading, { isSortable: false,
  text: (value) => (value.length > 1 ? `${value[0]}, ${value.length - 1} more` : words(value[0])) });

/** A link to a page about the row. @type {(name: string, heading: string, address: (row: Row) => string) => Column} */
export const link = (name, heading, address) => plain(name, heading, {
  className: 'number',
  fill: (cell, shown, _, row) => {
    const made = element('a', shown);
    made.href = address(row);
    cell.replaceChildren(made);
  },
});

/** A sentence; the URL in it in a fixed-width font. @type {(name: string, heading: string) => Column} */
export const sentence = (name, heading) => text(name, heading, { className: 'prose', fill: (cell, shown) => {
  const url = /https?:\/\/\S+/.exec(shown);
  if (!url) return cell.replaceChildren(shown);
  const end = url.index + url[0].length;
  return cell.replaceChildren(shown.slice(0, url.index), element('span', url[0], 'mono'), shown.slice(end));
} });
