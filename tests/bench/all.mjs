// Every benchmark, one after the other, and one table of all that they found.
//
//   npm run bench [-- NAME…]      needs dist/ and the appliance (node web/package/build.mjs release)
//
// Writes build/bench/all.json, with the machine and the versions; the exit status says whether all bounds hold. Leave
// the machine alone meanwhile.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { folder, print, rowsOf } from './table.mjs';

const all = ['observables', 'requests', 'ui', 'casebook', 'annotate', 'startup', 'memory', 'load'];
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !all.includes(name));
if (unknown) {
  console.error(`bench: there is no benchmark '${unknown}'; there are ${all.join(', ')}.`);
  process.exit(2);
}

const chromium = (await promisify(execFile)('/usr/bin/chromium', ['--version'])).stdout.trim();
const machine = { date: new Date().toISOString().slice(0, 10), cpu: os.cpus()[0].model.trim(),
  cores: os.availableParallelism(), node: process.version, chromium };
/** @type {Record<string, import('./table.mjs').Judged[]>} */
const found = {};
/** @type {string[]} */
const broken = [];
for (const name of wanted.length > 0 ? wanted : all) {
  await rm(path.join(folder, `${name}.json`), { force: true });
  const child = spawn(process.execPath, [path.join(import.meta.dirname, `${name}.mjs`)],
    { stdio: ['ignore', 'ignore', 'inherit'] });
  const [status] = await once(child, 'close');
  const rows = await rowsOf(name).catch(() => undefined);
  if (rows) found[name] = rows;
  else broken.push(name);
  console.log(`\n${name}${broken.includes(name) ? `: ended with status ${status}, no figures` : ''}`);
  print(found[name] ?? []);
}
console.log(`\n${Object.values(machine).join(', ')}`);
await writeFile(path.join(folder, 'all.json'), `${JSON.stringify({ machine, found, broken }, null, 2)}\n`);
const bounded = Object.values(found).flat().filter(({ holds }) => holds !== undefined);
const missed = bounded.filter(({ holds }) => !holds);
console.log(`${missed.length} of ${bounded.length} bounds missed`);
process.exitCode = missed.length + broken.length > 0 ? 1 : 0;
