// The linters and the rules of the repository, each one test.
//
//   node tests/lint.mjs
//
// clang-format and clang-tidy for C++, ESLint and tsc for JavaScript, then rules over all files that git
// tracks or would track. clang-tidy remembers clean files in build/clang-tidy, by the content of the file,
// of our headers it includes, of its compile command and of .clang-tidy.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { auditWhatShips } from './audit.mjs';
import { BuildError, compile, execute, root } from '../web/package/build.mjs';

/** @typedef {{name: string, problems: string}} Finding  problems is '' when the rule holds */

/** @param {string} file */
const text = (file) => readFileSync(path.join(root, file), 'utf8');
/** @param {string} file */
const isCpp = (file) => /^(widgets|web|tests)\/.*\.(cc|h)$/.test(file);

async function repositoryFiles() {
  const { status, output } = await execute('git', ['ls-files', '-co', '--exclude-standard']);
  if (status !== 0) throw new BuildError(output);
  return [...new Set(output.split('\n'))].filter((file) => file && existsSync(path.join(root, file)));
}

/** @param {string[]} files */
async function clangFormat(files) {
  const words = ['--dry-run', '--Werror', ...files.filter(isCpp)];
  const { status, output } = await execute('clang-format-19', words);
  return status === 0 ? '' : `${output}Run: clang-format-19 -i <file>`;
}

/**
 * Our own files that a source includes, and theirs. Third-party headers change with the toolchain only.
 * @param {string} file
 * @param {Set<string>} seen
 */
function withHeaders(file, seen = new Set()) {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, name] of text(file).matchAll(/^\s*#\s*include\s+"([^"]+)"/gm)) {
    const places = [path.join(path.dirname(file), name), `widgets/${name}`, `web/${name}`, `shims/${name}`];
    const found = places.find((place) => existsSync(path.join(root, place)));
    if (found) withHeaders(found, seen);
  }
  return seen;
}

/**
 * @param {{file: string, command: string}} entry
 * @param {string} cache
 */
async function tidyOne({ file, command }, cache) {
  const hash = createHash('sha256').update(text('.clang-tidy')).update(command);
  for (const part of withHeaders(path.relative(root, file))) hash.update(`\0${part}\0`).update(text(part));
  const clean = path.join(cache, hash.digest('hex'));
  if (existsSync(clean)) return '';
  const { status, output } = await execute('clang-tidy-19', ['--quiet', '-p', 'build/sanitized', file]);
  if (status !== 0) return output;
  await writeFile(clean, file);
  return '';
}

