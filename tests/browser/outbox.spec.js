// Nothing is lost: changes outlive pages, tabs, sign-outs and the service; colleagues in one case see each other.
import { startAppliance } from '../conformance/appliance.mjs';
import { casebookOf, undoTime } from './casebook.js';
import { casesOf, colleagueOf, domainsPage, expect, logInTo, test as base } from './fixtures.js';

/** @typedef {import('./fixtures.js').Appliance} Appliance */

const test = /** @type {import('@playwright/test').TestType<
  import('@playwright/test').PlaywrightTestArgs & {service: Appliance, control: (body: unknown) => Promise<void>},
  import('@playwright/test').PlaywrightWorkerArgs>} */ (/** @type {any} */ (base).extend({
    // One a test: its faults are nobody else's.
    service: async (
      /** @type {{context: import('@playwright/test').BrowserContext}} */ { context },
      /** @type {(value: Appliance) => Promise<void>} */ use) => {
      const appliance = await startAppliance({ args: ['--ephemeral', '--test-controls'] });
      await logInTo(appliance, context);
      await use(appliance);
      await appliance.stop();
    },
    control: async (
      /** @type {{service: Appliance}} */ { service }, /** @type {(value: any) => Promise<void>} */ use) => {
      await use(async (/** @type {unknown} */ faults) => {
        const response = await fetch(`${service.visibility}/test/faults`, {
          method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(faults),
        });
        expect(response.ok).toBe(true);
      });
    },
  }));

/**
 * Kept in the tab: a reload signs out.
 * @param {import('@playwright/test').Page} page
 * @param {Appliance} service
 */
async function opened(page, service) {
  await page.goto(service.appliance + domainsPage);
  const casebook = casebookOf(page, service);
  await casebook.open(service, 'tab');
  return casebook;
}

/**
 * Signs in where the casebook has been reopened.
 * @param {import('@playwright/test').Page} page
 * @param {Appliance} service
 */
async function signInAgain(page, service) {
  await page.getByRole('button', { name: 'Sign in…' }).click();
  await page.getByRole('textbox', { name: 'Client ID' }).fill(service.client_id);
  await page.getByLabel('Client Password').fill(service.client_password);
  await page.getByRole('button', { name: 'Authenticate' }).click();
}

/** @param {Appliance} service @param {string} title */
const stored = async (service, title) => (await casesOf(service)).filter((one) => one.title === title);

test('offline, reloaded and signed out: a change waits with its age and is sent on return', async (
  { page, service }) => {
  const casebook = await opened(page, service);
  await casebook.make('Kept');
  await page.route(`${service.private_intel}/**`, (route) => route.abort('connectionrefused'));
  await casebook.tab('About').click();
  await casebook.field('New note').fill('written without a network');
  await casebook.button('Add note').click();
  await casebook.tab(/Waiting changes/).click();
  const note = casebook.region.getByRole('listitem').filter({ hasText: 'New note in Kept' });
  await expect(note).toContainText('no answer came');
  await page.reload();
  await expect(note).toContainText('waits until you sign in');
  await page.unroute(`${service.private_intel}/**`);
  await signInAgain(page, service);
  await expect.poll(async () => JSON.stringify(await stored(service, 'Kept')), { timeout: 20_000 })
    .toContain('written without a network');
});

test('what is changed after the service has ended the client waits, and is sent with the next sign-in', async (
  { page, service, control }) => {
  const casebook = await opened(page, service);
  await casebook.make('Ended');
  await control([{ path: '/iroh/oauth2/token', status: 400, body: { error: 'invalid_client' } },
    { path: '/ctia/casebook', status: 401, body: { error: 'invalid_token' } }]);
  await casebook.tab('About').click();
  await casebook.field('New note').fill('written with an ended client');
  await casebook.button('Add note').click();
  await casebook.tab(/Waiting changes/).click();
  const note = casebook.region.getByRole('listitem').filter({ hasText: 'New note in Ended' });
  await expect(note).toContainText('waits until you sign in');
  await control([]);
  await signInAgain(page, service);
  await expect.poll(async () => JSON.stringify(await stored(service, 'Ended')), { timeout: 20_000 })
    .toContain('written with an ended client');
});

test('what a tab has sent that died before it could tell the others does not go on waiting here', async (
  { page, service }) => {
  const casebook = await opened(page, service);
  await casebook.make('Sent elsewhere');
  await page.route(`${service.private_intel}/**`, (route) => route.abort('connectionrefused'));
  await casebook.tab('About').click();
  await casebook.field('New note').fill('sent by another tab');
  await casebook.button('Add note').click();
  await casebook.tab(/Waiting changes/).click();
  const note = casebook.region.getByRole('listitem').filter({ hasText: 'New note in Sent elsewhere' });
  await expect(note).toContainText('no answer came');
  await page.reload();
  await expect(note).toContainText('waits until you sign in');
  await page.evaluate(() => new Promise((resolve, reject) => {
    const opening = indexedDB.open('threat-response-widgets');
    opening.onsuccess = () => {
      const gone = opening.result.transaction('changes', 'readwrite');
      gone.objectStore('changes').clear();
      gone.oncomplete = resolve;
      gone.onabort = reject;
    };
  }));
  await expect(note).toHaveCount(0);
});

