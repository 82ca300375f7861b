// Runs everything that says whether this repository is in order, and counts it.
//
//   node tests/run.mjs                                   all, as `npm test` does after ./setup
//   node tests/run.mjs lint|native|wasm|node|browser     that part, with the builds it needs
//
// Each step prints its time and counts; what failed prints its own output. The last line is
// `N passed, N failed`; the exit status is 1 when anything failed. What did not run has failed: a skipped or
// disabled test, a step without tests, a program that is missing, does not end well or leaks.
// A build that works is no test; one that fails is one failure, and so is each step that needs it.
//
// A browser, and a program that a test starts, may be held up by the machine longer than a test waits for it. So what
// fails there is run once more, with nothing of its kind beside it: it fails when it fails again, and is named as
// unsteady when it does not. An unsteady test hides a race of the test's or of the product's, and is to be mended.
//
// A step's budget is what it takes on two cores that do nothing else and have built before: twelve minutes in all.
// A step beyond it names what took longest, and does not fail, since a busy machine is no fault of the code's. What
// would not fit runs in `npm run endurance`.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { run as runNodeTests } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { BuildError, compile, distSteps, execute, root } from '../web/package/build.mjs';
import { lint } from './lint.mjs';

/**
 * A failure is a test's name and what it said, and so is what failed once and then passed; `times` are seconds of
 * tests, or of programs of them, by name.
 * @typedef {{passed: number, failures: string[], unsteady?: string[], times?: Map<string, number>}} Outcome
 */
/** @typedef {'sanitized' | 'wasm-debug' | 'dist'} Build */
/** @typedef {{name: string, needs: Build[], budget: number, run: () => Promise<Outcome>}} Step  budget in seconds */

const appliance = path.join(root, 'build/sanitized/appliance');
const sanitizers = { ASAN_OPTIONS: 'detect_leaks=1', UBSAN_OPTIONS: 'print_stacktrace=1' };

/** @type {Record<Build, () => Promise<void>>} */
const builds = {
  'sanitized': () => compile('sanitized'),
  'wasm-debug': async () => {
    // Brings the list of programs up to date with the CMakeLists.txt files before it is read.
    await compile('wasm-debug', ['build.ninja']);
    await compile('wasm-debug', await builtPrograms('wasm-debug'));
  },
  'dist': async () => {
    for (const step of distSteps('release')) await step.run();
  },
};

/** @param {string} ending */
async function testFiles(ending) {
  const names = await readdir(path.join(root, 'tests'), { recursive: true });
  return names.filter((name) => name.endsWith(ending)).map((name) => path.join(root, 'tests', name)).sort();
}

/**
 * The programs that tests/ declares, so that a folder nobody adds to the build is noticed.
 * @param {string[]} functions of tests/CMakeLists.txt
 */
async function declaredPrograms(functions = ['tr_test']) {
  const lists = await testFiles('CMakeLists.txt');
  const call = new RegExp(`^\\s*(?:${functions.join('|')})\\(\\s*(\\w+)`, 'gm');
  return lists.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(call)].map((match) => match[1]));
}

/**
 * The programs that a configured build makes: in WebAssembly those of the server are missing by design.
 * @param {Build} preset
 */
async function builtPrograms(preset) {
  const { status, output } = await execute('ninja', ['-C', `build/${preset}`, '-t', 'targets', 'all']);
  if (status !== 0) throw new BuildError(output);
  const made = new Set([...output.matchAll(/^(\w+): phony$/gm)].map((match) => match[1]));
  return (await declaredPrograms(['tr_test', 'tr_wasm_test'])).filter((name) => made.has(name));
}

/**
 * Runs one GoogleTest program and counts from its JSON report.
 * @param {string} name
 * @param {string[]} command
 * @param {string} folder for the report
 * @returns {Promise<Outcome>}
 */
