// Writers who work until the service is killed, and what they were told is done.
import { call } from '../conformance/service.mjs';

/**
 * What the service has said is done. `asked` may be gone: a deletion without an answer.
 * @typedef {{cases: Map<string, Set<string>>, asked: Set<string>, deleted: Set<string>}} Acknowledged
 */

/** @returns {Acknowledged} */
export const nothing = () => ({ cases: new Map(), asked: new Set(), deleted: new Set() });

/**
 * Writes until the service is gone: makes cases, adds three observables to each, and deletes every third.
 * @param {string} casebook
 * @param {string} token
 * @param {string} writer unlike any other
 * @param {Acknowledged} acknowledged
 * @param {number} [first] 2: its first case is the first that it deletes
 */
export async function write(casebook, token, writer, { cases, asked, deleted }, first = 0) {
  try {
    for (let turn = first; ; ++turn) {
      const made = await call(casebook, { method: 'POST', token, body: { title: `${writer}-${turn}` } });
      if (made.status !== 201) throw new Error(`create answered ${made.status}: ${made.text}`);
      const id = made.json.id.split('/').at(-1);
      cases.set(id, new Set());
      for (let i = 0; i < 3; ++i) {
        const value = `${writer}-${turn}-${i}.example`;
        const body = { operation: 'add', observables: [{ type: 'domain', value }] };
        const added = await call(`${casebook}/${id}/observables`, { method: 'POST', token, body });
        if (added.status !== 200) throw new Error(`add answered ${added.status}: ${added.text}`);
        cases.get(id)?.add(value);
      }
      if (turn % 3 !== 2) continue;
      asked.add(id);
      const gone = await call(`${casebook}/${id}`, { method: 'DELETE', token });
      if (gone.status !== 204) throw new Error(`delete answered ${gone.status}: ${gone.text}`);
      cases.delete(id);
      deleted.add(id);
    }
  } catch (error) {
    // The connection ends with the process; anything else is a finding.
    if (!(error instanceof TypeError)) throw error;
  }
}

/**
 * All cases that somebody may read, however many.
 * @param {string} casebook
 * @param {string} token
 * @returns {Promise<import('./ledger.mjs').Case[]>}
 */
export async function casesIn(casebook, token) {
  const found = [];
  /** @type {string | null} */
  let next = 'limit=1000';
  while (next) {
    const { status, headers, text, json } = await call(`${casebook}/search?sort_by=timestamp&${next}`, { token });
    if (status !== 200) throw new Error(`the search answered ${status}: ${text}`);
    found.push(...json);
    next = headers.get('x-next');
  }
  return found;
}

/**
 * What of it the service does not have, or has again.
 * @param {import('./ledger.mjs').Case[]} stored all cases of the service
 * @param {Acknowledged} acknowledged
 * @returns {string[]}
 */
export function missing(stored, { cases, asked, deleted }) {
  const found = new Map(stored.map((one) => [String(one.id).split('/').at(-1), one]));
  /** @type {string[]} */
  const problems = [];
  for (const [id, values] of cases) {
    const one = found.get(id);
    if (!one) {
      if (!asked.has(id)) problems.push(`${id} was made and is not there`);
      continue;
    }
    const kept = new Set((one.observables ?? []).map(({ value }) => value));
    for (const value of values) if (!kept.has(value)) problems.push(`${id} lacks ${value}`);
  }
  for (const id of deleted) if (found.has(id)) problems.push(`${id} was deleted and is there`);
  return problems;
}
