// What a fuzz target has come to, as a row of the table of web/docs/fuzzing.md:
// | target | date | CPU minutes | executions | edges | last new edge, CPU minutes |

/**
 * @typedef {{executions: number, edges: number, seconds: number, newest: number, date: string}} Record
 *   of all runs: seconds of CPU time, and after how many of them the newest edge was found
 */

const kRow = /^\| (\w+) ((?:\|[^|\n]*){5})\|$/gm;  // the table of the coverage has fewer columns

/**
 * What the page says of a target: the runs of another machine, from whose inputs this one starts.
 * @param {string} page
 * @param {string} name
 * @returns {Record}
 */
export function recordIn(page, name) {
  const row = [...page.matchAll(kRow)].find((found) => found[1] === name)?.[2] ?? '';
  const [date = '', ...numbers] = row.split('|').slice(1).map((cell) => cell.trim());
  const [minutes = 0, executions = 0, edges = 0, newest = 0] = numbers.map((cell) => Number(cell.replaceAll(',', '')));
  return { executions, edges, seconds: 60 * minutes, newest: 60 * newest, date };
}

/** @param {string} name @param {Record} record */
export function rowOf(name, { date, seconds, executions, edges, newest }) {
  const minutes = (/** @type {number} */ time) => (time / 60).toFixed(1);
  return `| ${name} | ${date} | ${minutes(seconds)} | ${executions.toLocaleString('en')} | ` +
    `${edges.toLocaleString('en')} | ${minutes(newest)} |`;
}

/** The page with these rows in the place of those before. @param {string} page @param {Map<string, Record>} records */
export function withRecords(page, records) {
  return page.replace(kRow, (row, name) => {
    const record = records.get(name);
    return record ? rowOf(name, record) : row;
  });
}
