// Packs the reference appliance for machines that have not built it: an npm package of its own for this kind of system,
// which `threat-response-widgets/testing` finds when it is installed (web/testing/program.js).
//
//   node web/package/appliance-package.mjs [PROGRAM]    default: build/native/appliance; dist/ is built
//
// In it: the program, stripped, with the pages, tables and widgets that it serves (web/appliance/files.cc), and every
// shared library that it needs but those of glibc, with its licence. So it runs on any system whose glibc is not older.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, copyFile, cp, mkdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Of glibc, which has to be that of the system: its loader and its libraries belong together. */
const systems = /^(ld-linux.*|lib(c|m|dl|rt|pthread|resolv|util))\.so/;

/** @param {string} program @param {string[]} words @returns {string} what it prints */
function run(program, words) {
  const { status, stdout, stderr, error } = spawnSync(program, words, { encoding: 'utf8' });
  if (error) throw new Error(`${program} is needed to pack the appliance: ${error.message}.`);
  if (status !== 0) throw new Error(`${program} ${words.join(' ')}: ${stderr.trim()}`);
  return stdout;
}

/** The shared libraries that go with a program. @param {string} program @returns {{name: string, file: string}[]} */
function librariesOf(program) {
  return run('ldd', [program]).split('\n').flatMap((line) => {
    const [, name, file] = /^\s*(\S+) => (\S+)/.exec(line) ?? [];
    if (!name || systems.test(name)) return [];
    if (!file?.startsWith('/')) throw new Error(`${program} needs ${name}, which this machine does not have.`);
    return [{ name, file }];
  }).sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** The Debian package of a file, which may be found under /usr or beside it. @param {string} file */
async function debianPackageOf(file) {
  const real = await realpath(file);
  for (const name of [real, real.replace(/^\/usr/, ''), file]) {
    const { status, stdout } = spawnSync('dpkg-query', ['--search', name], { encoding: 'utf8' });
    if (status === 0) return stdout.slice(0, stdout.indexOf(':'));
  }
  throw new Error(`No Debian package has ${file}, so that its licence is not known: pack the appliance on Debian.`);
}

/** The newest version of glibc that any of the files asks for. @param {string[]} files */
function glibcOf(files) {
  const versions = files.flatMap((file) =>
    run('readelf', ['--version-info', '--wide', file]).match(/GLIBC_[\d.]+/g) ?? []);
  const numbers = versions.map((one) => one.slice('GLIBC_'.length).split('.').map(Number));
  numbers.sort(([major, minor], [otherMajor, otherMinor]) => otherMajor - major || otherMinor - minor);
  return numbers[0]?.join('.') ?? '';
}

/** @param {string} name @param {string} glibc @param {string[]} licences */
const readmeOf = (name, glibc, licences) => `# ${name}

The reference appliance of \`threat-response-widgets\` with its embedded Threat Response, for tests on linux-x64 with glibc
${glibc} or later. Install it beside that package: \`threat-response-appliance\` and \`startService()\` of
\`threat-response-widgets/testing\` find it. They start it on 127.0.0.1, where its test controls
may be open to whoever reaches the ports.

In \`bin/lib\` are the shared libraries that it needs; \`licences\` holds their terms, and those of what is compiled in:
${licences.join(', ')}.
`;

/**
 * Makes the package's folder, build/packages/<name>.
 * @param {{program?: string, into?: string}} [options]
 * @returns {Promise<string>} the folder
 */
export async function packAppliance({
  program = path.join(root, 'build/native/appliance'), into = path.join(root, 'build/packages'),
} = {}) {
  const system = `${process.platform}-${process.arch}`;
  if (system !== 'linux-x64') throw new Error(`The appliance is packed on linux-x64, and this is ${system}.`);
  const widgets = path.join(root, 'dist');
  for (const [needed, remedy] of [[program, 'build it'], [path.join(widgets, 'index.js'), 'build the widgets']]) {
    if (!existsSync(needed)) throw new Error(`There is no ${needed}: ${remedy} with node web/package/build.mjs first.`);
  }
  const name = `threat-response-widgets-appliance-${system}`;
  const folder = path.join(into, name), bin = path.join(folder, 'bin'), files = path.join(bin, 'appliance-files');
  await rm(folder, { recursive: true, force: true });
  for (const one of ['bin/lib', 'bin/appliance-files', 'licences'])
    await mkdir(path.join(folder, one), { recursive: true });

  run('strip', ['-o', path.join(bin, 'appliance'), program]);
  await chmod(path.join(bin, 'appliance'), 0o755);
  await mkdir(path.join(files, 'docs'), { recursive: true });
  await cp(path.join(root, 'web/docs/sync-openapi.json'), path.join(files, 'docs/sync-openapi.json'));
  for (const part of ['data', 'pages']) {
    await cp(path.join(root, 'web/appliance', part), path.join(files, part), { recursive: true });
  }
  // What pages load: not what is for testers and for tools.
  const isLoaded = (/** @type {string} */ from) =>
    path.relative(widgets, from) !== 'testing' && !/\.(map|d\.ts)$/.test(from);
  await cp(widgets, path.join(files, 'widgets'), { recursive: true, filter: isLoaded });

  const packages = new Set();
  const libraries = librariesOf(program);
  for (const { name: library, file } of libraries) {
    await copyFile(file, path.join(bin, 'lib', library));
    packages.add(await debianPackageOf(file));
  }
  const licences = [...packages].sort();
  for (const one of licences) {
    await copyFile(`/usr/share/doc/${one}/copyright`, path.join(folder, 'licences', `${one}.txt`));
  }
  const compiledIn = {
    'cpp-httplib': path.join(root, '.toolchain/httplib/LICENSE'),
    'nlohmann-json': '/usr/share/doc/nlohmann-json3-dev/copyright',
  };
  for (const [one, file] of Object.entries(compiledIn)) {
    await copyFile(file, path.join(folder, 'licences', `${one}.txt`));
    licences.push(one);
  }
  await copyFile(path.join(root, 'LICENSE'), path.join(folder, 'LICENSE'));
  const glibc = glibcOf([program, ...libraries.map(({ file }) => file)]);
  await writeFile(path.join(folder, 'README.md'), readmeOf(name, glibc, licences));
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  await writeFile(path.join(folder, 'package.json'), `${JSON.stringify({
    name, version,
    description: 'The reference appliance of threat-response-widgets, for tests',
    license: 'MIT',
    os: ['linux'], cpu: ['x64'], libc: ['glibc'],
    exports: { './appliance': './bin/appliance', './package.json': './package.json' },
    files: ['bin', 'licences', 'LICENSE', 'README.md'],
  }, null, 2)}\n`);
  return folder;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(await packAppliance(process.argv[2] ? { program: path.resolve(process.argv[2]) } : {}));
  } catch (error) {
    console.error(`appliance-package: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