async function googleTest(name, command, folder) {
  const report = path.join(folder, `${name}.json`);
  await rm(report, { force: true });
  const [program, ...words] = [...command, `--gtest_output=json:${report}`];
  const { status, output } = await execute(program, words, sanitizers);
  if (!existsSync(report)) return { passed: 0, failures: [`${name} ended with status ${status}\n${output}`] };
  let passed = 0;
  const failures = [];
  for (const suite of JSON.parse(readFileSync(report, 'utf8')).testsuites) {
    for (const test of suite.testsuite) {
      const wrong = (test.failures ?? []).map((/** @type {{failure: string}} */ entry) => entry.failure);
      if (test.result !== 'COMPLETED') wrong.push('did not run (skipped or disabled)');
      if (wrong.length === 0) ++passed;
      else failures.push(`${name}: ${suite.name}.${test.name}\n${wrong.join('\n')}`);
    }
  }
  if (status !== 0 && failures.length === 0) failures.push(`${name} ended with status ${status}\n${output}`);
  if (passed + failures.length === 0) failures.push(`${name} has no tests`);
  return { passed, failures };
}

/**
 * @param {string} title
 * @param {string[]} names
 * @param {string} preset
 * @param {(binary: string) => string[]} command
 * @returns {Promise<Outcome>}
 */
async function googleTests(title, names, preset, command) {
  const folder = path.join(root, 'build', preset, 'reports');
  await mkdir(folder, { recursive: true });
  const total = { passed: 0, failures: /** @type {string[]} */ ([]), times: new Map() };
  const waiting = [...names];
  const work = async () => {
    for (let name = waiting.shift(); name; name = waiting.shift()) {
      const words = command(path.join(root, 'build', preset, 'bin', name));
      const file = words[words.length - 1];
      const missing = `${title}: ${path.relative(root, file)} is missing; is its folder in the build?`;
      const started = performance.now();
      const { passed, failures } = existsSync(file) ? await googleTest(name, words, folder)
        : { passed: 0, failures: [missing] };
      total.times.set(name, (performance.now() - started) / 1000);
      total.passed += passed;
      total.failures.push(...failures);
    }
  };
  await Promise.all(Array.from({ length: os.availableParallelism() }, work));
  return total;
}

/**
 * @param {string[]} files
 * @param {number} concurrency
 * @returns {Promise<Map<string, {passed: number, failures: string[], seconds: number}>>} by file
 */
async function nodeTestsOf(files, concurrency) {
  const total = new Map(files.map((file) => [file, { passed: 0, failures: /** @type {string[]} */ ([]), seconds: 0 }]));
  const counted = new Set();
  if (files.length === 0) return total;
  for await (const { type, data } of runNodeTests({ files, concurrency })) {
    if (type === 'test:stderr') process.stderr.write(data.message);
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const isFile = total.has(path.resolve(data.name));
    const outcome = total.get(path.resolve(data.file ?? data.name)) ?? total.get(files[0]);
    if (!outcome) continue;
    if (data.nesting === 0) outcome.seconds += data.details.duration_ms / 1000;
    const isSuite = data.details.type === 'suite';
    // An empty file passes under its own name; one that cannot be loaded fails under it.
    if (data.file && !isSuite && !(isFile && type === 'test:pass')) counted.add(path.resolve(data.file));
    if (type === 'test:fail') {
      // A suite fails with its tests; it counts itself only when it broke outside of them.
      const error = /** @type {Error & {failureType?: string, cause?: unknown}} */ (data.details.error);
      if ((isSuite || isFile) && error.failureType === 'subtestsFailed') continue;
      outcome.failures.push(`${data.name}\n${data.file ?? ''}\n${String(error.cause ?? error)}`);
    } else if (data.skip !== undefined || data.todo !== undefined) {
      outcome.failures.push(`${data.name}\n${data.file ?? ''}\ndid not run (skipped or to do)`);
    } else if (!isSuite && !isFile) {
      ++outcome.passed;
    }
  }
  for (const [file, { failures }] of total) {
    if (!counted.has(file)) failures.push(`${path.relative(root, file)} ran no tests`);
  }
  return total;
}

