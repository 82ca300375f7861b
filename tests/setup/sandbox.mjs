// A machine as ./setup sees it: a PATH of its own, on which what Debian's tools would do is played, and a folder with
// the repository's setup in it. Nothing is installed and no network is asked.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../web/package/build.mjs';

const tools = [
  'awk', 'cat', 'cmp', 'cut', 'dirname', 'env', 'bash', 'cp', 'find', 'grep', 'gzip', 'head', 'ln', 'mkdir', 'mv',
  'python3', 'rm', 'sed', 'sh', 'sha256sum', 'tar', 'tr', 'uname', 'wc', 'xargs', 'xz',
];

const run = promisify(execFile);

/** @param {string} name */
function found(name) {
  const folder = (process.env.PATH ?? '').split(':').find((one) => existsSync(path.join(one, name)));
  if (!folder) throw new Error(`${name} is not on PATH, and ./setup calls it.`);
  return path.join(folder, name);
}

export class Sandbox {
  /** @param {string} folder */
  constructor(folder) {
    this.folder = folder;
    this.cache = path.join(folder, 'cache');
    this.repository = path.join(folder, 'repository');
    /** @type {Record<string, string>} */
    this.env = {};
  }

  static async make() {
    const it = new Sandbox(await mkdtemp(path.join(os.tmpdir(), 'setup-test-')));
    for (const name of ['bin', 'cache', 'repository/node_modules', 'served'])
      await mkdir(path.join(it.folder, name), { recursive: true });
    for (const name of ['setup', '.setup', 'emsdk-version.txt', 'package-lock.json'])
      await cp(path.join(root, name), path.join(it.repository, name), { recursive: true });
    for (const name of tools) await symlink(found(name), path.join(it.folder, 'bin', name));
    await symlink(process.execPath, path.join(it.folder, 'bin/node'));
    await it.program('npm', '');
    return it;
  }

  /**
   * A program on the PATH; each call of it stands in the file `calls`.
   * @param {string} name
   * @param {string} body of a shell script
   */
  async program(name, body) {
    const script = `#!/bin/sh\nprintf '%s\\n' "${name} $*" >> "${this.folder}/calls"\n${body}\n`;
    await rm(path.join(this.folder, 'bin', name), { force: true });
    await writeFile(path.join(this.folder, 'bin', name), script, { mode: 0o755 });
  }

  /**
   * A Debian system.
   * @param {{installed?: string[], offered?: string[], user?: number, uris?: string}} [options]
   *   `installed`: to which apt-get adds; `uris`: what apt-get would fetch, without a network
   */
  async debian({ installed = [], offered = [], user = 0, uris } = {}) {
    await writeFile(path.join(this.folder, 'installed'), installed.map((name) => `${name}\n`).join(''));
    await writeFile(path.join(this.folder, 'offered'), offered.map((name) => `${name}\n`).join(''));
    await writeFile(path.join(this.folder, 'uris'), uris ?? '');
    await this.program('id', `echo ${user}`);
    await this.program('dpkg-query', `sed 's/^/installed /' "${this.folder}/installed"`);
    await this.program('apt-cache', `for name; do :; done
      [ "$name" = apt ] || grep -qxF -- "$name" "${this.folder}/offered"`);
    await this.program('apt-get', `case "$*" in
      *--print-uris*) cat "${this.folder}/uris" ;;
      *install*) ${uris === undefined ? `for name; do echo "$name"; done >> "${this.folder}/installed"` : 'exit 100'} ;;
      indextargets*) echo 'http://mirror.example/debian/ trixie' ;;
    esac`);
  }

  /** A network that serves these files, from the archive's mirror alone. @param {Record<string, Buffer>} files */
  async network(files) {
    for (const [name, bytes] of Object.entries(files)) await writeFile(path.join(this.folder, 'served', name), bytes);
    await this.program('curl', `for address; do :; done
      case "$address" in http://mirror.example/*) ;; *) exit 6 ;; esac
      while [ "$1" != -o ]; do shift; done
      cp "${this.folder}/served/\${address##*/}" "$2"`);
  }

  async noNetwork() { await this.program('curl', 'exit 6'); }

