// Pages of others in the same browser: they frame nothing, read nothing, use nothing of who is signed in; and no
// redirect carries the bearer to somebody else.
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';
import { putControl, startAppliance } from '../conformance/appliance.mjs';
import { casebookOf } from './casebook.js';
import { domainsPage, expect, logInTo, test as base } from './fixtures.js';

/** @typedef {import('./fixtures.js').Appliance} Appliance */
/** @typedef {{address: string, heard: import('node:http').IncomingHttpHeaders[]}} Stranger */

/** Another server on another port of this machine: an empty page for whoever asks, and what it was sent. */
const test = /** @type {import('@playwright/test').TestType<import('@playwright/test').PlaywrightTestArgs &
  {stranger: Stranger, policy: typeof import('./policy-reports.js').policyReports},
  import('@playwright/test').PlaywrightWorkerArgs & {appliance: Appliance}>} */ (/** @type {any} */ (base).extend({
    stranger: async (
      // eslint-disable-next-line no-empty-pattern -- the runner reads from the pattern what a fixture needs
      /** @type {object} */ {}, /** @type {(stranger: Stranger) => Promise<void>} */ use) => {
      /** @type {Stranger['heard']} */
      const heard = [];
      const server = createServer((request, response) => {
        heard.push(request.headers);
        response.writeHead(200, { 'Content-Type': 'text/html', 'Access-Control-Allow-Origin': '*',
          'Access-Control-Allow-Headers': 'authorization, content-type, accept' }).end('<!doctype html><body>');
      });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      await use({ address: `http://127.0.0.1:${/** @type {{port: number}} */ (server.address()).port}`, heard });
      server.closeAllConnections();
      server.close();
    },
  }));

/**
 * In a page or frame of somebody else, beside a tab that is signed in: all that can be had, as sentences.
 * @param {{page: string, reads: string[], token: string}} given
 */
async function trespass({ page, reads, token }) {
  /** @type {string[]} */
  const had = [];
  const tried = async (/** @type {string} */ what, /** @type {() => unknown} */ work) => {
    try {
      const got = await work();
      if (got) had.push(`${what}: ${got}`);
    } catch { /* refused */ }
  };
  for (const address of reads) {
    await tried(`read ${address}`, async () => (await fetch(address)).status);
    await tried(`read ${address} with cookies`, async () => (await fetch(address, { credentials: 'include' })).status);
    await tried(`read ${address} with a bearer`, async () =>
      (await fetch(address, { headers: { Authorization: `Bearer ${token}` } })).status);
    await tried(`read ${address} without CORS`, async () => (await fetch(address, { mode: 'no-cors' })).text());
    await tried(`imported ${address}`, () => import(address).then(() => 'a module'));
  }
  const frame = document.createElement('iframe');
  const loaded = new Promise((resolve) => { frame.addEventListener('load', resolve, { once: true }); });
  frame.src = page;
  document.body.append(frame);
  await loaded;
  await tried('framed', () => frame.contentDocument?.querySelector('tr-ribbon') && 'the ribbon');
  const opened = window.open(page);
  await tried('opened', async () => {
    for (let left = 20; left > 0; left -= 1) { // at first it is empty, and whose who opens it
      await new Promise((resolve) => { setTimeout(resolve, 100); });
      if (!opened?.document) return '';
    }
    return 'the document of a window';
  });
  opened?.close();
  for (const one of [frame.contentWindow, opened, window.opener, window.parent]) {
    for (const message of ['sign-out', 'look', { is: 'signed-out' }]) one?.postMessage(message, '*');
  }
  await tried('storage', () => [...Object.keys(localStorage), ...Object.keys(sessionStorage)].join());
  await tried('databases', async () => (await indexedDB.databases()).map(({ name }) => name).join());
  await tried('caches', async () => (await caches.keys()).join());
  await tried('locks', async () => {
    const { held = [], pending = [] } = await navigator.locks.query();
    return [...held, ...pending].map(({ name }) => name).join();
  });
  for (const name of ['sign-in', 'pause', 'changes']) {
    await tried(`channel ${name}`, async () => {
      const channel = new BroadcastChannel(`threat-response-widgets:${name}`);
      const heard = new Promise((resolve) => { channel.onmessage = ({ data }) => resolve(JSON.stringify(data)); });
      channel.postMessage(name === 'pause' ? Date.now() / 1000 + 9999 : 'sign-out');
      return Promise.race([heard, new Promise((resolve) => { setTimeout(resolve, 50); })]);
    });
  }
  return had;
}

/** A page that makes the stranger's frame, and gives that. */
const sandboxed = async (/** @type {import('@playwright/test').Page} */ page) => {
  await page.evaluate(() => new Promise((resolve) => {
    const frame = document.createElement('iframe');
    frame.sandbox.add('allow-scripts');
    frame.addEventListener('load', resolve);
    frame.src = location.href;
    document.body.append(frame);
  }));
  return page.frames()[1];
};

