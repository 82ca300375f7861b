// Which branches the tests take: `npm run coverage`, or `npm run coverage -- outbox` to see those of that group which
// they do not.
//
// C++ is built once more with counters (preset `coverage`); its GoogleTest programs run, and the fuzz targets over
// what is known to lead somewhere. Of JavaScript it is what runs in Node: what needs a page is tested in browsers,
// and not counted. Nor is the appliance, most of whose tests talk to a whole server. The exit status is 1 where a
// group is below its bound, or where a branch that is called impossible is none (groups.mjs).
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { BuildError, compile, execute, root } from '../../web/package/build.mjs';
import { corpusOf, seedsOf, targets } from '../fuzz/targets.mjs';
import { branchesOf } from './branches.mjs';
import { groups, impossible } from './groups.mjs';

const build = path.join(root, 'build/coverage');
const profiles = path.join(build, 'profiles');

/** Of the appliance. */
const notMeasured = ['appliance_test', 'query_fuzz', 'requests_fuzz', 'settings_fuzz', 'shell_fuzz', 'http_fuzz',
  'services_exchange_fuzz', 'upstream_fuzz', 'sync_fuzz', 'site_fuzz'];

/** @typedef {import('./branches.mjs').Share} Share */
/** @typedef {{lines: Share, branches: import('./branches.mjs').Branches}} Measured */

/** The programs of tests/ that this build makes. */
async function programs() {
  const { status, output } = await execute('ninja', ['-C', build, '-t', 'targets', 'all']);
  if (status !== 0) throw new BuildError(output);
  return [...output.matchAll(/^((?!cmake_)\w+_(?:test|fuzz)): phony$/gm)].map((match) => match[1])
    .filter((name) => !notMeasured.includes(name));
}

/** @param {string} name @returns {Promise<string[]>} the words of a program's command */
async function wordsOf(name) {
  if (!name.endsWith('_fuzz')) return [];
  const target = name.replace(/_fuzz$/, '');
  const folder = path.join(build, 'inputs', target);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  if (!(target in targets)) throw new BuildError(`${name} is no target of tests/fuzz/targets.mjs.`);
  const inputs = [...await seedsOf(target), ...await corpusOf(target)];
  for (const [place, input] of inputs.entries()) await writeFile(path.join(folder, `${place}`), input);
  return [folder];
}

/** @param {string[]} names */
async function runAll(names) {
  await rm(profiles, { recursive: true, force: true });
  await mkdir(profiles, { recursive: true });
  const waiting = [...names];
  const work = async () => {
    for (let name = waiting.shift(); name; name = waiting.shift()) {
      const { status, output } = await execute(path.join(build, 'bin', name), await wordsOf(name),
        { LLVM_PROFILE_FILE: path.join(profiles, `${name}.profraw`) });
      if (status !== 0) throw new BuildError(`${name} ended with status ${status}\n${output.slice(-4000)}`);
    }
  };
  await Promise.all(Array.from({ length: os.availableParallelism() }, work));
}

/** @param {string[]} words of a tool of LLVM @returns {Promise<string>} */
async function llvm(...words) {
  const file = path.join(build, 'told.json');
  const [tool, ...rest] = words.map((word) => word.replaceAll("'", "'\\''"));
  const { status, output } = await execute('sh', ['-c', `'${[tool, ...rest].join("' '")}' > '${file}'`]);
  if (status !== 0) throw new BuildError(output);
  return readFile(file, 'utf8');
}