async function clangTidy() {
  await compile('sanitized', ['standard_headers']); // read by every source
  const cache = path.join(root, 'build/clang-tidy');
  await mkdir(cache, { recursive: true });
  /** @type {{file: string, command: string}[]} */
  const commands = JSON.parse(text('build/sanitized/compile_commands.json'));
  const waiting = commands.filter(({ file }) =>
    /^(widgets|web\/appliance)\//.test(path.relative(root, file)));
  if (waiting.length === 0) return 'compile_commands.json names no source of widgets/.';
  let problems = '';
  const work = async () => {
    for (let entry = waiting.pop(); entry; entry = waiting.pop()) problems += await tidyOne(entry, cache);
  };
  await Promise.all(Array.from({ length: Math.max(2, os.availableParallelism()) }, work));
  return problems;
}

async function eslint() {
  const linter = new ESLint({ cwd: root });
  const results = await linter.lintFiles(['web', 'shims', 'tests', 'eslint.config.js']);
  const formatter = await linter.loadFormatter('stylish');
  const clean = results.every((result) => result.errorCount + result.warningCount === 0);
  return clean ? '' : formatter.format(results);
}

async function tsc() {
  const { status, output } = await execute(process.execPath, ['node_modules/typescript/bin/tsc', '-p', '.']);
  return status === 0 ? '' : output || `tsc ended with status ${status}.`;
}

/**
 * Lines of files that match, as `file:line: what is wrong`.
 * @param {string[]} files
 * @param {RegExp} pattern
 * @param {string} wrong
 */
function lines(files, pattern, wrong) {
  return files.flatMap((file) => text(file).split('\n').flatMap((line, index) =>
    pattern.test(line) ? [`${file}:${index + 1}: ${wrong}`] : [])).join('\n');
}

/** @type {{name: string, check: (files: string[]) => string}[]} */
const rules = [
  { name: 'top-level folders are widgets, web, shims, tests and dot-folders', check: (files) =>
    [...new Set(files.filter((file) => file.includes('/')).map((file) => file.split('/')[0]))]
      .filter((folder) => !/^(widgets|web|shims|tests|\..+)$/.test(folder))
      .map((folder) => `${folder}/ does not belong here.`).join('\n') },
  { name: 'no file is larger than 1 MB', check: (files) =>
    files.filter((file) => statSync(path.join(root, file)).size > 1_000_000)
      .map((file) => `${file} is larger than 1 MB.`).join('\n') },
  { name: 'C++ sources are ASCII, but for messages and tests', check: (files) =>
    lines(files.filter((file) => isCpp(file) && !/^tests\/|(^|[/_])messages/.test(file)),
      // eslint-disable-next-line no-control-regex
      /[^\x00-\x7f]/, 'write this in ASCII.') },
  { name: 'types are named by `using`', check: (files) =>
    lines(files.filter(isCpp), /^\s*typedef\b/, 'write `using`.') },
  // The library under widgets/json ends a WebAssembly program on a wrong type or a missing key.
  { name: 'JSON is read through widgets/json only', check: (files) =>
    lines(files.filter((file) => isCpp(file) && !/^(widgets|tests)\/json\//.test(file)),
      /\bnlohmann\b|\.get(_to|_ptr)?<|\.(value|at)\("|\w\["/, 'use the getters of json/json.h.') },
  { name: 'every C++ test file belongs to a test program', check: (files) =>
    files.filter((file) => /^tests\/.*_test\.cc$/.test(file)).filter((file) => {
      const list = path.join(path.dirname(file), 'CMakeLists.txt');
      return !files.includes(list) || !text(list).includes(path.basename(file));
    }).map((file) => `${file} is in no tr_test of its folder's CMakeLists.txt.`).join('\n') },
  // npm 11 refuses `npm ci` otherwise, which only a fresh machine notices. (`npm install` leaves out what is optional
  // and not in the registry, but goes on naming it.)
  { name: 'package-lock.json has every package that it names', check: () => {
    const { packages } = JSON.parse(text('package-lock.json'));
    const known = new Set(Object.keys(packages).map((place) => place.replace(/^.*node_modules\//, '')));
    return Object.entries(packages).flatMap(([place, { dependencies, optionalDependencies }]) =>
      Object.keys({ ...dependencies, ...optionalDependencies }).filter((name) => !known.has(name))
        .map((name) => `package-lock.json: ${place} needs ${name}, which has no entry.`)).join('\n');
  } },
  { name: 'the version is written in package.json only', check: () => {
    const { version } = JSON.parse(text('package.json'));
    const cmake = /^project\([^)]*VERSION\s+([\d.]+)/m.exec(text('CMakeLists.txt'))?.[1];
    const wrong = cmake && cmake !== version ? [`CMakeLists.txt says ${cmake}, not ${version}.`] : [];
    if ('version' in JSON.parse(text('web/package/package.json')))
      wrong.push('web/package/package.json: leave the version out, the build writes it.');
    return wrong.join('\n');
  } },
];

/** @returns {Promise<Finding[]>} one for every linter and rule, in order */
export async function lint() {
  const files = await repositoryFiles();
  const checks = [
    { name: 'clang-format', check: clangFormat },
    { name: 'clang-tidy', check: clangTidy },
    { name: 'ESLint', check: eslint },
    { name: 'tsc', check: tsc },
    { name: 'npm audit of what ships', check: auditWhatShips },
    ...rules,
  ];
  const findings = [];
  for (const { name, check } of checks) {
    try {
      findings.push({ name, problems: await check(files) });
    } catch (error) {
      // A linter that cannot run has not passed.
      findings.push({ name, problems: error instanceof Error ? error.message || error.name : String(error) });
    }
  }
  return findings;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { name, problems } of await lint()) {
    console.log(problems ? `FAILED ${name}\n${problems}` : `ok     ${name}`);
    if (problems) process.exitCode = 1;
  }
}
