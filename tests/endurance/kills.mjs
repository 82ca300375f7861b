// SIGKILLs to the service while eight clients write: after each, what was acknowledged is there, and its databases are
// whole.
import { execFile } from 'node:child_process';
import { cp, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { startAppliance } from '../conformance/appliance.mjs';
import { mint } from '../conformance/service.mjs';
import { newState } from './desk.mjs';
import { Chance } from './random.mjs';
import { casesIn, missing, nothing, write } from './writing.mjs';

const writers = 8, longest = 400; // milliseconds

/**
 * What SQLite's own program says of every database of a state folder. It is asked about a copy: opening a database
 * mends what a killed process has left, and that is for the service to do.
 * @param {string} state
 * @param {string} copy a folder that is not there
 * @returns {Promise<{looked: number, problems: string[]}>}
 */
async function integrity(state, copy) {
  await cp(state, copy, { recursive: true });
  const files = (await readdir(copy)).filter((name) => name.endsWith('.db'));
  /** @type {string[]} */
  const problems = [];
  for (const name of files) {
    const asked = [path.join(copy, name), 'PRAGMA integrity_check'];
    const said = await promisify(execFile)('sqlite3', asked).then(({ stdout }) => stdout, (error) =>
      (error.code === 'ENOENT' ? 'sqlite3 is not installed: run ./setup' : String(error.stderr)));
    if (said.trim() !== 'ok') problems.push(`${name}: ${said.trim()}`);
  }
  await rm(copy, { recursive: true });
  return { looked: files.length, problems: files.length > 0 ? problems : ['the state folder has no database'] };
}

/**
 * @param {{seed: number, kills: number, say: (line: string) => void, ends: (() => Promise<unknown>)[]}} course
 * @returns {Promise<{problems: string[]}>}
 */
export async function runKills({ seed, kills, say, ends }) {
  const chance = new Chance(seed);
  const place = await newState();
  ends.push(() => rm(place.folder, { recursive: true, maxRetries: 3 }));
  let service = await startAppliance(place);
  ends.push(() => service.kill());
  const casebook = `${service.private_intel}/ctia/casebook`;
  const acknowledged = nothing();
  /** @type {string[]} */
  const problems = [];
  for (let kill = 1; kill <= kills && problems.length === 0; ++kill) {
    const token = mint(place.state), before = acknowledged.cases.size;
    const work = Promise.all(Array.from({ length: writers },
      (_, index) => write(casebook, token, `k${kill}w${index}`, acknowledged, index % 3)));
    const until = performance.now() + chance.below(longest);
    while (performance.now() < until || acknowledged.cases.size === before) {
      await Promise.race([work, new Promise((resolve) => { setImmediate(resolve); })]);
    }
    await service.kill();
    await work;
    const { looked, problems: broken } = await integrity(place.state, path.join(place.folder, 'copy'));
    if (broken.length > 0) return { problems: broken.map((problem) => `after ${kill} SIGKILLs: ${problem}`) };
    service = await startAppliance(place);
    const lost = missing(await casesIn(casebook, token), acknowledged);
    problems.push(...lost.map((problem) => `after ${kill} SIGKILLs: ${problem}`));
    if (kill % 10 === 0) say(`${kill} of ${kills}: ${acknowledged.cases.size} cases are there, ` +
      `${acknowledged.deleted.size} are deleted, ${looked} databases are whole`);
  }
  return { problems };
}
