// How many requests the widgets make for what an analyst does, counted in a browser that talks to the embedded
// Threat Response, beside what asking for every row by itself would make.
//
//   npm run bench:requests      needs dist/ and the appliance (node web/package/build.mjs release)
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from '@playwright/test';
import { logInTo, makeAnalyst, settled } from '../browser/fixtures.js';
import { startAppliance } from '../conformance/appliance.mjs';
import { call } from '../conformance/service.mjs';
import { launch } from './browser.mjs';
import { report } from './table.mjs';

const distinct = 300;
const rows = 1000;

/**
 * The shipped modules, but the one that never answers in time looks at every kind: the worst for a client.
 * @param {string} folder
 */
async function writeSettings(folder) {
  const shipped = new URL('../../web/appliance/data/modules.json', import.meta.url);
  const { modules } = JSON.parse(await readFile(shipped, 'utf8'));
  for (const module of modules) if (module.module === 'Slow Sandbox') module.types = modules[0].types;
  await writeFile(path.join(folder, 'modules.json'), JSON.stringify({ modules }));
  await writeFile(path.join(folder, 'settings.json'), JSON.stringify({ modules: 'modules.json' }));
  return path.join(folder, 'settings.json');
}

/** @param {import('../conformance/appliance.mjs').Appliance} appliance */
async function makeCase(appliance) {
  const credentials = Buffer.from(`${appliance.client_id}:${appliance.client_password}`).toString('base64');
  const { json: { access_token: token } } = await call(`${appliance.visibility}/iroh/oauth2/token`, {
    method: 'POST', body: 'grant_type=client_credentials',
    headers: { 'authorization': `Basic ${credentials}`, 'content-type': 'application/x-www-form-urlencoded' },
  });
  const observables = Array.from({ length: rows }, (_, row) => ({
    type: 'domain', value: `host-${row % distinct}.example` }));
  const made = await call(`${appliance.private_intel}/ctia/casebook?wait_for=true`, {
    method: 'POST', token, body: { title: 'Many rows', tlp: 'amber', observables },
  });
  expect(made.status, made.text).toBe(201);
}

/** @param {import('@playwright/test').Page} page */
function countCalls(page) {
  const kinds = /** @type {const} */ (['deliberate', 'refer', 'respond']);
  const count = { deliberate: 0, refer: 0, respond: 0 };
  page.on('request', (request) => {
    if (request.method() !== 'POST') return;
    const { pathname } = new URL(request.url());
    for (const kind of kinds)
      if (pathname.endsWith(`/${kind}/observables`)) ++count[kind];
  });
  return {
    /** Calls since the last time. */
    take() {
      const taken = { ...count };
      for (const kind of kinds) count[kind] = 0;
      return taken;
    },
  };
}

/**
 * @param {import('@playwright/test').Page} page
 * @param {import('../conformance/appliance.mjs').Appliance} appliance
 */
async function measure(page, appliance) {
  const analyst = makeAnalyst(page, appliance);
  const calls = countCalls(page);
  /** @param {string} value */
  const menu = (value) => page.getByLabel(`Actions for ${value}`).filter({ has: page.getByRole('menu') });
  const [first, second] = ['bit.ly', 'newsletter.example'];
  await analyst.open();
  await analyst.signIn(first);
  await expect(menu(first)).toContainText('no answer in time');
  const learning = calls.take();

  await page.keyboard.press('Escape');
  await analyst.pressPivot(second);
  await expect(menu(second)).toContainText('no answer in time');
  const opening = calls.take();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Casebook', exact: true }).click();
  const book = page.getByRole('region', { name: 'Casebook' });
  const open = book.getByRole('option', { name: /^Many rows/ });
  const look = async () => {
    const read = page.waitForResponse((reply) =>
      reply.request().method() === 'GET' && reply.url().includes('/ctia/casebook/casebook-'));
    await open.click();
    await read;
    await settled(page);
    await expect(book.getByText('no answer in time').first()).toBeAttached();
    return calls.take();
  };
  const firstLook = await look();
  const secondLook = await look();
  return { learning, opening, firstLook, secondLook };
}

const folder = await mkdtemp(path.join(tmpdir(), 'bench-requests-'));
const appliance = await startAppliance({ settings: await writeSettings(folder) });
const browser = await launch();
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
await logInTo(appliance, page.context());
await makeCase(appliance);
const counted = await measure(page, appliance);
await browser.close();
await appliance.stop();
await rm(folder, { recursive: true });

const { opening, firstLook, secondLook } = counted;
const table = [
  { what: `${distinct} observables on ${rows} rows: deliberate`, figure: firstLook.deliberate, most: 6 },
  { what: '   of one call a row', figure: firstLook.deliberate / rows, most: 0.006 },
  { what: 'a second look: deliberate', figure: secondLook.deliberate, most: 0 },
  { what: 'one menu, fast and slow modules: deliberate', figure: opening.deliberate, most: 2 },
  { what: 'one menu: refer', figure: opening.refer, most: 1 },
  { what: 'one menu: respond', figure: opening.respond, most: 1 },
  { what: 'the first menu, nothing known of the modules: deliberate', figure: counted.learning.deliberate, most: 1 },
];
await report('requests', table);