test('a page of another port, a sandboxed frame and a file get nothing of who is signed in', async (
  { page, context, appliance, stranger, policy }, info) => {
  /** @type {string[]} */
  const tokens = [];
  page.on('request', (request) => {
    const [kind, token] = (request.headers()['authorization'] ?? '').split(' ');
    if (kind === 'Bearer' && token) tokens.push(token);
  });
  const casebook = casebookOf(page, appliance);
  await page.goto(appliance.appliance + domainsPage);
  await casebook.open();
  await casebook.make('Nobody else reads this');
  const file = info.outputPath('stranger.html');
  await writeFile(file, '<!doctype html><body>');
  const given = { page: appliance.appliance + domainsPage, token: tokens[0], reads: [
    `${appliance.appliance}/threat-response/servers.json`, `${appliance.appliance}/threat-response/clients`,
    `${appliance.appliance}${domainsPage}`, `${appliance.private_intel}/ctia/casebook/search`,
    `${appliance.visibility}/iroh/profile/whoami`, `${appliance.visibility}/settings/apiClients`] };
  const other = await context.newPage();
  const places = [['page', stranger.address], ['frame', stranger.address], ['file', pathToFileURL(file).href]];
  for (const [where, address] of places) {
    await other.goto(address);
    const place = where === 'frame' ? await sandboxed(other) : other.mainFrame();
    expect(await place.evaluate(trespass, given), where).toEqual([]);
    const told = await policy.take(context);
    expect(told).toContainEqual(expect.stringMatching(/^Framing 'http:.*"frame-ancestors 'none'"/));
    expect(told.filter((text) => text.includes(` in ${appliance.appliance}`)), 'in our pages').toEqual([]);
  }
  await page.bringToFront();
  await casebook.button('Refresh').click();
  await expect(casebook.case('Nobody else reads this')).toBeVisible();
  expect(stranger.heard.filter((headers) => JSON.stringify(headers).includes(tokens[0]))).toEqual([]);
  // What is had where it is allowed: the same script in a page of the appliance.
  const own = await page.evaluate(trespass, { ...given, page: '/nowhere', reads: given.reads.slice(0, 4) });
  expect(own.join('\n')).toMatch(
    /servers\.json: 200\n[^]*casebook\/search with a bearer: 200\n[^]*storage: .*ribbon[^]*databases: /);
  expect((await policy.take(context)).join('\n'), 'its own policy holds there').toMatch(/frame-src/);
});

base.describe('without the policy of the page', () => {
  // So that nothing but the widgets themselves stands between a redirect and the bearer.
  base.use({ bypassCSP: true });

  test('no redirect of the service carries the password or the bearer elsewhere', async ({ page, stranger }) => {
    const service = await startAppliance({ args: ['--ephemeral', '--test-controls'] });
    await logInTo(service, page.context());
    await page.goto(service.appliance + domainsPage);
    const casebook = casebookOf(page, service);
    const dialog = page.getByRole('dialog', { name: 'Login to use Casebook/Pivot Menu' });
    const redirects = (/** @type {string} */ path, /** @type {number} */ status) => putControl(service, 'faults', [
      { path, status, headers: { Location: `${stranger.address}/stolen` }, body: {} }]);
    const statuses = [301, 302, 303, 307, 308];
    await page.getByRole('button', { name: 'Casebook', exact: true }).click();
    for (const status of statuses) {
      await redirects('/iroh/oauth2/token', status);
      await dialog.getByRole('textbox', { name: 'Client ID' }).fill(service.client_id);
      await dialog.getByLabel('Client Password').fill(service.client_password);
      await dialog.getByRole('button', { name: 'Authenticate' }).click();
      await expect(dialog.getByRole('alert')).not.toBeEmpty();
    }
    await putControl(service, 'faults', []);
    await dialog.getByLabel('Client Password').fill(service.client_password);
    await dialog.getByRole('button', { name: 'Authenticate' }).click();
    await expect(casebook.search).toBeVisible();
    for (const status of statuses) {
      await redirects('/ctia/', status);
      await casebook.button('Refresh').click();
      await expect(casebook.region.getByRole('alert')).toBeVisible();
    }
    expect(stranger.heard).toEqual([]);
    // The listener would have told, and the browser would have gone there.
    await page.evaluate((address) => fetch(address, { headers: { Authorization: 'Bearer planted' } }),
      stranger.address);
    expect(stranger.heard.at(-1)?.authorization).toBe('Bearer planted');
    const followed = await page.evaluate((address) => fetch(address).then(({ url }) => url, String),
      `${service.private_intel}/ctia/x`);
    expect(followed).toBe(`${stranger.address}/stolen`);
    await service.stop();
  });
});