/** @returns {Promise<Outcome>} */
async function nodeTests() {
  process.env.TR_APPLIANCE = appliance;
  const outcomes = await nodeTestsOf(await testFiles('.test.mjs'), os.availableParallelism());
  const times = new Map([...outcomes].map(([file, { seconds }]) => [path.relative(root, file), seconds]));
  const broken = [...outcomes].filter(([, { failures }]) => failures.length > 0);
  const again = await nodeTestsOf(broken.map(([file]) => file), 1);
  const unsteady = broken.flatMap(([file, { failures }]) => again.get(file)?.failures.length ? [] : failures);
  const last = [...new Map([...outcomes, ...again]).values()];
  return {
    passed: last.reduce((sum, { passed }) => sum + passed, 0), failures: last.flatMap(({ failures }) => failures),
    unsteady, times,
  };
}

/**
 * @typedef {{results: {errors: {message: string}[], duration: number}[], status: string,
 *   projectName: string}} BrowserTest
 * @typedef {{file: string, line: number, title: string, tests: BrowserTest[]}} Spec
 */

/**
 * What each test of a Playwright report said that failed or did not run.
 * @param {{specs: Spec[], suites?: any[]}} suite
 * @returns {string[]}
 */
function brokenSpecs({ specs, suites = [] }) {
  const broken = specs.flatMap(({ file, line, title, tests }) => tests
    .filter(({ status }) => status !== 'expected')
    .map(({ results, status, projectName }) => {
      const said = results.flatMap(({ errors }) => errors.map(({ message }) => stripVTControlCharacters(message)));
      return [`[${projectName}] ${file}:${line} ${title}: ${status}`, ...said].join('\n');
    }));
  return [...broken, ...suites.flatMap(brokenSpecs)];
}

/**
 * @param {{specs: Spec[], suites?: any[]}} suite
 * @returns {[string, number][]} what each test took, in seconds
 */
function browserTimes({ specs, suites = [] }) {
  const times = specs.flatMap(({ file, line, title, tests }) => tests.map(({ results, projectName }) =>
    /** @type {[string, number]} */ ([`[${projectName}] ${file}:${line} ${title}`,
      results.reduce((sum, { duration }) => sum + duration / 1000, 0)])));
  return [...times, ...suites.flatMap(browserTimes)];
}

/**
 * @param {string[]} options
 * @returns {Promise<Outcome & {ran: boolean}>} ran: whether its failures are those of tests
 */
async function browserTestsWith(options) {
  const report = path.join(root, 'tests/browser/results/report.json');
  await rm(report, { force: true });
  const cli = 'node_modules/@playwright/test/cli.js';
  const status = await new Promise((resolve) => {
    const env = { ...process.env, ...sanitizers, TR_APPLIANCE: appliance };
    spawn(process.execPath, [cli, 'test', '-c', 'tests/browser/playwright.config.js', ...options],
      { cwd: root, env, stdio: 'inherit' }).on('close', resolve);
  });
  if (!existsSync(report)) {
    return { passed: 0, failures: [`Playwright ended with ${status} and no report`], ran: false };
  }
  const { stats, errors, suites } = JSON.parse(readFileSync(report, 'utf8'));
  const failures = suites.flatMap(brokenSpecs);
  const others = errors.map((/** @type {{message: string}} */ error) => error.message);
  if (status !== 0 && failures.length + others.length === 0) others.push(`Playwright ended with status ${status}`);
  return {
    passed: stats.expected, failures: [...failures, ...others], ran: others.length === 0,
    times: new Map(suites.flatMap(browserTimes)),
  };
}

/** @returns {Promise<Outcome>} */
async function browserTests() {
  const first = await browserTestsWith([]);
  if (first.failures.length === 0 || !first.ran) return first;
  const { passed, failures } = await browserTestsWith(['--last-failed', '--workers=1']);
  const still = new Set(failures.map((failure) => failure.split('\n')[0]));
  const unsteady = first.failures.filter((failure) => !still.has(failure.split('\n')[0]));
  return { passed: first.passed + passed, failures, unsteady, times: first.times };
}

