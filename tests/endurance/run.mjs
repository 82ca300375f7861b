// The long runs, too long for every change: `npm run endurance`, after a build (npm start or npm test).
//
//   npm run endurance -- kills      the parts that are named; without a name all of them
//   TR_SEED=N                       the course of events of an earlier run
//
// Each part has so much of something as its table says; its variable makes it less, and 0 leaves it out. Prints how
// far it is; the last line is `N passed, N failed`, and the exit status 1 when anything failed.
import { runBrowserFaults } from './browser-faults.mjs';
import { runConvergence } from './convergence.mjs';
import { runInterruptions } from './interruption.mjs';
import { runKills } from './kills.mjs';
import { runLongTests } from './long-tests.mjs';
import { seedOfRun } from './random.mjs';
import { runSimulation } from './simulation.mjs';
import { runSoak } from './soak.mjs';

/** @typedef {(() => Promise<unknown>)[]} Ends */
/** @typedef {{seed: number, count: number, say: (line: string) => void, ends: Ends}} Course */
/** @typedef {(course: Course) => Promise<{problems: string[]}>} Run */
/** @typedef {{count: number, variable: string, of: string, run: Run}} Part */

/** @type {Record<string, Part>} */
const parts = {
  'interruptions': { count: 200, variable: 'TR_INTERRUPTIONS', of: 'interruptions while changes are made',
    run: ({ count, ...course }) =>
      runInterruptions({ ...course, interruptions: count, changes: Math.max(500, 5 * count / 2) }) },
  'convergence': { count: 2000, variable: 'TR_OPERATIONS', of: 'operations of two people in five tabs',
    run: ({ count, ...course }) => runConvergence({ ...course, operations: count }) },
  'browser-faults': { count: 5, variable: 'TR_COURSES', of: 'courses of 40 acts in each of three browsers',
    run: ({ count, ...course }) => runBrowserFaults({ ...course, courses: count, acts: 40 }) },
  'kills': { count: 100, variable: 'TR_KILLS', of: 'SIGKILLs while clients write',
    run: ({ count, ...course }) => runKills({ ...course, kills: count }) },
  'soak': { count: 5000, variable: 'TR_OPENINGS', of: 'openings of menus in a day',
    run: ({ count, ...course }) => runSoak({ ...course, openings: count }) },
  'simulation': { count: 20_000, variable: 'TR_SEEDS', of: 'courses of the client core in simulated time',
    run: ({ count, ...course }) => runSimulation({ ...course, seeds: count }) },
  'long-tests': { count: 1, variable: 'TR_REPEATS', of: 'run of the browser tests with @long', run: runLongTests },
};

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in parts));
if (unknown) {
  console.error(`endurance: there is no part '${unknown}'; there are ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}
const seed = seedOfRun();
let passed = 0, failed = 0;

for (const [name, { variable, of, run, ...part }] of Object.entries(parts)) {
  const count = Number(process.env[variable] ?? part.count);
  if (count === 0 || (wanted.length > 0 && !wanted.includes(name))) continue;
  const started = performance.now();
  const say = (/** @type {string} */ line) =>
    console.log(`${((performance.now() - started) / 1000).toFixed(0).padStart(5)} s  ${line}`);
  console.log(`== ${name}: ${count} ${of}, TR_SEED=${seed}`);
  /** @type {Ends} */
  const ends = [];
  const { problems } = await run({ seed, count, say, ends })
    .catch((error) => ({ problems: [String(error.stack ?? error)] }));
  for (const end of ends.reverse()) await end();
  for (const problem of problems) console.log(`FAILED ${problem}`);
  if (problems.length > 0) console.log(`Again: TR_SEED=${seed} npm run endurance -- ${name}`);
  passed += problems.length === 0 ? 1 : 0;
  failed += problems.length === 0 ? 0 : 1;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
