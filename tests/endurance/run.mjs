// The long runs, too long for every change: `npm run endurance`, after a build (npm start or npm test).
//
//   TR_SEED=N            the course of events of an earlier run
//   TR_INTERRUPTIONS=N   of 200; TR_OPERATIONS=N of 2,000
//
// Prints how far it is; the last line is `N passed, N failed`, and the exit status 1 when anything failed.
import { runConvergence } from './convergence.mjs';
import { runInterruptions } from './interruption.mjs';
import { seedOfRun } from './random.mjs';

const seed = seedOfRun();
const interruptions = Number(process.env.TR_INTERRUPTIONS ?? 200);
const operations = Number(process.env.TR_OPERATIONS ?? 2000);
let passed = 0, failed = 0;

/** @typedef {(() => Promise<unknown>)[]} Ends */
/**
 * @param {string} name
 * @param {(say: (line: string) => void, ends: Ends) => Promise<{problems: string[]}>} run
 */
async function part(name, run) {
  const started = performance.now();
  const say = (/** @type {string} */ line) =>
    console.log(`${((performance.now() - started) / 1000).toFixed(0).padStart(5)} s  ${line}`);
  console.log(`== ${name}, TR_SEED=${seed}`);
  /** @type {Ends} */
  const ends = [];
  const { problems } = await run(say, ends).catch((error) => ({ problems: [String(error.stack ?? error)] }));
  for (const end of ends.reverse()) await end();
  for (const problem of problems) console.log(`FAILED ${problem}`);
  if (problems.length > 0) console.log(`Again: TR_SEED=${seed} npm run endurance`);
  passed += problems.length === 0 ? 1 : 0;
  failed += problems.length === 0 ? 0 : 1;
}

if (interruptions > 0)
  await part(`${interruptions} interruptions of 500 changes`, (say, ends) =>
    runInterruptions({ seed, interruptions, changes: Math.max(500, 5 * interruptions / 2), say, ends }));
if (operations > 0)
  await part(`${operations} operations of two people in five tabs`, (say, ends) =>
    runConvergence({ seed, operations, say, ends }));
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