/** @param {string[]} names @returns {Promise<Map<string, Measured>>} by file */
async function native(names) {
  const profile = path.join(build, 'all.profdata');
  const raw = (await readdir(profiles)).map((name) => path.join(profiles, name));
  await llvm('llvm-profdata-19', 'merge', '-sparse', '-o', profile, ...raw);
  const binaries = names.flatMap((name, place) => {
    const file = path.join(build, 'bin', name);
    return place === 0 ? [file] : ['-object', file];
  });
  const told = JSON.parse(await llvm('llvm-cov-19', 'export', '-skip-expansions', '-skip-functions',
    `-instr-profile=${profile}`, '-ignore-filename-regex=(third_party|tests|/usr|layers/messages_tables)/', ...binaries));
  /** @type {Map<string, Measured>} */
  const files = new Map();
  for (const { filename, summary, branches } of told.data[0].files) {
    // A header is reached through the link of its layer.
    const name = path.relative(root, filename).replace(/^build\/coverage\/layers\/\w+\//, 'widgets/');
    if (name.startsWith('..') || name.startsWith('build')) continue;
    const source = (await readFile(filename, 'utf8')).split('\n');
    files.set(name, {
      lines: { taken: summary.lines.covered, all: summary.lines.count },
      branches: branchesOf(branches, source, impossible.filter(({ file }) => file === name)),
    });
  }
  return files;
}

/** @returns {Promise<Map<string, Measured>>} by file */
async function scripts() {
  const report = path.join(build, 'scripts.lcov');
  const folders = ['tests/shims', 'tests/elements'];
  const tests = (await Promise.all(folders.map(async (folder) => (await readdir(path.join(root, folder)))
    .filter((name) => name.endsWith('.test.mjs')).map((name) => path.join(folder, name))))).flat();
  const { status, output } = await execute(process.execPath, ['--test', '--experimental-test-coverage',
    '--test-reporter=lcov', `--test-reporter-destination=${report}`, ...tests]);
  if (status !== 0) throw new BuildError(output);
  /** @type {Map<string, Measured>} */
  const files = new Map();
  for (const part of (await readFile(report, 'utf8')).split('end_of_record')) {
    const name = /^SF:(.*)$/m.exec(part)?.[1];
    if (!name || !/^(shims|web)\//.test(name)) continue;
    const number = (/** @type {string} */ key) => Number(new RegExp(`^${key}:(\\d+)$`, 'm').exec(part)?.[1] ?? 0);
    files.set(name, {
      lines: { taken: number('LH'), all: number('LF') },
      branches: {
        share: { taken: number('BRH'), all: number('BRF') }, impossible: 0, wrong: [],
        missing: [...part.matchAll(/^BRDA:(\d+),\d+,\d+,0$/gm)].map(([, line]) => `${line} is never reached`),
      },
    });
  }
  return files;
}

/** @param {Share[]} shares @returns {Share} */
const sum = (shares) => ({ taken: shares.reduce((all, one) => all + one.taken, 0),
  all: shares.reduce((all, one) => all + one.all, 0) });
/** @param {Share} share */
const percent = ({ taken, all }) => all === 0 ? 100 : 100 * taken / all;
/** Never 100 for less than all. @param {Share} share */
const shown = (share) => (Math.floor(percent(share) * 10) / 10).toFixed(1).padStart(6);

/** @param {Map<string, Measured>} files @param {string[]} wanted names of groups */
function tell(files, wanted) {
  let below = 0;
  console.log(`${'group'.padEnd(26)}${'lines %'.padStart(8)}${'branches %'.padStart(11)}   of branches   bound`);
  for (const group of groups) {
    const own = [...files].filter(([name]) => groups.find((one) => one.files.test(name)) === group);
    const lines = sum(own.map(([, one]) => one.lines)), branches = sum(own.map(([, one]) => one.branches.share));
    const holds = own.length > 0 && percent(branches) >= group.bound;
    below += holds ? 0 : 1;
    console.log(`${group.name.padEnd(26)}${shown(lines).padStart(8)}${shown(branches).padStart(11)}   ` +
      `${`${branches.taken}/${branches.all}`.padStart(11)}   ${holds ? 'holds' : 'BELOW'} ${group.bound}`);
    if (!wanted.includes(group.name)) continue;
    for (const [name, one] of own) for (const place of one.branches.missing) console.log(`  ${name}:${place}`);
  }
  return below;
}

/**
 * Says how many branches are impossible, too.
 * @param {Map<string, Measured>} files
 * @returns {string[]} what is wrong with the reasons
 */
function wrongReasons(files) {
  const branches = [...files.values()].map((one) => one.branches);
  const count = branches.reduce((all, one) => all + one.impossible, 0);
  console.log(`${count} branches more cannot be taken, with their reasons in groups.mjs.`);
  const gone = impossible.filter(({ file }) => !files.has(file)).map(({ file }) => `${file} was not measured.`);
  return [...gone, ...branches.flatMap((one) => one.wrong)];
}

/** @param {string[]} wanted */
async function main(wanted) {
  const unknown = wanted.find((name) => !groups.some((group) => group.name === name));
  if (unknown) {
    console.error(`coverage: there is no group '${unknown}'; the groups are ${groups.map(({ name }) => name).join(', ')}.`);
    return 2;
  }
  await compile('coverage', ['build.ninja']);
  const names = await programs();
  await compile('coverage', names);
  await runAll(names);
  const files = new Map([...await native(names), ...await scripts()]);
  const below = tell(files, wanted);
  const wrong = wrongReasons(files);
  for (const one of wrong) console.log(one);
  console.log(below === 0 ? 'Every bound holds.' : `${below} of ${groups.length} groups are below their bound.`);
  return below === 0 && wrong.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof BuildError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