  /** Sources of a version, as they are packed upstream. @param {string} file in it @param {string} text */
  async tarball(file, text) {
    const place = path.join(this.folder, 'packed');
    await rm(place, { recursive: true, force: true });
    await mkdir(path.dirname(path.join(place, 'top', file)), { recursive: true });
    await writeFile(path.join(place, 'top', file), text);
    await run('tar', ['-czf', 'packed.tar.gz', '-C', place, 'top'], { cwd: this.folder });
    return readFile(path.join(this.folder, 'packed.tar.gz'));
  }

  /**
   * Other downloads than the real ones, which are large.
   * @param {{use: string, name: string, version: string, file: string, bytes: Buffer, place?: string}[]} rows
   */
  async downloads(rows) {
    const lines = rows.map(({ use, name, version, file, bytes, place = `pool/main/x/${name}` }) =>
      [use, name, version, file, bytes.length, createHash('sha256').update(bytes).digest('hex'), place].join(' '));
    const file = path.join(this.repository, '.setup/downloads.txt');
    await writeFile(file, `snapshot 20260101T000000Z\n${lines.join('\n')}\n`);
  }

  /** All that setup would fetch is there, but for what is left out. @param {string[]} [without] */
  async everythingBut(without = []) {
    const table = await readFile(path.join(this.repository, '.setup/downloads.txt'), 'utf8');
    const rows = table.split('\n').map((row) => row.split(/\s+/));
    const version = (/** @type {string} */ name) => rows.find((row) => row[1] === name)?.[2];
    const emscripten = await readFile(path.join(this.repository, 'emsdk-version.txt'), 'utf8');
    /** @type {Record<string, [file: string, text: string]>} */
    const files = {
      imgui: ['imgui/imgui.h', `#define IMGUI_VERSION       "${version('imgui')}"\n`],
      httplib: ['httplib/httplib.h', `#define CPPHTTPLIB_VERSION "${version('httplib')}"\n`],
      md4c: ['md4c/CMakeLists.txt', `project(MD4C\n    VERSION "${version('md4c')}"\n`],
      emscripten: ['emscripten/emscripten-version.txt', emscripten],
    };
    for (const [name, [file, text]] of Object.entries(files)) {
      if (without.includes(name)) continue;
      await mkdir(path.dirname(path.join(this.cache, file)), { recursive: true });
      await writeFile(path.join(this.cache, file), text);
    }
    if (without.includes('npm')) return;
    const stamp = path.join(this.repository, 'node_modules/.package-lock.stamp');
    await cp(path.join(this.repository, 'package-lock.json'), stamp);
  }

  /** The packages that setup asks for. */
  async packages() {
    return (await readFile(path.join(this.repository, '.setup/packages.txt'), 'utf8')).split('\n')
      .filter((line) => line && !line.startsWith('#'));
  }

  /** @param {string[]} words @returns {Promise<{status: number, said: string, calls: string[]}>} */
  async setup(...words) {
    const env = {
      PATH: path.join(this.folder, 'bin'), HOME: this.folder, TR_TOOLCHAIN: this.cache,
      TR_SYSTEM: path.join(this.folder, 'system'), TR_APT_HELPER: '/nonexistent', ...this.env,
    };
    const { status, said } = await new Promise((resolve) => {
      execFile(path.join(this.repository, 'setup'), words, { env }, (error, stdout, stderr) =>
        resolve({ status: error ? Number(error.code) : 0, said: stdout + stderr }));
    });
    const file = path.join(this.folder, 'calls');
    const calls = existsSync(file) ? (await readFile(file, 'utf8')).trim().split('\n') : [];
    await rm(file, { force: true });
    return { status, said, calls };
  }

  /** @param {string} name below the cache */
  read(name) { return readFile(path.join(this.cache, name), 'utf8'); }

  /** Files that somebody has brought. @param {Record<string, Buffer>} files */
  async bring(files) {
    await mkdir(path.join(this.cache, 'archives'), { recursive: true });
    for (const [name, bytes] of Object.entries(files)) await writeFile(path.join(this.cache, 'archives', name), bytes);
  }

  async remove() { await rm(this.folder, { recursive: true, force: true }); }

  list() { return readdir(this.cache); }
}
