// Where the client password is kept and what becomes of it; several API clients side by side; what a client may do.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, makeAnalyst, test } from './fixtures.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('./fixtures.js').Appliance} Appliance */
/** @typedef {{client_id: string, client_password: string}} Client */

const passphrase = 'correct horse battery';

/** @param {Page} page */
const dialogOf = (page) => page.getByRole('dialog', { name: 'Login to use Casebook/Pivot Menu' });
/** @param {Page} page */
const casebookButton = (page) => page.getByRole('button', { name: 'Casebook', exact: true });
/** @param {Page} page */
const casebook = (page) => page.getByRole('region', { name: 'Casebook' });

/**
 * Fills in the form and keeps the client on the device.
 * @param {Page} page
 * @param {Client} client
 * @param {string} [word]
 */
async function keepOnDevice(page, client, word = passphrase) {
  const dialog = dialogOf(page);
  await dialog.getByRole('textbox', { name: 'Client ID' }).fill(client.client_id);
  await dialog.getByLabel('Client Password').fill(client.client_password);
  await dialog.getByRole('combobox', { name: 'Keep the password in' }).selectOption('device');
  await dialog.getByLabel('New passphrase').fill(word);
  await dialog.getByLabel('Repeat the passphrase').fill(word);
  await dialog.getByRole('button', { name: 'Authenticate' }).click();
}

/** All that the page's origin has stored, and all that its elements hold. @param {Page} page */
function whatIsHeld(page) {
  return page.evaluate(async () => {
    /** @type {string[]} */
    const held = [JSON.stringify({ ...localStorage, ...sessionStorage }), document.cookie, location.href];
    const bytesAsText = (/** @type {string} */ _, /** @type {unknown} */ value) =>
      (value instanceof Uint8Array ? String.fromCharCode(...value) : value);
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await new Promise((resolve, reject) => {
        const open = indexedDB.open(name);
        open.onsuccess = () => resolve(open.result);
        open.onerror = () => reject(open.error);
      });
      for (const store of db.objectStoreNames) {
        const all = db.transaction(store).objectStore(store).getAll();
        held.push(JSON.stringify(await new Promise((resolve) => { all.onsuccess = () => resolve(all.result); }),
          bytesAsText));
      }
      db.close();
    }
    const widgets = [...document.querySelectorAll('tr-ribbon')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
    for (const root of [document, ...widgets]) {
      for (const element of root.querySelectorAll('*')) {
        held.push(...[...element.attributes].map(({ value }) => value));
        if (element instanceof HTMLInputElement) held.push(element.value);
      }
      held.push(root.textContent ?? '');
    }
    return held.join('\n');
  });
}

