// The main job, from a report page to an observable in a case and an investigation of it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startAppliance } from '../conformance/appliance.mjs';
import { casesOf, expect, logInTo, makeAnalyst, test } from './fixtures.js';

/** @param {import('@playwright/test').Page} page */
function casebook(page) {
  return page.getByRole('region', { name: 'Casebook' });
}

/**
 * bit.ly is in the open case with its verdicts: what the two modules say, and the one for attention.
 * @param {import('@playwright/test').Page} page
 */
async function expectCase(page) {
  const row = casebook(page).getByRole('listbox', { name: 'Observables' }).getByRole('option', { name: 'bit.ly' });
  await expect(row).toHaveCount(1);
  await expect(row).toContainText('Suspicious');
  await expect(row).toHaveAccessibleName(/Common/);
}

test('by mouse: pivot button, sign-in, new case, casebook, investigation', async ({ page, analyst, appliance }) => {
  await analyst.open();
  await analyst.pressPivot('bit.ly');
  const dialog = page.getByRole('dialog', { name: 'Login to use Casebook/Pivot Menu' });
  await expect(dialog.getByRole('combobox', { name: 'Threat Response Server' })).toBeVisible();
  await analyst.fillDialog();
  await page.getByRole('menuitem', { name: 'Add to New Case' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'bit.ly is now in Casebook' })).toBeVisible();
  await page.getByRole('button', { name: 'Casebook', exact: true }).click();
  await expectCase(page);

  const opened = page.context().waitForEvent('page');
  await page.getByRole('button', { name: 'Investigate this Case' }).click();
  const investigation = await opened;
  await expect(investigation).toHaveURL(`${appliance.visibility}/investigate?q=domain%3Abit.ly`);
  await expect(investigation.locator('body')).toContainText('bit.ly');

  // The service's search does not find for a second what has just been made.
  await expect.poll(async () => (await casesOf(appliance))[0]).toMatchObject(
    { title: expect.stringMatching(/^Casebook .*\d/), observables: [{ type: 'domain', value: 'bit.ly' }] });
});

// Password managers set values from scripts, without focus or keys, past what a page may have put over `value`.
for (const events of [['input', 'change'], ['change']]) {
  test(`what a password manager fills in signs in: ${events.join(' and ')}`, async ({ page, analyst, appliance }) => {
    await analyst.open();
    await analyst.pressPivot('bit.ly');
    const dialog = page.getByRole('dialog', { name: 'Login to use Casebook/Pivot Menu' });
    const fill = (/** @type {import('@playwright/test').Locator} */ field, /** @type {string} */ text) =>
      field.evaluate((input, [value, ...names]) => {
        const { set } = /** @type {PropertyDescriptor} */ (
          Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value'));
        set?.call(input, value);
        for (const name of names) input.dispatchEvent(new Event(name, { bubbles: true }));
      }, [text, ...events]);
    await expect(dialog.getByRole('textbox', { name: 'Client ID' })).toHaveAttribute('autocomplete', 'username');
    await expect(dialog.getByLabel('Client Password')).toHaveAttribute('autocomplete', 'current-password');
    await fill(dialog.getByRole('textbox', { name: 'Client ID' }), appliance.client_id);
    await fill(dialog.getByLabel('Client Password'), appliance.client_password);
    await dialog.getByRole('button', { name: 'Authenticate' }).click();
    await expect(page.getByRole('menuitem', { name: 'Add to New Case' })).toBeVisible();
  });
}

test('a refusal stays on the screen when the focus leaves the field', async ({ page, analyst }) => {
  await analyst.open();
  await analyst.pressPivot('bit.ly');
  const dialog = page.getByRole('dialog', { name: 'Login to use Casebook/Pivot Menu' });
  await dialog.getByRole('textbox', { name: 'Client ID' }).fill('client-nobody-has');
  await dialog.getByLabel('Client Password').focus();
  await page.keyboard.insertText('wrong');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).not.toBeEmpty();
  await page.keyboard.press('Tab');
  await expect(dialog.getByRole('combobox', { name: 'Threat Response Server' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(dialog.getByRole('alert')).not.toBeEmpty();
});

test('by keyboard: the same without a pointer', async ({ page, analyst, appliance }) => {
  await analyst.open();
  await page.getByRole('button', { name: 'Actions for bit.ly', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Client ID' })).toBeFocused();
  await page.keyboard.insertText(appliance.client_id);
  await page.keyboard.press('Tab');
  await page.keyboard.insertText(appliance.client_password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Add to New Case' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Add to Current Case' })).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Actions for bit.ly', exact: true })).toBeFocused();
  await expect(page.getByRole('status').filter({ hasText: 'is now in' })).toBeVisible();

  const button = page.getByRole('button', { name: 'Casebook', exact: true });
  for (let presses = 0; presses < 60 && !await button.evaluate((one) => one.matches(':focus')); ++presses) {
    await page.keyboard.press('Tab');
  }
  await expect(button).toBeFocused();
  await page.keyboard.press('Enter');
  await expectCase(page);
  const investigate = page.getByRole('button', { name: 'Investigate this Case' });
  for (let presses = 0; presses < 60 && !await investigate.evaluate((one) => one.matches(':focus')); ++presses) {
    await page.keyboard.press('Tab');
  }
  const opened = page.context().waitForEvent('page');
  await page.keyboard.press('Enter');
  await expect((await opened).locator('body')).toContainText('bit.ly');
  await investigate.press('Escape');
  await expect(button).toBeFocused();
  await expect(casebook(page)).toBeHidden();
});

test('a wrong password is said in one sentence, the dialog stays and keeps the client id', async (
  { page, analyst, appliance }) => {
  await analyst.open();
  await analyst.pressPivot('bit.ly');
  await analyst.fillDialog('not the password');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('alert')).toHaveText(
    'The client ID or client password is not right: check both, or make a new API client.');
  await expect(dialog.getByRole('textbox', { name: 'Client ID' })).toHaveValue(appliance.client_id);
  await analyst.fillDialog();
  await expect(page.getByRole('menuitem', { name: 'Add to New Case' })).toBeVisible();
});

test('without a client id or password nothing is sent and the fields say what is missing', async (
  { page, analyst, appliance }) => {
  let calls = 0;
  await page.route(`${appliance.visibility}/**`, (route) => { calls += 1; return route.continue(); });
  await analyst.open();
  await analyst.pressPivot('bit.ly');
  await page.getByRole('button', { name: 'Authenticate' }).click();
  await expect(page.getByRole('textbox', { name: 'Client ID' })).toHaveAccessibleDescription('Enter the client ID.');
  await expect(page.getByLabel('Client Password')).toHaveAccessibleDescription('Enter the client password.');
  expect(calls).toBe(0);
});

test('with the service down the add is kept and tried again', async ({ page, analyst, appliance }) => {
  const before = new Set((await casesOf(appliance)).map(({ id }) => id)); // of other tests of this worker
  await analyst.open();
  await analyst.signIn('pay-update.example');
  await page.route(`${appliance.private_intel}/**`, (route) => route.abort('connectionrefused'));
  await page.getByRole('menuitem', { name: 'Add to New Case' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'No answer came for pay-update.example' })).toBeVisible();
  await page.unroute(`${appliance.private_intel}/**`);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'pay-update.example is now in' })).toBeVisible();
  const made = (await casesOf(appliance)).filter(({ id, observables }) =>
    !before.has(id) && observables.some(({ value }) => value === 'pay-update.example'));
  expect(made).toHaveLength(1);
});

