// The appliance's own package: packed here, used from somewhere else.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { packAppliance } from '../../web/package/appliance-package.mjs';
import { APPLIANCE } from '../conformance/appliance.mjs';

test('a packed appliance runs elsewhere, with its own files and libraries, for the testers’ command', async (t) => {
  const project = mkdtempSync(path.join(tmpdir(), 'project-'));
  t.after(() => rmSync(project, { recursive: true }));
  const modules = path.join(project, 'node_modules');
  const folder = await packAppliance({ program: APPLIANCE, into: modules });
  const testing = path.join(modules, 'threat-response-widgets/testing');
  cpSync(fileURLToPath(new URL('../../web/testing', import.meta.url)), testing, { recursive: true });
  const { os, cpu, files } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  assert.deepEqual({ os, cpu }, { os: ['linux'], cpu: ['x64'] });
  assert.deepEqual(readdirSync(folder).filter((name) => name !== 'package.json').sort(), files.toSorted());
  const readme = readFileSync(path.join(folder, 'README.md'), 'utf8');
  for (const name of readdirSync(path.join(folder, 'licences'))) {
    assert.match(readFileSync(path.join(folder, 'licences', name), 'utf8'), /licen[cs]e|copyright/i, name);
    assert.ok(readme.includes(path.parse(name).name), name);
  }
  assert.match(readme, /glibc\n2\.\d+ or later/);

  appendFileSync(path.join(folder, 'bin/appliance-files/pages/login.js'), '// as packed\n');
  const env = { ...process.env };
  delete env['TR_APPLIANCE'];
  const child = spawn(process.execPath, [path.join(testing, 'command.js'), '--json'], { cwd: project, env });
  t.after(() => child.kill('SIGKILL'));
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (said += text));
  const ended = new Promise((resolve) => child.once('close', resolve));
  const line = await Promise.race([
    new Promise((resolve) => createInterface({ input: child.stdout }).once('line', resolve)), ended]);
  assert.equal(typeof line, 'string', said);
  const { appliance, private_intel: store } = JSON.parse(line);
  assert.equal((await fetch(`${store}/sync/v1/openapi.json`)).status, 200);
  assert.match(await (await fetch(`${appliance}/pages/login.js`)).text(), /as packed/);
  assert.equal((await fetch(`${appliance}/widgets/index.js`)).status, 200);
  assert.equal((await fetch(`${appliance}/widgets/testing/index.js`)).status, 404);
  if (process.platform === 'linux') {
    const pid = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim();
    const loaded = readFileSync(`/proc/${pid}/maps`, 'utf8').match(/\S+\.so\S*/g) ?? [];
    for (const file of new Set(loaded)) {
      const isOurs = file.startsWith(`${folder}/bin/lib/`);
      assert.ok(isOurs || /\/(ld-linux[^/]*|lib(c|m|dl|rt|pthread|resolv))\.so/.test(file), file);
    }
  }
  child.kill('SIGINT');
  assert.equal(await ended, 0, said);
});
