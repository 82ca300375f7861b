// On a machine where something is missing ./setup gets it, or says all of what to do at once.
import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { Sandbox } from './sandbox.mjs';

/** @type {Sandbox} */
let machine;
/** @type {string[]} */
let packages;

beforeEach(async () => {
  machine = await Sandbox.make();
  packages = await machine.packages();
});
afterEach(() => machine.remove());

const imgui = async () => ({
  use: 'sources', name: 'imgui', version: '9.1b', file: 'imgui_9.1b.orig.tar.gz',
  bytes: await machine.tarball('imgui.h', '#define IMGUI_VERSION "9.1b"\n'),
});
const md4c = async () => ({
  use: 'sources', name: 'md4c', version: '7.2', file: 'md4c_7.2.orig.tar.gz',
  bytes: await machine.tarball('CMakeLists.txt', 'project(MD4C\n  VERSION "7.2"\n'),
});

test('nothing is asked for, and nothing said, where nothing is missing', async () => {
  await machine.debian({ installed: packages });
  await machine.everythingBut();
  const { status, said, calls } = await machine.setup();
  assert.equal(said, '');
  assert.equal(status, 0);
  assert.deepEqual(calls.map((call) => call.split(' ')[0]), ['dpkg-query']);
});

test('without root one command is said that installs all that is missing, and nothing is tried', async () => {
  await machine.debian({ installed: ['cmake'], offered: packages, user: 1000 });
  await machine.program('sudo', 'exit 1');
  const install = `apt-get install -y --no-install-recommends ${packages.filter((name) => name !== 'cmake').join(' ')}`;
  const { status, said, calls } = await machine.setup();
  assert.equal(status, 1);
  assert.ok(said.includes(`\nsetup:   sudo sh -c 'apt-get update && ${install}' && ./setup\n`), said);
  assert.ok(!calls.some((call) => /^(apt-get|sudo|curl)/.test(call)), calls.join('\n'));
});

test('where there is no sudo the command is one of su', async () => {
  await machine.debian({ installed: packages.slice(1), offered: packages, user: 1000 });
  const { said } = await machine.setup();
  const install = `apt-get install -y --no-install-recommends ${packages[0]}`;
  assert.ok(said.includes(`  su -c 'apt-get update && ${install}' && ./setup\n`), said);
});

test('root gets the packages installed, each by the name that apt offers it under', async () => {
  const lines = '# Names\nclang-19\nchromium|chromium-browser\nold|new\n';
  await writeFile(path.join(machine.repository, '.setup/packages.txt'), lines);
  await machine.debian({ installed: ['new'], offered: ['clang-19', 'chromium-browser'] });
  await machine.everythingBut();
  const { status, said, calls } = await machine.setup();
  assert.equal(status, 0, said);
  assert.ok(calls.some((call) => call.endsWith('--no-install-recommends clang-19 chromium-browser')), calls.join('\n'));
});

test('a package that apt does not know is named, with where it comes from', async () => {
  await machine.debian({ offered: packages.filter((name) => name !== 'clang-19') });
  const { status, said } = await machine.setup();
  assert.equal(status, 1);
  assert.match(said, /apt offers no clang-19: add Debian 12's or 13's archive/);
});

test('where there is no Debian it says what to do', async () => {
  const { status, said } = await machine.setup();
  assert.equal(status, 1);
  assert.match(said, /this is no Debian.*--wasm-only with an emsdk/);
});

test('without a network all files are listed at once, with address, size, digest and place', async () => {
  const uris = '\'http://mirror.example/debian/pool/main/c/clang-19_19_amd64.deb\' clang-19_19_amd64.deb 17 SHA256:abc';
  await machine.debian({ offered: packages, uris });
  await machine.noNetwork();
  await machine.program('npm', 'exit 1');
  const { status, said, calls } = await machine.setup();
  assert.equal(status, 1);
  assert.ok(said.includes('put these files into /var/cache/apt/archives') && said.includes(uris), said);
  assert.ok(said.includes(path.join(machine.cache, 'archives')), said);
  const rows = (await readFile(path.join(machine.repository, '.setup/downloads.txt'), 'utf8')).split('\n')
    .map((row) => row.split(/\s+/)).filter(([use]) => /^(sources|emscripten)$/.test(use));
  assert.ok(rows.length >= 9);
  for (const [, name, version, file, bytes, sha256, place] of rows) {
    const from = place.startsWith('npm:') ? `${file}, made by npm pack ${name}@${version}` : `${file} of any Debian mirror`;
    assert.ok(said.includes(`${from}\nsetup:     ${bytes} bytes, SHA-256 ${sha256}\n`), name);
  }
  assert.ok(said.includes(`bring its folder npm-cache as ${machine.cache}/npm`), said);
  const asked = calls.filter((call) => call.startsWith('curl'));
  assert.ok(asked.length <= 3, 'the network is not asked for every file again');
});