test('with the service down the casebook says so and offers to try again', async ({ page, analyst, appliance }) => {
  await analyst.open();
  await analyst.signIn('bit.ly');
  await page.keyboard.press('Escape');
  await page.route(`${appliance.private_intel}/**`, (route) => route.abort('connectionrefused'));
  await page.getByRole('button', { name: 'Casebook', exact: true }).click();
  await expect(casebook(page).getByRole('alert').filter({ hasText: 'cannot be reached' })).toBeVisible();
  await page.unroute(`${appliance.private_intel}/**`);
  await casebook(page).getByRole('button', { name: 'Try again' }).click();
  await expect(casebook(page).getByRole('alert').filter({ hasText: 'cannot be reached' })).toHaveCount(0);
});

test('the menu shows what each module says and copies the value', async ({ page, analyst, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await analyst.open();
  await analyst.signIn('bit.ly');
  const menu = page.getByLabel('Actions for bit.ly').filter({ has: page.getByRole('menu') });
  await expect(menu).toContainText('Suspicious');
  await expect(menu).toContainText('Common');
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await page.getByRole('menuitem', { name: 'Copy Defanged' }).click();
  await expect.poll(copied).toBe('bit[.]ly');
  await analyst.pressPivot('bit.ly');
  await page.getByRole('menuitem', { name: 'Copy', exact: true }).click();
  await expect.poll(copied).toBe('bit.ly');
});

test('an observable of prose goes into the current case once, however often it is added', async (
  { page, analyst, appliance }) => {
  await analyst.open('/tracking/message-details?mid=315');
  await analyst.signIn('192.0.2.17');
  await page.getByRole('menuitem', { name: 'Add to New Case' }).click();
  await expect(page.getByRole('status').filter({ hasText: '192.0.2.17 is now in' })).toBeVisible();
  for (const words of ['mta1.pay-update.example is now in', 'mta1.pay-update.example is already in']) {
    await analyst.pressPivot('mta1.pay-update.example');
    await page.getByRole('menuitem', { name: 'Add to Current Case' }).click();
    await expect(page.getByRole('status').filter({ hasText: words })).toBeVisible();
  }
  await expect.poll(async () => (await casesOf(appliance))[0].observables.map((one) => one.value))
    .toEqual(['192.0.2.17', 'mta1.pay-update.example']);
  // It is the same one on another page.
  await analyst.open('/reports/incoming-mail-ip-addresses');
  for (const value of ['192.0.2.17', 'mta1.pay-update.example']) {
    await analyst.pressPivot(value);
    await page.getByRole('menuitem', { name: 'Add to Current Case' }).click();
    await expect(page.getByRole('status').filter({ hasText: `${value} is already in` })).toBeVisible();
  }
});

test('a page that is only looked at asks the service nothing', async ({ page, analyst, appliance }) => {
  let calls = 0;
  for (const origin of [appliance.visibility, appliance.private_intel]) {
    await page.route(`${origin}/**`, (route) => { calls += 1; return route.continue(); });
  }
  await analyst.open();
  await page.getByRole('button', { name: 'Actions for bit.ly', exact: true }).hover();
  await analyst.pressPivot('bit.ly');
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(calls).toBe(0);
});

test('a case is still there after a reload of the page and a restart of the appliance', async ({ page }) => {
  const state = await mkdtemp(path.join(tmpdir(), 'appliance-'));
  try {
    const first = await startAppliance({ state });
    await logInTo(first, page.context());
    const analyst = makeAnalyst(page, first);
    await analyst.open();
    await analyst.signIn('bit.ly');
    await page.getByRole('menuitem', { name: 'Add to New Case' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'is now in' })).toBeVisible();
    await first.stop();
    const second = await startAppliance({ state }); // on the ports it remembers
    await page.reload();
    await page.getByRole('button', { name: 'Casebook', exact: true }).click();
    await expectCase(page); // who has logged in stays so, and the appliance keeps the API client
    await second.stop();
  } finally {
    await rm(state, { recursive: true });
  }
});
