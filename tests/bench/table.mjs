// What every benchmark prints and writes: one row a figure, the ratio to a peer of the same run first.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const folder = fileURLToPath(new URL('../../build/bench', import.meta.url));

/**
 * @typedef {object} Row
 * @property {string} what
 * @property {number} figure
 * @property {string} [unit] none for a ratio or a count
 * @property {number} [peer] the same of a peer, in the same run
 * @property {number} [least] bounds of the figure
 * @property {number} [most]
 */
/** @typedef {Row & {holds?: boolean}} Judged `holds` where there is a bound */

/** @param {Row} row @returns {Judged} */
function judge(row) {
  const { figure, least = -Infinity, most = Infinity } = row;
  return row.least === undefined && row.most === undefined ? row : { ...row, holds: figure >= least && figure <= most };
}

/** @param {number} figure */
const rounded = (figure) => (Number.isInteger(figure) ? String(figure) : figure.toFixed(Math.abs(figure) < 10 ? 2 : 1));

/** @param {Judged} row */
function line({ what, figure, unit = '', peer, least, most, holds }) {
  const bounds = [least !== undefined && `at least ${rounded(least)}`, most !== undefined && `at most ${rounded(most)}`];
  const verdict = holds === undefined ? '' : `${bounds.filter(Boolean).join(', ')}: ${holds ? 'holds' : 'MISSED'}`;
  const ratio = peer === undefined ? '' : `${(figure / peer).toFixed(2)} of ${rounded(peer)}`;
  return `${ratio.padEnd(18)} ${what.padEnd(60)} ${rounded(figure).padStart(9)} ${unit.padEnd(5)} ${verdict}`.trimEnd();
}

/** @param {Judged[]} rows */
export const print = (rows) => rows.forEach((row) => console.log(line(row)));

/**
 * Prints the rows and writes build/bench/<name>.json; the exit status says whether all bounds hold.
 * @param {string} name
 * @param {Row[]} rows
 * @param {object} [more] for whoever reads the file
 */
export async function report(name, rows, more = {}) {
  const judged = rows.map(judge);
  print(judged);
  await mkdir(folder, { recursive: true });
  const text = JSON.stringify({ rows: judged, ...more }, null, 2);
  await writeFile(path.join(folder, `${name}.json`), `${text}\n`);
  process.exitCode = judged.some(({ holds }) => holds === false) ? 1 : 0;
}

/** @param {string} name @returns {Promise<Judged[]>} of the last run */
export async function rowsOf(name) {
  return JSON.parse(await readFile(path.join(folder, `${name}.json`), 'utf8')).rows;
}
