// A release is the same bytes wherever it is built, and is refused where it could not be made again. What is compiled
// is taken from this build: `npm run release -- --twice` compiles, too, in some twenty minutes.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import {
  chmod, copyFile, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile,
} from 'node:fs/promises';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { root } from '../../web/package/build.mjs';
import { differences, makeRelease, makeTwice, refusal } from '../../web/package/release.mjs';

const run = promisify(execFile);
/** @type {string} */
let place;

before(async () => { place = await mkdtemp(path.join(os.tmpdir(), 'release test ')); });
after(() => rm(place, { recursive: true, force: true }));

/** This working tree with what is compiled, in another folder. @param {string} folder */
async function copyTree(folder) {
  const { stdout } = await run('git', ['-C', root, 'ls-files', '-co', '--exclude-standard', '-z'], { maxBuffer: 1e8 });
  // What the steps after compiling read. The pictures of the documentation are copied by them.
  const names = stdout.split('\0').filter((name) => /^(web|shims|widgets\/app|[^/]+$)/.test(name));
  for (const name of names) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await copyFile(path.join(root, name), path.join(folder, name)).catch((error) => {
      if (error.code !== 'ENOENT') throw error; // removed, and not yet committed
    });
  }
  const modules = path.join(folder, 'build/wasm-release');
  await mkdir(modules, { recursive: true });
  const compiled = path.join(root, 'build/wasm-release');
  for (const name of await readdir(compiled))
    if (/\.(js|wasm)$/.test(name)) await copyFile(path.join(compiled, name), path.join(modules, name));
  await symlink(path.join(root, '.toolchain'), path.join(folder, '.toolchain'));
  await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
}

test('what is made in another folder, at another time and by another user is the same, byte by byte', async () => {
  const folder = path.join(place, 'deeper/down');
  await copyTree(folder);
  const script = `const { distSteps } = await import(${JSON.stringify(path.join(folder, 'web/package/build.mjs'))});
    process.umask(0o077);
    for (const step of distSteps('release').filter(({ name }) => !name.startsWith('compile'))) await step.run();`;
  const env = { ...process.env, TZ: 'Asia/Tokyo', LANG: 'tr_TR.UTF-8' };
  await run(process.execPath, ['--input-type=module', '-e', script], { cwd: folder, env });
  assert.deepEqual(await differences(path.join(root, 'dist'), path.join(folder, 'dist')), []);

  const made = path.join(place, 'here'), again = path.join(place, 'there');
  await cp(path.join(root, 'dist'), path.join(place, 'dist'), { recursive: true });
  const names = await makeRelease(path.join(place, 'dist'), made);
  await utimes(path.join(folder, 'dist/index.js'), 1, 1);
  await chmod(path.join(folder, 'dist/LICENSE'), 0o600);
  await makeRelease(path.join(folder, 'dist'), again);
  assert.deepEqual(await differences(made, again), []);
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  assert.deepEqual(names, ['manifest.json', 'sbom.cdx.json', `threat-response-widgets-${version}.tgz`, 'SHA256SUMS']);
  await run('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: made });
});

test('no file of the package names a folder of the machine that it was built on', async () => {
  const dist = path.join(root, 'dist');
  const folders = [root, os.homedir(), '/tmp/', '/root/', '/home/', '/usr/lib/', '/usr/include/'];
  const files = (await readdir(dist, { recursive: true }))
    .filter((name) => /\.(wasm|js|map|json|ts)$/.test(name) && !name.startsWith('docs/'));
  assert.ok(files.length > 20);
  const named = [];
  for (const name of files) {
    // A module in base64 has any five letters somewhere; it is looked at as it is, in its own file.
    const bytes = (await readFile(path.join(dist, name), 'latin1')).replaceAll(/[A-Za-z\d+/]{1000,}/g, '');
    named.push(...folders.filter((folder) => bytes.includes(folder)).map((folder) => `${name}: ${folder}`));
  }
  assert.deepEqual(named, []);
});

/**
 * A repository with what a release looks at.
 * @param {string} name
 * @param {string} changelog
 * @param {string} [script] what makes a release of it
 */
async function repository(name, changelog, script = '') {
  const folder = path.join(place, name);
  await mkdir(folder);
  await writeFile(path.join(folder, 'package.json'), '{"version": "1.2.3"}');
  await writeFile(path.join(folder, 'CHANGELOG.md'), changelog);
  await mkdir(path.join(folder, 'web/package'), { recursive: true });
  await writeFile(path.join(folder, 'web/package/release.mjs'), script);
  await run('git', ['-C', folder, 'init', '--quiet']);
  await run('git', ['-C', folder, 'add', '--all']);
  const who = ['-c', 'user.name=Tester', '-c', 'user.email=tester@example.com'];
  await run('git', ['-C', folder, ...who, 'commit', '--quiet', '--message', 'all']);
  return folder;
}

test('a tree with changes, and a version that the changelog does not know, are refused with what to do', async () => {
  const good = await repository('good', '# Changelog\n\n## 1.2.3\n\n- All.\n');
  assert.equal(await refusal(good, false), '');
  await writeFile(path.join(good, 'new.txt'), '');
  assert.match(await refusal(good, false), /^new\.txt is not committed: commit or remove it/);
  assert.equal(await refusal(good, true), '');

  const unsaid = await repository('unsaid', '# Changelog\n\n## 1.2.30\n\n## 1.2\n');
  for (const allowDirty of [false, true])
    assert.match(await refusal(unsaid, allowDirty), /^CHANGELOG\.md has no section '## 1\.2\.3': write there/);
});

test('two builds are compared, and what differs is named', async () => {
  const script = (/** @type {string} */ content) => `import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
    for (const [folder, name] of [['build/release', 'package.tgz'], ['dist', 'index.js'], ['dist', 'LICENSE']]) {
      mkdirSync(folder, { recursive: true });
      const tools = readFileSync('.toolchain/tool', 'utf8') + readFileSync('node_modules/library', 'utf8');
      writeFileSync(folder + '/' + name, name === 'LICENSE' ? 'MIT' : tools + ${content});
    }`;
  /** @param {string} name @param {string} content */
  const made = async (name, content) => {
    const folder = await repository(name, '', script(content));
    for (const [part, file] of [['node_modules', 'library'], ['tools', 'tool']]) {
      await mkdir(path.join(folder, part));
      await writeFile(path.join(folder, part, file), `${file} `);
    }
    await symlink(path.join(folder, 'tools'), path.join(folder, '.toolchain'));
    return folder;
  };
  const good = await made('constant', '\'always\'');
  await makeTwice(good, path.join(place, 'kept'));
  assert.equal(await readFile(path.join(place, 'kept/package.tgz'), 'utf8'), 'tool library always');

  const bad = await made('bound', 'import.meta.url');
  /** @type {string} */
  let left = '';
  await assert.rejects(makeTwice(bad, path.join(place, 'refused')), ({ message }) => {
    left = /remove (.*)\.$/m.exec(message)?.[1] ?? '';
    return /differ in package\.tgz, dist\/index\.js: compare/.test(message);
  });
  assert.ok(!existsSync(path.join(place, 'refused')));
  assert.ok(existsSync(path.join(left, 'one/dist/index.js')));
  await rm(left, { recursive: true });
});
