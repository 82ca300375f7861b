// Logging in to the appliance, and what it then keeps: the API client of "This appliance" (D-09, D-10).
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { logIn, startAppliance } from '../conformance/appliance.mjs';
import { casebookOf } from './casebook.js';
import { casesOf, domainsPage, expect, logInTo, makeAnalyst, test } from './fixtures.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('./fixtures.js').Appliance} Appliance */

/** @param {Page} page */
const dialogOf = (page) => page.getByRole('dialog', { name: 'Login to use Casebook/Pivot Menu' });
/** @param {Page} page */
const banner = (page) => page.getByRole('alert').filter({ hasText: 'logged' });
/** @param {Page} page */
const logOut = (page) => page.getByRole('button', { name: 'Log out' });

/** @param {Page} page @param {{name: string, password: string}} who */
async function fillLogIn(page, { name, password }) {
  await page.getByRole('textbox', { name: 'User name' }).fill(name);
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
}

test('a page asks who is there first, says what is wrong, and is shown then', async ({ page, context, appliance }) => {
  await context.clearCookies();
  await page.goto(`${appliance.appliance}${domainsPage}?days=7`);
  await expect(page).toHaveURL(/\/login\?to=/);
  await expect(page.getByRole('textbox', { name: 'User name' })).toBeFocused();
  const [who, other] = appliance.operators;
  await fillLogIn(page, { ...who, password: other.password });
  await expect(page.getByRole('alert')).toHaveText('The name or the password is wrong.');
  await expect(page.getByLabel('Password')).toBeFocused();
  await fillLogIn(page, who);
  await expect(page).toHaveURL(`${appliance.appliance}${domainsPage}?days=7`);
  await expect(page.getByRole('banner')).toContainText(who.name);
  expect(await context.cookies()).toEqual([expect.objectContaining({ httpOnly: true, sameSite: 'Strict' })]);
});

for (const to of ['https://evil.example/', '//evil.example/', '/\\evil.example/', 'data:text/html,x', '/login?to=/'])
  test(`a log-in does not lead to ${to}`, async ({ page, context, appliance }) => {
    await context.clearCookies();
    await page.goto(`${appliance.appliance}/login?to=${encodeURIComponent(to)}`);
    await fillLogIn(page, appliance.operators[0]);
    await expect(page).toHaveURL(`${appliance.appliance}/`);
  });