test('a new case whose answer is lost is found again, not made twice', async ({ page, service, control }) => {
  test.setTimeout(90_000);
  const casebook = await opened(page, service);
  // The service does it, and its answer is cut off; what is looked up for it is not found out either.
  await control([{ path: '/ctia/casebook', method: 'POST', times: 1, spoil: 'truncated' },
    { path: '/ctia/casebook/external_id', method: 'GET', status: 503 }]);
  await casebook.button('New case').click();
  await expect(casebook.said('No answer came')).toBeVisible();
  await casebook.tab(/Waiting changes/).click();
  await expect(casebook.region.getByRole('listitem')).toContainText('it is looked up before it is sent again');
  await control([]);
  await page.addInitScript(() => {
    const { now } = Date;
    Date.now = () => now() + 31_000; // a call may be at work for half a minute
  });
  await page.reload();
  await signInAgain(page, service);
  await expect(casebook.tab('Waiting changes').and(page.getByText('Waiting changes', { exact: true })))
    .toBeVisible({ timeout: 20_000 });
  expect(await casesOf(service)).toHaveLength(1);
});

test('two analysts in one case: each sees what the other adds, and two adds at one moment both stay', async (
  { page, service, control, browser }) => {
  const casebook = await opened(page, service);
  await casebook.make('Together');
  await casebook.add('bit.ly');
  const colleague = await colleagueOf(browser, service);
  const other = await opened(colleague, service);
  await other.case('Together').click();
  await expect(other.row('bit.ly')).toBeVisible();
  await control([{ path: '/ctia/casebook', method: 'POST', times: 2, lost_update: true, delay_ms: 700 }]);
  await Promise.all([casebook.add('192.0.2.17'), other.add('192.0.2.44')]);
  await expect.poll(async () => (await stored(service, 'Together'))[0].observables.map(({ value }) => value).sort(),
    { timeout: 20_000 }).toEqual(['192.0.2.17', '192.0.2.44', 'bit.ly']);
  await other.button('Refresh').click();
  await expect(other.row('192.0.2.17')).toBeVisible();
  await colleague.context().close();
});

test('what a colleague adds is there when somebody looks at the page again, and within a minute of looking', async (
  { page, service, browser }) => {
  await page.clock.install();
  const casebook = await opened(page, service);
  await casebook.make('Watched');
  await page.getByRole('separator', { name: /^Casebook / }).press('End'); // all three are in view
  await casebook.add('bit.ly');
  const colleague = await colleagueOf(browser, service);
  const other = await opened(colleague, service);
  await other.choose('Watched');
  let reads = 0;
  page.on('request', (request) => {
    if (request.method() === 'GET' && /\/ctia\/casebook\/casebook-/.test(request.url())) reads += 1;
  });
  await other.add('192.0.2.17');
  await page.clock.fastForward(6000); // it has only just been read
  await page.evaluate(() => dispatchEvent(new Event('focus')));
  await expect(casebook.row('192.0.2.17')).toBeVisible();
  await other.add('192.0.2.44');
  reads = 0;
  await page.clock.fastForward(60_000);
  await expect(casebook.row('192.0.2.44')).toBeVisible();
  expect(reads).toBe(1);
  await colleague.context().close();
});

test('an edit of what a colleague has edited offers both texts', async ({ page, service, browser }) => {
  const casebook = await opened(page, service);
  await casebook.make('Contested');
  const colleague = await colleagueOf(browser, service);
  const other = await opened(colleague, service);
  await other.case('Contested').click();
  await other.tab('About').click();
  await other.button('Edit Summary').click();
  await casebook.tab('About').click();
  await casebook.button('Edit Summary').click();
  await casebook.field('Summary').fill('mine');
  await casebook.button('Save').click();
  await expect(casebook.said('is saved')).toBeVisible();
  await other.field('Summary').fill('theirs');
  await other.button('Save').click();
  await expect(other.said('Somebody else has changed Contested')).toBeVisible();
  await other.tab(/Waiting changes/).click();
  await expect(other.region.getByRole('listitem')).toContainText('Yours: theirs');
  await expect(other.region.getByRole('listitem')).toContainText('Theirs: mine');
  await other.button('Keep yours').click();
  await expect.poll(async () => JSON.stringify(await stored(service, 'Contested')), { timeout: 15_000 })
    .toContain('"short_description":"theirs"');
  await colleague.context().close();
});

test('a case that a colleague deletes while it is open says so', async ({ page, service, browser }) => {
  const casebook = await opened(page, service);
  await casebook.make('Vanishing');
  const colleague = await colleagueOf(browser, service);
  await colleague.clock.install();
  const other = await opened(colleague, service);
  await other.case('Vanishing').click();
  await other.tab('About').click();
  await other.button('Delete case…').click();
  await other.button('Delete').click();
  await expect(other.button('Undo')).toBeVisible();
  await colleague.clock.fastForward(undoTime);
  await expect.poll(async () => (await stored(service, 'Vanishing')).length, { timeout: 15_000 }).toBe(0);
  await casebook.button('Refresh').click();
  await expect(casebook.region.getByText('“Vanishing” was deleted by somebody else')).toBeVisible();
  await colleague.context().close();
});

test('what other tabs do while the widgets load here breaks nothing here', async ({ page, service }) => {
  await page.addInitScript(() => {
    const hints = new BroadcastChannel('threat-response-widgets:changes');
    setInterval(() => hints.postMessage(''), 1);
  });
  const casebook = await opened(page, service);
  await casebook.button('New case').click();
  await expect(casebook.said('is ready.')).toBeVisible();
});

test('a full disk is said, and the change is sent all the same', async ({ page, service }) => {
  await page.addInitScript(() => {
    IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };
  });
  const casebook = await opened(page, service);
  await casebook.button('New case').click();
  await expect(casebook.said('is ready.')).toBeVisible();
  await expect(casebook.said('This device’s storage is full')).toBeVisible();
  expect(await casesOf(service)).toHaveLength(1);
});
