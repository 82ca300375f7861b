// What an analyst sees when the service is slow, full, away or tired of a token: the work goes on by itself, and
// nothing is lost. The faults are the embedded service's own (--test-controls).
import { readFile } from 'node:fs/promises';
import { startAppliance } from '../conformance/appliance.mjs';
import { casesOf, expect, logInTo, makeAnalyst, test as base, tokenOf } from './fixtures.js';

/** @typedef {import('./fixtures.js').Appliance} Appliance */
/** @typedef {(name: 'faults' | 'clock', body: unknown) => Promise<void>} Control */

const test = /** @type {import('@playwright/test').TestType<
  import('@playwright/test').PlaywrightTestArgs & {service: Appliance, control: Control,
    analyst: import('./fixtures.js').Analyst}, import('@playwright/test').PlaywrightWorkerArgs>} */ (
  /** @type {any} */ (base).extend({
    // One a test: a fault or a clock that runs ahead is nobody else's.
    service: async (
      /** @type {{context: import('@playwright/test').BrowserContext}} */ { context },
      /** @type {(value: Appliance) => Promise<void>} */ use) => {
      const appliance = await startAppliance({ args: ['--ephemeral', '--test-controls'] });
      await logInTo(appliance, context);
      await use(appliance);
      await appliance.stop();
    },
    control: async (
      /** @type {{service: Appliance}} */ { service }, /** @type {(value: Control) => Promise<void>} */ use) => {
      await use(async (name, body) => {
        const response = await fetch(`${service.visibility}/test/${name}`, {
          method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
        });
        expect(response.ok, await response.text()).toBe(true);
      });
    },
    analyst: async (
      /** @type {{page: import('@playwright/test').Page, service: Appliance}} */ { page, service },
      /** @type {(value: import('./fixtures.js').Analyst) => Promise<void>} */ use) => {
      await use(makeAnalyst(page, service));
    },
  }));

/** @param {import('@playwright/test').Page} page @param {string} value */
const menu = (page, value) => page.getByLabel(`Actions for ${value}`).filter({ has: page.getByRole('menu') });
const deliberate = '/iroh/iroh-enrich/deliberate';

test('a token that has expired is renewed in mid-use, unnoticed', async ({ page, analyst, service, control }) => {
  await analyst.open();
  await analyst.signIn('bit.ly');
  await control('clock', { ahead_s: 700 });
  await page.getByRole('menuitem', { name: 'Add to New Case' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'bit.ly is now in Casebook' })).toBeVisible();
  await expect.poll(async () => (await casesOf(service))[0]?.observables)
    .toEqual([{ type: 'domain', value: 'bit.ly' }]);
});

test('after a 429 the page says when it goes on, and goes on then', async ({ page, analyst, control }) => {
  await analyst.open();
  await control('faults', [{
    path: deliberate, times: 1, status: 429, headers: { 'Retry-After': '2' }, body: { error: 'Too Many Requests' },
  }]);
  await analyst.signIn('bit.ly');
  const says = page.getByRole('status');
  await expect(says.filter({ hasText: /^Waiting until \d+:\d\d:\d\d .*goes on by itself/ })).toBeVisible();
  await expect(menu(page, 'bit.ly')).toContainText('Suspicious');
  await expect(says.filter({ hasText: 'goes on by itself' })).toHaveCount(0);
});

test('a service that fails twice and recovers costs the analyst nothing', async ({ page, analyst, control }) => {
  await analyst.open();
  await control('faults', [{ path: deliberate, times: 2, status: 503, body: { error: 'service unavailable' } }]);
  await analyst.signIn('bit.ly');
  await expect(menu(page, 'bit.ly')).toContainText('Suspicious');
});

test('a module that does not answer is named beside the verdicts of the others', async ({ page, analyst }) => {
  const hash = '5146f54dbec0089c4cb5661e6506849dddf2ed32e71dd7e21efae4bde6421330';
  await analyst.open('/tracking/message-details?mid=315');
  await analyst.signIn(hash);
  await expect(menu(page, hash)).toContainText('Malicious');
  await expect(menu(page, hash)).toContainText('Slow Sandbox: no answer in time');
});

test('offline and back: what could not be asked is asked when the network is there', async ({ page, analyst }) => {
  await analyst.open();
  await analyst.signIn('bit.ly');
  await page.keyboard.press('Escape');
  await page.context().setOffline(true);
  await analyst.pressPivot('newsletter.example');
  const opened = menu(page, 'newsletter.example');
  await expect(opened.getByRole('button', { name: 'Try again' })).toBeVisible();
  await page.context().setOffline(false);
  await expect(opened).toContainText('Unknown');
  await expect(opened.getByRole('button', { name: 'Try again' })).toHaveCount(0);
});

test('diagnostics name versions, times and errors with their references, and nothing else', async (
  { page, analyst, service, control }) => {
  const traceId = 'ctx-0f8fad5b-d9cb-469f-a165-70867728950e';
  await analyst.open();
  await control('faults', [{ path: deliberate, times: 9, status: 500,
    body: { error: 'unknown-exception', error_description: 'canary of the service', trace_id: traceId } }]);
  await analyst.signIn('bit.ly');
  await page.getByRole('menuitem', { name: 'Add to New Case' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'is now in' })).toBeVisible();
  await page.getByRole('button', { name: 'Settings' }).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save diagnostics' }).click();
  const download = await saving;
  expect(download.suggestedFilename()).toMatch(/^threat-response-diagnostics-\d{4}-\d\d-\d\d-\d{4}\.json$/);
  await expect(page.getByRole('status').filter({ hasText: download.suggestedFilename() })).toBeVisible();
  const text = await readFile(await download.path(), 'utf8');
  const found = JSON.parse(text);
  expect(found.version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(found.files['widgets.wasm']).toMatch(/^sha384-/);
  expect(found.widgets).toMatchObject({ drawn: true, waiting_changes: 0,
    sign_in: { appliance: 'there', keyring: 'none', kept_in: ['appliance'] } });
  expect(found.widgets.calls).toContainEqual(expect.objectContaining({ status: 500, trace_id: traceId }));
  expect(found.loads.map((/** @type {{file: string}} */ { file }) => file)).toContain('widgets.wasm');
  const session = service.cookie.split('=')[1];
  for (const secret of [service.client_id, service.client_password, session, await tokenOf(service),
    'canary of the service', 'bit.ly', 'Casebook ', 'Bearer', 'Basic'])
    expect(text).not.toContain(secret);
});