test('files that somebody has brought are used, without a network', async () => {
  await machine.debian({ installed: packages });
  await machine.everythingBut(['imgui', 'md4c', 'npm']);
  await machine.noNetwork();
  const [one, other] = [await imgui(), await md4c()];
  await machine.downloads([one, other]);
  await machine.bring({ [one.file]: one.bytes, [other.file]: other.bytes });
  await mkdir(path.join(machine.cache, 'npm'));
  const { status, said, calls } = await machine.setup();
  assert.equal(status, 0, said);
  assert.match(await machine.read('imgui/imgui.h'), /9\.1b/);
  assert.match(await machine.read('md4c/CMakeLists.txt'), /7\.2/);
  assert.ok(calls.includes(`npm ci --silent --no-fund --no-audit --cache ${machine.cache}/npm --prefer-offline`), calls.join('\n'));
});

test('another version than the pinned one is replaced', async () => {
  await machine.debian({ installed: packages });
  await machine.everythingBut();
  const wanted = await imgui();
  await machine.downloads([wanted]);
  await machine.network({ [wanted.file]: wanted.bytes });
  const { status, said } = await machine.setup();
  assert.equal(status, 0, said);
  assert.match(await machine.read('imgui/imgui.h'), /9\.1b/);
});

test('a file with other bytes than the pinned ones is never unpacked', async () => {
  await machine.debian({ installed: packages });
  await machine.everythingBut(['imgui']);
  const wanted = await imgui();
  await machine.downloads([wanted]);
  const other = await machine.tarball('imgui.h', '#define IMGUI_VERSION "9.1b"\n// and more\n');
  await machine.bring({ [wanted.file]: other });
  await machine.network({ [wanted.file]: other });
  const { status, said } = await machine.setup();
  assert.equal(status, 1);
  assert.match(said, /is not the file whose SHA-256/);
  assert.match(said, /could not be downloaded/);
  assert.ok(!(await machine.list()).includes('imgui'));
});

/** An emsdk. @param {string} version */
async function emsdk(version) {
  const folder = path.join(machine.folder, 'emsdk');
  await mkdir(path.join(folder, 'upstream/emscripten'), { recursive: true });
  await writeFile(path.join(folder, 'upstream/emscripten/emscripten-version.txt'), `"${version}"\n`);
  machine.env.EMSDK = folder;
  return folder;
}

/** A Debian package: its data in an `ar` archive. @param {Buffer} data a tar.gz */
function deb(data) {
  const part = (/** @type {string} */ name, /** @type {Buffer} */ bytes) => Buffer.concat([
    Buffer.from(`${name.padEnd(16)}${'0'.padEnd(24)}${'100644'.padEnd(8)}${`${bytes.length}`.padEnd(10)}\`\n`),
    bytes, Buffer.alloc(bytes.length % 2, '\n')]);
  const version = part('debian-binary', Buffer.from('2.0'));
  return Buffer.concat([Buffer.from('!<arch>\n'), version, part('data.tar.gz', data)]);
}

test('who has an emsdk, CMake and Ninja needs nothing of Debian\'s', async () => {
  const folder = await emsdk((await readFile(path.join(machine.repository, 'emsdk-version.txt'), 'utf8')).trim());
  for (const name of ['cmake', 'ninja']) await machine.program(name, '');
  await machine.everythingBut(['imgui', 'httplib', 'emscripten']);
  const library = await imgui();
  const bytes = deb(await machine.tarball('uuid.hpp', '//\n'));
  const headers = { use: 'headers', name: 'boost', version: '1', file: 'boost.deb', bytes };
  const json = { ...headers, name: 'nlohmann-json', file: 'json.deb' };
  const source = { ...library, name: 'httplib', file: 'httplib.tar.gz' };
  await machine.downloads([library, source, headers, json, { ...await md4c(), version: '0.5.3' }]);
  await machine.bring({ [library.file]: library.bytes, 'boost.deb': headers.bytes, 'json.deb': json.bytes });
  await machine.noNetwork();
  const { status, said, calls } = await machine.setup('--wasm-only');
  assert.equal(status, 0, said);
  assert.deepEqual(calls, [], 'no tool of Debian is called, and no network');
  assert.match(await machine.read('emscripten.config'), new RegExp(`LLVM_ROOT = '${folder}/upstream/bin'`));
  assert.equal(await machine.read('headers/top/uuid.hpp'), '//\n');
});

test('without the right emsdk, or a program, it says what is needed', async () => {
  assert.match((await machine.setup('--wasm-only')).said, /these programs are not on PATH: cmake ninja;/);
  for (const name of ['cmake', 'ninja']) await machine.program(name, '');
  assert.match((await machine.setup('--wasm-only')).said, /EMSDK is not set: run '\.\/emsdk install 3\.1\.69 && /);
  const folder = await emsdk('4.0.1');
  assert.ok((await machine.setup('--wasm-only')).said.includes(`EMSDK is ${folder}, which has 4.0.1: run`));
  assert.match((await machine.setup('--wasm')).said, /'--wasm' is no option/);
});
