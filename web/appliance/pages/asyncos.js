// Asking the appliance's API (AsyncOS 2.0), and its answers as rows.
import { sessionRefused } from './session.js';

/** @typedef {{start: string, end: string}} TimeRange ISO 8601, `end` not included */
/** @typedef {{by: string, direction: 'asc' | 'desc'}} Order `by` is '' for the table's own order */
/** @typedef {{range: TimeRange, order: Order, begins: string, offset: number, limit: number}} Question `begins`: the
 * key of the rows begins so; '' for all */
/** @typedef {{key: string, values: Record<string, any>}} Row */
/** @typedef {{rows: Row[], total: number, facts?: [name: string, value: string, observables: boolean][]}} Answer */
/** @typedef {((question: Question) => Promise<Answer>) & {filtersBy?: string}} Source rejects with a Refusal, or when
 * nothing answers; `filtersBy` is the key that `begins` is about */

/** What the API refused, in its own words. */
export class Refusal extends Error {}

/**
 * @param {string} path below /sma/api/v2.0/
 * @param {Record<string, string>} parameters
 * @returns {Promise<any>}
 */
export async function ask(path, parameters) {
  const reply = await fetch(`/sma/api/v2.0/${path}?${new URLSearchParams(parameters)}`);
  const body = await reply.json();
  if (reply.status === 401) sessionRefused();
  if (!reply.ok) {
    const said = body?.error?.explanation ?? body?.error;
    throw new Refusal(typeof said === 'string' ? said : `The appliance answered ${reply.status}.`);
  }
  return body;
}

/** @param {Question} question @param {'esa' | 'wsa'} device */
const parameters = ({ range, order, offset, limit }, device) => ({
  startDate: range.start, endDate: range.end, device_type: device, offset: String(offset), limit: String(limit),
  ...(order.by ? { orderBy: order.by, orderDir: order.direction } : {}),
});

/**
 * Every counter of a result lists the same keys in the same order: columns become rows.
 * @param {Record<string, Record<string, any>[]>} resultSet
 * @returns {Row[]}
 */
function rowsOf(resultSet) {
  /** @type {Map<string, Record<string, any>>} */
  const rows = new Map();
  for (const [counter, column] of Object.entries(resultSet))
    for (const [key, value] of column.flatMap((entry) => Object.entries(entry))) {
      if (!rows.has(key)) rows.set(key, {});
      Object.assign(rows.get(key) ?? {}, { [counter]: value });
    }
  return [...rows].map(([key, values]) => ({ key, values }));
}

/**
 * A report, whose rows are told apart by their `key`.
 * @param {string} name
 * @param {string} key
 * @param {'esa' | 'wsa'} device
 * @returns {Source}
 */
export const report = (name, key, device = 'esa') => Object.assign(async (/** @type {Question} */ question) => {
  const filter = { filterBy: key, filterOperator: 'begins_with', filterValue: question.begins };
  const { meta, data } = await ask(`reporting/${name}`,
    { ...parameters(question, device), ...(question.begins ? filter : {}) });
  const rows = rowsOf(data.resultSet);
  for (const row of rows) row.values[key] = row.key;
  return { rows, total: meta.totalCount };
}, { filtersBy: key });

/**
 * A list of messages or transactions.
 * @param {string} path
 * @param {string} key the attribute that tells them apart
 * @param {'esa' | 'wsa'} device
 * @param {Record<string, string>} [more]
 * @returns {Source}
 */
export const tracking = (path, key, device, more = {}) => async (question) => {
  const { meta, data } = await ask(path, { ...parameters(question, device), ...more });
  const rows = data.map((/** @type {{attributes: Record<string, any>}} */ { attributes }) =>
    ({ key: String(attributes[key]), values: attributes }));
  return { rows, total: meta.totalCount };
};
