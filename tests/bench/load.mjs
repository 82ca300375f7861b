// Two hundred analysts at once: report pages, the embedded Threat Response and its cases, read and written, by wrk.
//
//   npm run bench:load      needs dist/ and the appliance (node web/package/build.mjs release), and wrk (./setup)
//
//   TR_SECONDS=N      of 60, for each of the two rounds
//   TR_ANALYSTS=N     of 200
//
// In the first round each waits a while before its next call, as people do; in the second nobody does. No answer may
// be an error, and afterwards the store must have exactly what it has acknowledged.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startAppliance } from '../conformance/appliance.mjs';
import { call, mint } from '../conformance/service.mjs';
import { casesIn } from '../endurance/writing.mjs';
import { lostWrites, readJournal } from './load/journal.mjs';
import { errorsOf, runWrk } from './load/wrk.mjs';
import { report } from './table.mjs';

/** @typedef {import('./load/wrk.mjs').Kind} Kind */
/** @typedef {import('./load/wrk.mjs').Outcome} Outcome */

const seconds = Number(process.env.TR_SECONDS ?? 60);
const analysts = Number(process.env.TR_ANALYSTS ?? 200);
const before = 500;
/** So that 200 of them make 500 calls a second. */
const pace = 400;
const kinds = /** @type {const} */ (['pages', 'service', 'reads', 'writes']);

/** @param {number} pid @returns {Promise<number>} MB that it has in memory */
async function memory(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s*(\d+)/m.exec(status)?.[1]) / 1024;
}

/**
 * @param {import('../conformance/appliance.mjs').Appliance} appliance
 * @param {string} folder
 * @param {number} wait
 */
async function round(appliance, folder, wait) {
  const token = mint(path.join(folder, 'state'), { lifetime: 3600,
    scopes: ['casebook', 'enrich:read', 'inspect:read', 'response:read', 'profile:read'] });
  const address = { pages: appliance.appliance, service: appliance.visibility, reads: appliance.private_intel,
    writes: appliance.private_intel };
  const journal = path.join(folder, `journal-${wait}`);
  const outcomes = await Promise.all(kinds.map((kind) => runWrk({ kind, address: address[kind], journal, seconds,
    connections: Math.ceil(analysts / kinds.length), pace: wait,
    secret: kind === 'pages' ? appliance.cookie : token })));
  const said = readJournal(await readFile(journal, 'utf8'));
  // The others are those of the round before, and those that were there before it.
  const mine = new Set([...said.unanswered, ...[...said.cases.values()].map(({ name }) => name)]);
  const stored = await casesIn(`${appliance.private_intel}/ctia/casebook`, token);
  return { outcomes, writes: said.writes,
    lost: lostWrites(said, stored.filter(({ external_ids: [name] = [''] }) => mine.has(name))) };
}

/**
 * @param {string} how
 * @param {Awaited<ReturnType<typeof round>>} found
 * @param {number} [most] milliseconds, of the 99th percentile
 * @returns {import('./table.mjs').Row[]}
 */
function rowsOf(how, { outcomes, writes, lost }, most) {
  for (const { why } of outcomes) if (why) console.error(`${how}: ${why}`);
  for (const one of lost.slice(0, 10)) console.error(`${how}: ${one}`);
  const total = outcomes.reduce((sum, { requests, seconds: took }) => sum + requests / took, 0);
  return [
    { what: `${how}: errors`, figure: outcomes.reduce((sum, one) => sum + errorsOf(one), 0), most: 0 },
    { what: `${how}: acknowledged writes that were lost`, figure: lost.length, most: 0 },
    { what: `${how}: acknowledged writes`, figure: writes, least: 1 },
    { what: `${how}: answers`, figure: total, unit: '/s' },
    ...outcomes.flatMap(({ requests, seconds: took, p50, p95, p99, max }, index) => [
      { what: `${how}: ${kinds[index]}`, figure: requests / took, unit: '/s' },
      { what: '   50th percentile', figure: p50, unit: 'ms' },
      { what: '   95th percentile', figure: p95, unit: 'ms' },
      { what: '   99th percentile', figure: p99, unit: 'ms', most },
      { what: '   longest', figure: max, unit: 'ms' },
    ]),
  ];
}

const folder = await mkdtemp(path.join(tmpdir(), 'bench-load-'));
const settings = path.join(folder, 'settings.json');
await writeFile(settings, JSON.stringify({ hourly_limit: 1_000_000_000, refresh_ms: 0 }));
const appliance = await startAppliance({ state: path.join(folder, 'state'), settings });
const token = mint(path.join(folder, 'state'));
for (let number = 0; number < before; ++number) {
  const made = await call(`${appliance.private_intel}/ctia/casebook`, { method: 'POST', token, body: {
    title: `kept ${number}`, tlp: 'amber', external_ids: [`kept-${number}`],
    observables: [{ type: 'domain', value: `kept-${number}.example` }] } });
  if (made.status !== 201) throw new Error(`A case was not made: ${made.status} ${made.text}`);
}
const fresh = await memory(appliance.pid);
const paced = await round(appliance, folder, pace);
const warm = await memory(appliance.pid);
const full = await round(appliance, folder, 0);
const end = await memory(appliance.pid);
await appliance.stop();
await rm(folder, { recursive: true });

await report('load', [
  ...rowsOf(`${analysts} analysts who wait ${pace} ms`, paced),
  ...rowsOf(`${analysts} analysts who do not wait`, full),
  { what: 'memory before', figure: fresh, unit: 'MB' },
  { what: 'memory after the first round', figure: warm, unit: 'MB' },
  { what: 'memory after the second', figure: end, unit: 'MB' },
]);