/** @type {Record<string, Step>} */
const steps = {
  lint: { name: 'linters and rules', needs: [], budget: 30, run: async () => {
    const findings = await lint();
    const failures = findings.filter(({ problems }) => problems);
    return {
      passed: findings.length - failures.length,
      failures: failures.map(({ name, problems }) => `${name}\n${problems}`),
    };
  } },
  native: { name: 'GoogleTest, sanitized', needs: ['sanitized'], budget: 60, run: async () =>
    googleTests('native', await declaredPrograms(), 'sanitized', (binary) => [binary]) },
  wasm: { name: 'GoogleTest as WebAssembly', needs: ['wasm-debug'], budget: 30, run: async () =>
    googleTests('wasm', await builtPrograms('wasm-debug'), 'wasm-debug', (binary) =>
      [process.execPath, `${binary}.js`]) },
  node: { name: 'node:test', needs: ['sanitized', 'dist'], budget: 180, run: nodeTests },
  browser: { name: 'Playwright', needs: ['sanitized', 'dist'], budget: 420, run: browserTests },
};

/**
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} action
 * @param {(result: T) => string} [say]
 */
async function timed(name, action, say = () => 'done') {
  const started = performance.now();
  const result = await action();
  console.log(`== ${name}: ${say(result)} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  return result;
}

/** @param {Outcome} outcome */
function count({ passed, failures, unsteady = [] }) {
  for (const failure of unsteady) console.log(`UNSTEADY ${failure}\n`);
  for (const failure of failures) console.log(`FAILED ${failure}\n`);
  return `${passed} passed, ${failures.length} failed${unsteady.length > 0 ? `, ${unsteady.length} unsteady` : ''}`;
}

/** @param {Map<string, number>} times @param {number} budget */
function nameLongest(times, budget) {
  console.log(`   beyond its ${budget} s; what took longest:`);
  const longest = [...times].sort(([, one], [, other]) => other - one).slice(0, 8);
  for (const [name, seconds] of longest) console.log(`   ${seconds.toFixed(1).padStart(6)} s ${name}`);
}

/** @param {Build} build @returns {Promise<boolean>} */
function buildWorks(build) {
  return timed(`build ${build}`, async () => {
    try {
      await builds[build]();
      return true;
    } catch (error) {
      if (!(error instanceof BuildError)) throw error;
      console.log(error.message);
      return false;
    }
  }, (works) => works ? 'done' : 'FAILED');
}

/** @param {string[]} wanted */
async function main(wanted) {
  const unknown = wanted.filter((name) => !(name in steps));
  if (unknown.length > 0) {
    console.error(`run: there is no part '${unknown[0]}'; the parts are ${Object.keys(steps).join(', ')}.`);
    return 2;
  }
  const chosen = Object.keys(steps).filter((name) => wanted.length === 0 || wanted.includes(name));
  let passed = 0;
  let failed = 0;
  /** @type {Map<Build, boolean>} */
  const built = new Map();
  /** @param {Step} step */
  const runStep = async ({ name, needs, budget, run }) => {
    const started = performance.now();
    const broken = needs.filter((build) => !built.get(build));
    const outcome = await timed(name, async () => {
      const cannot = `${name} did not run: no build ${broken.join(', ')}`;
      if (broken.length > 0) return { passed: 0, failures: [cannot] };
      const result = await run();
      return result.passed + result.failures.length > 0 ? result
        : { passed: 0, failures: [`${name} ran no tests`] };
    }, count);
    if ((performance.now() - started) / 1000 > budget && outcome.times) nameLongest(outcome.times, budget);
    passed += outcome.passed;
    failed += outcome.failures.length;
  };
  if (chosen.includes('lint')) await runStep(steps.lint);
  for (const build of /** @type {Build[]} */ (Object.keys(builds))) {
    if (!chosen.some((name) => steps[name].needs.includes(build))) continue;
    built.set(build, await buildWorks(build));
    if (!built.get(build)) ++failed;
  }
  for (const name of chosen) if (name !== 'lint') await runStep(steps[name]);
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2));
