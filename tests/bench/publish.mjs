// Writes what the last `npm run bench` found into README.md, between its two marks: every figure that has a bound, with
// the date, the machine and the versions, and for a miss its cause.
//
//   node tests/bench/publish.mjs
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { folder } from './table.mjs';

/** @typedef {import('./table.mjs').Judged & {benchmark: string}} Row */

const readme = path.join(import.meta.dirname, '../../README.md');
const begin = '<!-- measured -->', end = '<!-- /measured -->';

/** Why a bound is missed, where that was found. @type {[RegExp, string][]} */
const causes = [
  [/^first pivot button/, 'the scripts of the elements are read, and the ribbon is made, before the report is there'],
  [/times less than ioc-extractor/, 'to put 30,000 buttons into a page is half of the peer’s time'],
  [/^paste .* longest task$/, 'a bare field takes as long for the same text'],
  [/^scan, /, 'ten instructions a byte, half of them to find what is worth reading; the copy runs as fast as the '
    + 'memory, which differs by processor (51 times and 0.30 on another)'],
  [/^scroll step, 10,000 rows/, 'not explained yet; the median is 1.8 ms'],
  [/^menu, press to frame: largest/, 'not explained yet; the median is 45 ms'],
  [/^scroll frame, 95th/, 'not explained yet; 1.01 to 1.42 in three runs'],
];

/** @param {number} figure */
const rounded = (figure) => Number.isInteger(figure) ? figure.toLocaleString('en')
  : figure.toFixed(Math.abs(figure) < 10 ? 2 : 1);

/** @param {Row} row */
function line({ benchmark, what, figure, unit = '', peer, least, most, holds }) {
  const bounds = [least !== undefined && `at least ${rounded(least)}`, most !== undefined && `at most ${rounded(most)}`];
  const cause = causes.find(([pattern]) => pattern.test(what))?.[1];
  const verdict = holds ? 'holds' : `**missed**: ${cause ?? 'not explained yet'}`;
  const ratio = peer === undefined ? '' : (figure / peer).toFixed(2);
  return `| ${benchmark} | ${what} | ${ratio} | ${rounded(figure)} ${unit} | ${bounds.filter(Boolean).join(', ')} | ${verdict} |`
    .replaceAll('  ', ' ');
}

/** @type {{machine: Record<string, string | number>, found: Record<string, import('./table.mjs').Judged[]>}} */
const { machine, found } = JSON.parse(await readFile(path.join(folder, 'all.json'), 'utf8'));
const rows = Object.entries(found).flatMap(([benchmark, all]) => all.map((row) => ({ ...row, benchmark })))
  .filter(({ holds }) => holds !== undefined);
const table = [
  `${machine.date}, ${machine.cores} cores of ${machine.cpu}, Node ${machine.node}, ${machine.chromium}, no graphics card:`,
  `${rows.filter(({ holds }) => holds).length} of ${rows.length} bounds hold.`,
  '',
  '| Benchmark | What | Times its peer | Figure | Bound | |',
  '| --- | --- | ---: | ---: | --- | --- |',
  ...rows.map(line),
].join('\n');
const text = await readFile(readme, 'utf8');
const from = text.indexOf(begin), to = text.indexOf(end);
if (from < 0 || to < from) throw new Error(`README.md has no ${begin} … ${end}.`);
await writeFile(readme, `${text.slice(0, from + begin.length)}\n${table}\n${text.slice(to)}`);
