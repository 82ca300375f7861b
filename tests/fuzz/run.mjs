// The fuzzer: `npm run fuzz`, or `npm run fuzz -- replies 300` for that target and so many seconds of it (60).
//
// Builds the preset `fuzz`, and lets libFuzzer look for inputs that lead to branches which no other has led to. It
// goes on from what it found before: build/fuzz-corpus on this machine, else corpus/<target>.txt, where the smallest
// set with the same branches is written in the end. What it has come to is written into the table of
// web/docs/fuzzing.md. An input that breaks a promise is kept beside, and the exit status is 1.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { BuildError, compile, execute, root } from '../../web/package/build.mjs';
import { recordIn, rowOf, withRecords } from './records.mjs';
import { corpusOf, dictionaryOf, seedsOf, targets } from './targets.mjs';

/** @import { Record } from './records.mjs' */

const kMostKept = 16_000;  // bytes of corpus/<target>.txt
const kTicks = 100;        // of the clock of /proc, a second
const work = path.join(root, 'build/fuzz-corpus');
const page = path.join(root, 'web/docs/fuzzing.md');
// What is in the memory is written a thousand times faster: some targets keep a database.
const temporary = existsSync('/dev/shm') ? '/dev/shm' : '/tmp';

/** CPU time in seconds. @param {number} process */
function cpuSeconds(process) {
  try {
    const fields = readFileSync(`/proc/${process}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
    return (Number(fields[11]) + Number(fields[12])) / kTicks;
  } catch {
    return 0;  // it has ended
  }
}

/** @param {string} name */
async function prepare(name) {
  const folder = path.join(work, name);
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) return folder;
  const inputs = [...await seedsOf(name), ...await corpusOf(name)];
  for (const [place, input] of inputs.entries()) await writeFile(path.join(folder, `seed-${place}`), input);
  return folder;
}

/** @param {string} name @returns {Promise<Record>} */
async function recordOf(name) {
  const kept = await readFile(path.join(work, `${name}.json`), 'utf8').catch(() => '');
  if (kept !== '') return JSON.parse(kept);
  return recordIn(await readFile(page, 'utf8'), name);
}

/**
 * @param {string} name
 * @param {number} seconds
 * @returns {Promise<{record: Record, problem: string}>}
 */
async function fuzz(name, seconds) {
  const folder = await prepare(name);
  const dictionary = path.join(work, `${name}.dict`), known = await dictionaryOf(name);
  await writeFile(dictionary, known);
  const record = await recordOf(name);
  const words = [`-max_total_time=${seconds}`, `-max_len=${targets[name].longest}`, '-timeout=60',
    ...known ? [`-dict=${dictionary}`] : [], '-rss_limit_mb=2048', '-print_final_stats=1',
    `-artifact_prefix=${path.join(work, `${name}-found-`)}`, folder];
  const child = spawn('nice', ['-n', '19', path.join(root, `build/fuzz/bin/${name}_fuzz`), ...words],
    { env: { ...process.env, TMPDIR: temporary }, stdio: ['ignore', 'ignore', 'pipe'] });
  let edges = 0, used = 0, executions = 0;
  /** @type {string[]} */
  const last = [];
  const clock = setInterval(() => { used = Math.max(used, cpuSeconds(child.pid ?? 0)); }, 500);
  for await (const line of createInterface({ input: child.stderr })) {
    last.push(line);
    if (last.length > 40) last.shift();
    const status = /^#(\d+)\s+(\w+).* cov: (\d+) /.exec(line);
    if (!status) continue;
    executions = Number(status[1]);
    if (Number(status[3]) <= edges) continue;
    edges = Number(status[3]);
    used = Math.max(used, cpuSeconds(child.pid ?? 0));
    // What the inputs that are there lead to is none that was found now.
    if (status[2] === 'NEW' && edges > record.edges) record.newest = record.seconds + used;
  }
  clearInterval(clock);
  const ended = child.exitCode ?? await new Promise((resolve) => child.once('close', resolve));
  record.seconds += used;
  record.executions += executions;
  record.edges = Math.max(edges, record.edges);
  record.date = new Date().toISOString().slice(0, 10);
  await writeFile(path.join(work, `${name}.json`), JSON.stringify(record));
  return { record, problem: ended === 0 ? '' : last.join('\n') };
}

/** The smallest inputs that lead to all branches together, as far as they fit. @param {string} name */
async function keep(name) {
  const merged = path.join(work, `${name}-merged`);
  await rm(merged, { recursive: true, force: true });
  await mkdir(merged);
  const { status, output } = await execute('nice', ['-n', '19', path.join(root, `build/fuzz/bin/${name}_fuzz`),
    '-merge=1', '-timeout=60', merged, path.join(work, name)], { TMPDIR: temporary });
  if (status !== 0) throw new BuildError(output);
  const inputs = await Promise.all((await readdir(merged)).map((file) => readFile(path.join(merged, file))));
  const seeds = new Set((await seedsOf(name)).map((seed) => seed.toString('base64')));
  const lines = inputs.map((input) => input.toString('base64')).filter((line) => line && !seeds.has(line));
  lines.sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  let size = 0;
  const most = targets[name].kept ?? kMostKept;
  const kept = lines.filter((line) => (size += line.length + 1) <= most);
  await writeFile(path.join(import.meta.dirname, `corpus/${name}.txt`), kept.map((line) => `${line}\n`).join(''));
  return { all: inputs.length, kept: kept.length };
}

/** Puts what these targets have come to into the page's table. @param {string[]} names */
async function tell(names) {
  const records = new Map();
  for (const name of names) records.set(name, await recordOf(name));
  await writeFile(page, withRecords(await readFile(page, 'utf8'), records));
  for (const [name, record] of records) console.log(rowOf(name, record));
}

/** @param {string[]} words */
async function main(words) {
  const seconds = Number(words.find((word) => /^\d+$/.test(word)) ?? 60);
  const wanted = words.filter((word) => !/^\d+$/.test(word));
  const unknown = wanted.find((name) => !(name in targets));
  if (unknown) {
    console.error(`fuzz: there is no target '${unknown}'; the targets are ${Object.keys(targets).join(', ')}.`);
    return 2;
  }
  const names = wanted.length > 0 ? wanted : Object.keys(targets);
  await compile('fuzz', names.map((name) => `${name}_fuzz`));
  let failed = 0;
  for (const name of names) {
    const { record, problem } = await fuzz(name, seconds);
    console.log(`== ${name}: ${record.executions} executions, ${record.edges} edges`);
    if (problem !== '') {
      console.log(`FAILED ${name}\n${problem}`);
      failed += 1;
      continue;
    }
    const { all, kept } = await keep(name);
    console.log(`   ${all} inputs, of which ${kept} are kept in tests/fuzz/corpus/${name}.txt`);
  }
  await tell(names);
  return failed > 0 ? 1 : 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof BuildError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
