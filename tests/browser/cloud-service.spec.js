// An administrator registers the appliance at the embedded exchange and ends that again, on the page.
import { logIn, startAppliance } from '../conformance/appliance.mjs';
import { makeToken } from '../conformance/exchange.mjs';
import { expect, logInTo, test } from './fixtures.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Locator} Locator */

// One of its own: to register it changes what other pages show.
/** @type {Awaited<ReturnType<typeof startAppliance>>} */
let own;
test.beforeAll(async () => { own = await startAppliance(); });
test.afterAll(async () => { await own.stop(); });

/** @param {Page} page @param {number} operator 0: an analyst, 1: the administrator */
async function open(page, operator = 1) {
  await logInTo(own, page.context(), await logIn(own.appliance, own.operators[operator]));
  await page.goto(`${own.appliance}/networks/cloud-service-settings`);
  await expect(situation(page)).toBeVisible();
}

const settings = (/** @type {Page} */ page) => page.locator('tr-cloud-service-settings');
const situation = (/** @type {Page} */ page) => settings(page).getByRole('status').first();
const button = (/** @type {Page} */ page, /** @type {string} */ name) =>
  settings(page).getByRole('button', { name, exact: true });

/** @typedef {(item: Locator) => Promise<void>} Use */
/** @type {Record<string, Use>} */
const ways = {
  mouse: (item) => item.click(),
  keyboard: async (item) => {
    await item.focus();
    await item.press(await item.getAttribute('type') === 'checkbox' ? ' ' : 'Enter');
  },
};

/** @param {Page} page @param {Use} use @param {{enabled: boolean, region?: string}} wanted */
async function change(page, use, { enabled, region }) {
  await use(button(page, 'Edit Settings'));
  const enable = settings(page).getByRole('checkbox', { name: 'Enable' });
  if (await enable.isChecked() !== enabled) await use(enable);
  if (region) await settings(page).getByRole('combobox', { name: 'Threat Response Server' }).selectOption(region);
  await use(button(page, 'Submit'));
  await use(button(page, 'Commit Changes'));
}

/** @param {Page} page @param {Use} use */
async function deregister(page, use) {
  await use(button(page, 'Deregister'));
  await use(page.getByRole('dialog').getByRole('button', { name: 'Deregister' }));
}

for (const [way, region] of /** @type {const} */ ([['mouse', 'EUROPE'], ['keyboard', 'AMERICAS']])) {
  test(`it is enabled, registered with ${region}, deregistered and disabled by ${way}`, async ({ page }) => {
    const use = ways[way];
    await open(page);
    await expect(situation(page)).toHaveText('Disabled');
    await change(page, use, { enabled: true, region });
    await expect(situation(page)).toHaveText(`Enabled, not registered with ${region} yet`);
    await expect(settings(page).getByText('Not ready yet')).toHaveCount(0);
    await settings(page).getByLabel('Registration Token').fill(await makeToken(own, region));
    await use(button(page, 'Register'));
    await expect(situation(page)).toHaveText(`Registered with ${region}`);
    const issued = settings(page).getByRole('listitem').filter({ hasText: 'Certificate issued' });
    await expect(issued).not.toContainText('to come');
    await expect(settings(page).getByText('valid until')).toBeVisible();
    await deregister(page, use);
    await expect(situation(page)).toHaveText(`Enabled, not registered with ${region} yet`);
    await change(page, use, { enabled: false });
    await expect(situation(page)).toHaveText('Disabled');
    await use(page.getByRole('tab', { name: 'Changes' }));
    await expect(settings(page).getByText(/^Registered: /).first()).toBeVisible();
    await expect(settings(page).getByText('admin, on the page').first()).toBeVisible();
  });
}

test('a token of another region is refused with a guess where it was made', async ({ page }) => {
  await open(page);
  await change(page, ways.mouse, { enabled: true, region: 'AMERICAS' });
  await settings(page).getByLabel('Registration Token').fill(await makeToken(own, 'EUROPE'));
  await button(page, 'Register').click();
  await expect(situation(page)).toHaveText('Not registered: registering with AMERICAS failed');
  await expect(settings(page).getByRole('alert').filter({ hasText: 'was it made in EUROPE?' })).toBeVisible();
  await expect(settings(page).getByRole('listitem').filter({ hasText: 'failed' })).toContainText('Token accepted');
  await expect(settings(page).getByLabel('Registration Token')).toHaveValue('');
  await change(page, ways.mouse, { enabled: false });
});

test('another server is refused while registered, with the step to take', async ({ page }) => {
  await open(page);
  await change(page, ways.mouse, { enabled: true, region: 'EUROPE' });
  await settings(page).getByLabel('Registration Token').fill(await makeToken(own, 'EUROPE'));
  await button(page, 'Register').click();
  await expect(situation(page)).toHaveText('Registered with EUROPE');
  await change(page, ways.mouse, { enabled: true, region: 'AMERICAS' });
  const refused = settings(page).getByRole('alert').filter({ hasText: 'deregister it, then commit the other server' });
  await expect(refused).toBeVisible();
  await expect(situation(page)).toHaveText('Registered with EUROPE');
  await button(page, 'Abandon Changes').click();
  await expect(refused).toHaveCount(0);
  await deregister(page, ways.mouse);
  await expect(situation(page)).toHaveText('Enabled, not registered with EUROPE yet');
  await change(page, ways.mouse, { enabled: false });
});

test('the connection to the hosts of the chosen server is tested by the appliance', async ({ page }) => {
  await open(page);
  await button(page, 'Test Connection').click();
  await expect(settings(page).getByRole('status').filter({ hasText: 'All hosts were reached.' })).toBeVisible();
  const host = settings(page).getByRole('listitem').filter({ hasText: 'est.sco.cisco.com' });
  await expect(host).toContainText('reached in');
});

test('an analyst reads the settings and cannot change them', async ({ page }) => {
  await open(page, 0);
  await expect(settings(page).getByText('Only an administrator may change these settings.')).toBeVisible();
  await expect(button(page, 'Edit Settings')).toHaveAttribute('aria-disabled', 'true');
  await expect(button(page, 'Edit Settings')).toHaveAccessibleDescription(
    'Only an administrator may change these settings.');
});

test('the settings are reached from the navigation', async ({ page, appliance }) => {
  await page.goto(`${appliance.appliance}/`);
  await page.getByRole('navigation').getByRole('link', { name: 'Cloud Service Settings' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Cloud Service Settings' })).toBeVisible();
  await expect(page).toHaveURL(/\/networks\/cloud-service-settings$/);
});
