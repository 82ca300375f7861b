// A newcomer's run of the page "Getting started": every listing as it is written but for ports and where packages come
// from, in order, and a look at the result where the page says to look.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { APPLIANCE } from '../conformance/appliance.mjs';
import { listingsOf } from '../docs/listings.mjs';
import { pack } from '../package/packed.mjs';
import { expect, test } from './fixtures.js';

const run = promisify(execFile);
const root = path.join(import.meta.dirname, '../..');
const place = path.join(root, 'build/getting-started');

/** That many in a row that nobody listens at: the page's own may be taken. @param {number} count */
async function freePorts(count) {
  for (let first = 20_000 + (process.pid % 20_000); ; first += count) {
    const servers = Array.from({ length: count }, () => net.createServer());
    const open = await Promise.all(servers.map((server, index) => new Promise((resolve) => {
      server.once('error', () => resolve(false)).listen(first + index, '127.0.0.1', () => resolve(true));
    })));
    await Promise.all(servers.map((server) => new Promise((resolve) => { server.close(() => resolve(undefined)); })));
    if (open.every(Boolean)) return first;
  }
}

/**
 * What is not as it is written: the ports, and where packages come from. The page names a release file as the second
 * way; the tests' own copy of Vite is the one of this lock file.
 * @param {string} tarball
 */
async function changes(tarball) {
  const first = await freePorts(5);
  const vite = path.join(root, 'node_modules/vite');
  return /** @type {const} */ ([
    ['npm install threat-response-widgets', `npm install ./${path.basename(tarball)}`],
    ['npm install --save-dev vite', `ln -s ${vite} node_modules/vite && mkdir -p node_modules/.bin && \
      ln -s ../vite/bin/vite.js node_modules/.bin/vite`],
    ['5173', String(first)], ['8080', String(first + 1)], ['8081', String(first + 2)], ['8082', String(first + 3)],
  ]);
}

test('every step of getting started works as it is written, and ends with a case', async ({ page }) => {
  test.setTimeout(240_000);
  await rm(place, { recursive: true, force: true });
  await mkdir(place, { recursive: true });
  const { tarball } = await pack('getting-started');
  await copyFile(tarball, path.join(place, path.basename(tarball)));
  const changed = await changes(tarball);
  const address = `http://127.0.0.1:${changed[2][1]}`;
  const env = { ...process.env, TR_APPLIANCE: APPLIANCE, npm_config_prefer_offline: 'true', npm_config_audit: 'false' };
  /** @type {{child: import('node:child_process').ChildProcess, text: string}[]} */
  const running = [];
  /** @param {string} text */
  const start = async (text) => {
    const child = spawn('bash', ['-c', `exec ${text}`], { cwd: place, env, stdio: ['ignore', 'pipe', 'inherit'] });
    running.push({ child, text });
    if (!text.includes('APPLIANCE')) return '';
    const [told] = await Promise.race([once(child.stdout, 'data'), once(child, 'close')]);
    if (typeof told === 'number') throw new Error(`The appliance ended with status ${told}.`);
    return String(told);
  };
  const opened = () => expect.poll(() => page.goto(address).then(() => true, () => false)).toBe(true);
  const menu = async () => {
    await page.getByRole('button', { name: 'Actions for bit.ly' }).click();
    await expect(page.getByRole('menuitem', { name: 'Add to New Case' })
      .or(page.getByRole('textbox', { name: 'Client ID' }))).toBeVisible();
  };
  try {
    const written = await readFile(path.join(root, 'web/docs/getting-started.md'), 'utf8');
    for (const [before] of changed) expect(written, 'the page still says it').toContain(before);
    const listings = listingsOf(changed.reduce((text, [before, now]) => text.replaceAll(before, now), written));
    for (const { language, file: name, background, text } of listings) {
      if (name) {
        await mkdir(path.dirname(path.join(place, name)), { recursive: true });
        await writeFile(path.join(place, name), text);
      } else if (background) {
        const told = await start(text.trim());
        if (!told) {
          await opened();
          await expect(page.getByRole('button', { name: /^Actions for / })).toHaveCount(3);
          continue;
        }
        const { client_id: id, client_password: password } = JSON.parse(told.split('\n')[0]);
        await menu();
        await page.getByRole('textbox', { name: 'Client ID' }).fill(id);
        await page.getByLabel('Client Password').fill(password);
        await page.getByRole('button', { name: 'Authenticate' }).click();
        await expect(page.getByText('Suspicious', { exact: true }).first()).toBeVisible();
        await page.getByRole('menuitem', { name: 'Add to New Case' }).click();
        await page.getByRole('button', { name: 'Casebook', exact: true }).click();
        await expect(page.getByRole('region', { name: 'Casebook' }).getByRole('option', { name: /^Casebook / }).first())
          .toBeVisible();
      } else if (language === 'sh') {
        await run('bash', ['-ec', text], { cwd: place, env });
      }
    }
    // "End the web server of step 2, and start it with `dist` in place of `public`."
    const [server] = running;
    server.child.kill();
    await once(server.child, 'close');
    await start(server.text.replace('public', 'dist'));
    await opened();
    await menu();
  } finally {
    for (const { child } of running) child.kill();
  }
});