/** Tab until it has the focus. @param {import('@playwright/test').Locator} locator */
async function tabTo(locator) {
  const page = locator.page();
  for (let presses = 0; presses < 120; ++presses) {
    if (await locator.evaluate((one) => one.matches(':focus'))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab does not lead there');
}

test('by keyboard alone: log in, sign in, save diagnostics, log out', async ({ page, context, appliance }) => {
  await context.clearCookies();
  const [{ name, password }] = appliance.operators;
  await page.goto(appliance.appliance + domainsPage);
  await page.keyboard.type(name);
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  const pivot = page.getByRole('button', { name: 'Actions for bit.ly', exact: true });
  await expect(pivot).toBeVisible();
  await tabTo(pivot);
  await page.keyboard.press('Enter');
  await expect(dialogOf(page).getByRole('textbox', { name: 'Client ID' })).toBeFocused();
  await page.keyboard.type(appliance.client_id);
  await page.keyboard.press('Tab');
  await page.keyboard.type(appliance.client_password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Add to New Case' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(pivot).toBeFocused();
  await tabTo(page.getByRole('button', { name: 'Settings', exact: true }));
  await page.keyboard.press('Enter');
  await tabTo(page.getByRole('button', { name: 'Save diagnostics' }));
  const saving = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  await saving;
  await tabTo(logOut(page));
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/\/login$/);
});

test('kept with the appliance the password leaves the page once, and a reload asks for nothing', async (
  { page, analyst, appliance }) => {
  /** @type {string[]} */
  const sent = [];
  page.on('request', (request) => {
    const all = `${request.postData()} ${Object.values(request.headers()).join(' ')} ${request.url()}`;
    const basic = Buffer.from(`${appliance.client_id}:${appliance.client_password}`).toString('base64');
    if (all.includes(appliance.client_password) || all.includes(basic)) sent.push(new URL(request.url()).pathname);
  });
  await analyst.open();
  await analyst.pressPivot('bit.ly');
  const dialog = dialogOf(page);
  await expect(dialog.getByRole('combobox', { name: 'Keep the password in' })).toHaveValue('appliance');
  await expect(dialog.getByText('The appliance keeps the password for you alone, encrypted')).toBeVisible();
  await analyst.fillDialog();
  await expect(page.getByRole('menuitem', { name: 'Add to New Case' })).toBeVisible();
  await expect.poll(() => sent).toEqual(['/iroh/oauth2/token', '/threat-response/clients']);

  await page.reload();
  await analyst.pressPivot('bit.ly');
  await expect(page.getByRole('menuitem', { name: 'Add to New Case' })).toBeVisible();
  await expect(dialog).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Casebook', exact: true }).press('Shift+F10');
  await expect(dialog.getByRole('button', { name: `…${appliance.client_id.slice(-4)} ·` }))
    .toHaveAccessibleDescription(/This appliance/);
  expect(sent).toHaveLength(2);
  await page.keyboard.press('Escape');

  // A casebook that is open again asks nobody to sign in meanwhile.
  const casebook = casebookOf(page, appliance);
  await casebook.open();
  let answer = () => {};
  const answered = new Promise((resolve) => { answer = () => resolve(undefined); });
  await page.route('**/threat-response/token', async (route) => {
    await answered;
    await route.continue();
  });
  await page.reload();
  await expect(casebook.region.getByText('Signing in…')).toBeVisible();
  await expect(casebook.region.getByText('You are not signed in')).toHaveCount(0);
  answer();
  await expect(casebook.search).toBeVisible();
});

test('who signs out stays so until they choose again, in this tab or in all', async (
  { page, context, analyst, appliance }) => {
  const signIn = (/** @type {Page} */ one) => casebookOf(one, appliance).button('Sign in…');
  const choose = async (/** @type {Page} */ one) => {
    await signIn(one).click();
    await dialogOf(one).getByRole('button', { name: `…${appliance.client_id.slice(-4)}` }).first().click();
    await expect(signIn(one)).toHaveCount(0);
  };
  await analyst.open();
  await casebookOf(page, appliance).open();
  await page.getByRole('button', { name: 'Casebook', exact: true }).press('Shift+F10');
  await dialogOf(page).getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(signIn(page)).toBeVisible();
  await page.reload();
  await expect(signIn(page)).toBeVisible();
  const other = await context.newPage();
  await other.goto(appliance.appliance + domainsPage);
  await expect(casebookOf(other, appliance).search).toBeVisible(); // goes on in other tabs
  await page.bringToFront();
  await choose(page);

  await page.getByRole('button', { name: 'Casebook', exact: true }).press('Shift+F10');
  await dialogOf(page).getByRole('button', { name: 'Sign out in all tabs' }).click();
  await expect(signIn(other)).toBeVisible();
  const third = await context.newPage();
  await third.goto(appliance.appliance + domainsPage);
  await expect(signIn(third)).toBeVisible();
  await choose(third);
  await other.close();
  await third.close();
});

test('a log-out locks every tab, and the same person goes on where they were', async (
  { page, context, appliance }) => {
  const [who] = appliance.operators;
  const session = await logIn(appliance.appliance, who); // ended here: not the one of the other tests
  await logInTo(appliance, context, session);
  await page.goto(appliance.appliance + domainsPage);
  const casebook = casebookOf(page, appliance);
  await casebook.open();
  await casebook.make('Left open');
  await casebook.tab('About').click();
  await casebook.field('New note').fill('half written');
  const other = await context.newPage();
  await other.goto(`${appliance.appliance}/reports/web-sites`);
  await logOut(other).click();
  await expect(other).toHaveURL(/\/login$/);
  await expect(banner(page)).toContainText('You are logged out.');
  await expect(casebook.field('New note')).toHaveValue('half written');
  /** @type {string[]} */
  const calls = [];
  page.on('request', (request) => {
    if (request.url().startsWith(appliance.private_intel)) calls.push(request.url());
  });
  await casebook.button('Add note').click();
  await expect(casebook.tab(/Waiting changes/)).toBeVisible();
  expect(calls).toEqual([]);
  await fillLogIn(other, who);
  await expect(banner(page)).toHaveCount(0);
  await expect.poll(async () => JSON.stringify(await casesOf(appliance)), { timeout: 20_000 })
    .toContain('half written');
  expect(calls.length).toBeGreaterThan(0);
  await other.close();
});

test('somebody else who logs in uses nothing of the one before', async ({ page, context, analyst, appliance }) => {
  await analyst.open();
  await analyst.signIn('bit.ly');
  await page.getByRole('menuitem', { name: 'Add to New Case' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'is now in' })).toBeVisible();
  await logInTo(appliance, context, await logIn(appliance.appliance, appliance.operators[1]));
  // This page has not heard of it: its next token is refused by the appliance.
  const told = page.evaluate(() => new Promise((resolve) => {
    document.addEventListener('tr-session-ended', () => resolve('ended'), { once: true });
  }));
  await page.evaluate(() => {
    const { now } = Date;
    Date.now = () => now() + 700_000;
  });
  await analyst.pressPivot('newsletter.example');
  expect(await told).toBe('ended');
  await expect(banner(page)).toContainText('analyst has logged out here, and admin has logged in.');
  await page.keyboard.press('Escape');
  await analyst.pressPivot('newsletter.example');
  await expect(dialogOf(page)).toBeVisible();

  await page.goto(appliance.appliance + domainsPage);
  await page.getByRole('button', { name: 'Casebook', exact: true }).press('Shift+F10');
  await expect(dialogOf(page)).toBeVisible();
  await expect(dialogOf(page).getByRole('heading', { name: 'API clients' })).toHaveCount(0);
});

test('a key of the appliance that is gone asks again, and what waits is kept', async ({ page, context }) => {
  const state = await mkdtemp(path.join(tmpdir(), 'appliance-'));
  try {
    const first = await startAppliance({ state });
    await logInTo(first, context);
    await makeAnalyst(page, first).open();
    const casebook = casebookOf(page, first);
    await casebook.open();
    await casebook.make('Kept');
    await page.route(`${first.private_intel}/**`, (route) => route.abort('connectionrefused'));
    await casebook.tab('About').click();
    await casebook.field('New note').fill('waits');
    await casebook.button('Add note').click();
    await expect(casebook.tab(/Waiting changes/)).toBeVisible();
    await first.stop();
    await writeFile(path.join(state, 'kept-clients-key'), '');
    const second = await startAppliance({ state });
    await page.reload();
    await casebook.button('Sign in…').click();
    await expect(dialogOf(page).getByRole('alert')).toHaveText(/^The appliance can no longer open some of what/);
    await page.unroute(`${first.private_intel}/**`);
    await makeAnalyst(page, second).fillDialog();
    await expect(dialogOf(page)).toHaveCount(0);
    await expect(casebook.tab(/Waiting changes \d/)).toHaveCount(0, { timeout: 20_000 });
    await second.stop();
  } finally {
    await rm(state, { recursive: true });
  }
});