test('kept on this device: a reload asks for the passphrase alone, and what is stored tells nothing', async (
  { page, analyst, appliance }) => {
  await analyst.open();
  await casebookButton(page).click();
  const dialog = dialogOf(page);
  await keepOnDevice(page, appliance);
  await expect(casebook(page)).toBeVisible();
  const held = await whatIsHeld(page);
  expect(held).toContain('"rounds":600000');
  for (const secret of [appliance.client_password, passphrase]) expect(held).not.toContain(secret);

  await page.reload();
  await casebook(page).getByRole('button', { name: 'Sign in…' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Client ID' })).toHaveCount(0);
  await expect(dialog.getByLabel('Passphrase')).toBeFocused();
  await page.keyboard.type('something else entirely');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toHaveText(/^This passphrase does not open what is kept on this device/);
  await dialog.getByLabel('Passphrase').fill(passphrase);
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(casebook(page).getByRole('button', { name: 'Sign in…' })).toHaveCount(0);
});

test('kept in this tab: nothing is stored, and the fields are empty once it is closed', async (
  { page, analyst, appliance }) => {
  await analyst.open();
  await analyst.signIn('bit.ly', 'tab');
  const held = await whatIsHeld(page);
  expect(held).not.toContain(appliance.client_password);
  expect(held).not.toContain('rounds');
  await page.keyboard.press('Escape');
  await casebookButton(page).click({ button: 'right' });
  await expect(dialogOf(page).getByLabel('Client Password')).toHaveValue('');
  await dialogOf(page).getByLabel('Client Password').fill('typed and not wanted');
  await page.keyboard.press('Escape');
  expect(await whatIsHeld(page)).not.toContain('typed and not wanted');
});

test('a passphrase is typed twice the same and is long enough, or the dialog says so', async (
  { page, analyst, appliance }) => {
  await analyst.open();
  await casebookButton(page).click();
  const alert = dialogOf(page).getByRole('alert');
  await keepOnDevice(page, appliance, 'short');
  await expect(alert).toHaveText(/^Use at least 12 characters/);
  await dialogOf(page).getByLabel('New passphrase').fill(passphrase);
  await dialogOf(page).getByRole('button', { name: 'Authenticate' }).click();
  await expect(alert).toHaveText(/^The two passphrases are not the same/);
  await dialogOf(page).getByLabel('Repeat the passphrase').fill(passphrase);
  await dialogOf(page).getByRole('button', { name: 'Authenticate' }).click();
  await expect(casebook(page)).toBeVisible();
});

test('after 15 minutes without use the device is locked, and with use it is not', async (
  { page, analyst, appliance }) => {
  await page.clock.install();
  await analyst.open();
  await casebookButton(page).click();
  await keepOnDevice(page, appliance);
  await expect(casebook(page)).toBeVisible();
  const signIn = casebook(page).getByRole('button', { name: 'Sign in…' });
  await page.clock.fastForward('14:50');
  await page.mouse.click(5, 5);
  await page.clock.fastForward('14:50');
  await expect(signIn).toHaveCount(0);
  await page.clock.fastForward('00:20');
  await signIn.click();
  await expect(dialogOf(page).getByLabel('Passphrase')).toBeFocused();
  await dialogOf(page).getByLabel('Passphrase').fill(passphrase);
  await dialogOf(page).getByRole('button', { name: 'Unlock' }).click();
  await expect(signIn).toHaveCount(0);
});

test('what is kept can be forgotten while it is locked, and a damaged record asks again', async (
  { page, analyst, appliance }) => {
  await analyst.open();
  await casebookButton(page).click();
  await keepOnDevice(page, appliance);
  await expect(casebook(page)).toBeVisible();
  await page.evaluate(() => new Promise((resolve) => {
    const open = indexedDB.open('threat-response-widgets-keyring');
    open.onsuccess = () => {
      const put = open.result.transaction('records', 'readwrite').objectStore('records').put({ version: 1 }, 'clients');
      put.onsuccess = () => { open.result.close(); resolve(undefined); };
    };
  }));
  await page.reload();
  const signIn = casebook(page).getByRole('button', { name: 'Sign in…' });
  const dialog = dialogOf(page);
  await signIn.click();
  await expect(dialog.getByRole('alert')).toHaveText(/^What was kept on this device cannot be read any more/);
  await keepOnDevice(page, appliance);
  await expect(dialog).toHaveCount(0); // it is kept by now
  await page.reload();
  await signIn.click();
  await dialog.getByRole('button', { name: 'Forget what this device keeps…' }).click();
  await dialog.getByRole('button', { name: 'Forget', exact: true }).click();
  await expect(dialog.getByRole('textbox', { name: 'Client ID' })).toBeVisible();
  expect(await whatIsHeld(page)).not.toContain('rounds');
});

test('a client for the casebook alone is said so before the dialog closes', async ({ page, analyst, appliance }) => {
  const client = appliance.clients.find(({ name }) => name === 'Casebook only');
  await analyst.open();
  await casebookButton(page).click();
  const dialog = dialogOf(page);
  await dialog.getByRole('textbox', { name: 'Client ID' }).fill(client?.client_id ?? '');
  await dialog.getByLabel('Client Password').fill(client?.client_password ?? '');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('status').first()).toHaveText(
    'Only the casebook works with this API client. It lacks: Enrich, Response, Inspect.');
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(casebook(page)).toBeVisible();
});

test('two clients stand side by side: chosen, forgotten, signed out in all tabs', async (
  { page, analyst, appliance, context }) => {
  const dialog = dialogOf(page);
  const second = appliance.clients.find(({ name }) => name === 'Casebook only') ?? appliance;
  const named = ({ client_id: id = '' }) => new RegExp(`^…${id.slice(-4)} · Embedded`);
  await analyst.open();
  await casebookButton(page).click();
  await keepOnDevice(page, appliance);
  await expect(casebook(page)).toBeVisible();
  await casebookButton(page).press('Shift+F10');
  await expect(dialog.getByRole('button', { name: named(appliance) })).toHaveAttribute('aria-current', 'true');
  await expect(dialog.getByText('Casebook and pivot menu work fully with this API client.')).toBeVisible();
  // The keyring is open: the second one needs no passphrase.
  await dialog.getByRole('textbox', { name: 'Client ID' }).fill(second.client_id);
  await dialog.getByLabel('Client Password').fill('wrong');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toHaveText(/^The client ID or client password is not right/);
  await expect(dialog.getByRole('button', { name: named(appliance) })).toHaveAttribute('aria-current', 'true');
  await dialog.getByLabel('Client Password').fill(second.client_password);
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await casebookButton(page).press('Shift+F10');
  await dialog.getByRole('button', { name: named(appliance) }).click();
  await expect(dialog).toHaveCount(0);

  const other = await context.newPage();
  await makeAnalyst(other, appliance).open();
  const signIn = (/** @type {Page} */ one) => casebook(one).getByRole('button', { name: 'Sign in…' });
  await signIn(other).click();
  await dialogOf(other).getByLabel('Passphrase').fill(passphrase);
  await other.keyboard.press('Enter');
  await expect(signIn(other)).toHaveCount(0);

  await page.bringToFront();
  await casebookButton(page).press('Shift+F10');
  await dialog.getByRole('button', { name: `Forget …${second.client_id.slice(-4)}…` }).click();
  await expect(dialog.getByRole('button', { name: 'Cancel' }).last()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog.getByRole('button', { name: named(second) })).toBeVisible();
  await dialog.getByRole('button', { name: `Forget …${second.client_id.slice(-4)}…` }).click();
  await dialog.getByRole('button', { name: 'Forget', exact: true }).click();
  await expect(dialog.getByRole('button', { name: named(second) })).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Sign out in all tabs' }).click();
  await expect(signIn(page)).toBeVisible();
  await expect(signIn(other)).toBeVisible();
  await other.close();
});

test('a server other than the one the appliance is registered with is warned of', async ({ page, analyst }) => {
  await page.route('**/threat-response/servers.json', async (route) => {
    const response = await route.fetch();
    const servers = await response.json();
    servers.find((/** @type {{id: string}} */ { id }) => id === 'eu').registered = true;
    await route.fulfill({ response, json: servers });
  });
  await analyst.open();
  await casebookButton(page).click();
  const dialog = dialogOf(page);
  const server = dialog.getByRole('combobox', { name: 'Threat Response Server' });
  await expect(server).toHaveValue('eu');
  const warning = dialog.getByText('This appliance is registered with Europe.');
  await expect(warning).toHaveCount(0);
  await server.selectOption('nam');
  await expect(warning).toHaveText(/With North America the widgets use another region/);
  await expect(dialog.getByRole('link', { name: 'Threat Response API Clients' })).toHaveAttribute('href',
    'https://visibility.amp.cisco.com/settings/apiClients');
});

// Pictures of every state, when they are asked for.
const folder = fileURLToPath(new URL('results/images', import.meta.url));
/** @type {('light' | 'dark')[]} */
const schemes = process.env.TR_SCREENSHOTS ? ['light', 'dark'] : [];
for (const colorScheme of schemes) {
  for (const width of [1280, 420]) {
    test(`the states of the dialog, ${colorScheme}, ${width} pixels wide`, async ({ page, analyst, appliance }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      const shoot = (/** @type {string} */ name) =>
        page.screenshot({ path: path.join(folder, `sign-in-${name}-${colorScheme}-${width}.png`) });
      const dialog = dialogOf(page);
      await analyst.open();
      await casebookButton(page).click();
      await dialog.getByRole('combobox', { name: 'Keep the password in' }).selectOption('device');
      await dialog.getByRole('button', { name: 'Authenticate' }).click();
      await expect(dialog.getByLabel('Repeat the passphrase')).toHaveAccessibleDescription('Enter the passphrase.');
      await shoot('device');
      await keepOnDevice(page, appliance.clients.find(({ name }) => name === 'Casebook only') ?? appliance);
      await expect(dialog.getByRole('button', { name: 'Continue' })).toBeVisible();
      await shoot('result');
      await dialog.getByRole('button', { name: 'Use another API client' }).click();
      await dialog.getByRole('textbox', { name: 'Client ID' }).fill(appliance.client_id);
      await dialog.getByLabel('Client Password').fill(appliance.client_password);
      await page.keyboard.press('Enter');
      await expect(dialog).toHaveCount(0);
      await casebookButton(page).click({ button: 'right' });
      await expect(dialog.getByRole('heading', { name: 'API clients' })).toBeVisible();
      await shoot('clients');
      await dialog.getByRole('button', { name: /^Forget …/ }).first().click();
      await expect(dialog.getByRole('button', { name: 'Forget', exact: true })).toBeVisible();
      await shoot('forget');
      await page.reload();
      await casebookButton(page).click({ button: 'right' });
      await dialog.getByRole('button', { name: 'Unlock' }).click();
      await expect(dialog.getByLabel('Passphrase')).toHaveAccessibleDescription('Enter the passphrase.');
      await shoot('locked');
    });
  }
}
