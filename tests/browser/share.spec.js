// A case given to others and taken from them: documents, the clipboard, paper, links, everything exported.
import { readFile } from 'node:fs/promises';
import { expect as base } from '@playwright/test';
import { casebookOf } from './casebook.js';
import { casesOf, colleagueOf, domainsPage, expect, test } from './fixtures.js';

/** @typedef {import('./fixtures.js').Appliance} Appliance */
/** @typedef {import('@playwright/test').Page} Page */

/** @param {Page} page @param {Appliance} appliance @param {string} [path] */
async function opened(page, appliance, path = domainsPage) {
  await page.goto(appliance.appliance + path);
  const casebook = casebookOf(page, appliance);
  await casebook.open();
  return casebook;
}

/** @param {Page} page @param {() => Promise<void>} act @returns {Promise<{name: string, text: string}>} */
async function downloaded(page, act) {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

/** @param {Page} page @param {import('@playwright/test').Locator} button @param {{name: string, text: string}} file */
async function choose(page, button, { name, text }) {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button.press('Enter')]);
  await chooser.setFiles({ name, mimeType: '', buffer: Buffer.from(text) });
}

/** As a file manager drops it. @param {Page} page @param {{name: string, text: string}} file */
async function drop(page, file) {
  const data = await page.evaluateHandle(({ name, text }) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], name));
    return transfer;
  }, file);
  const region = page.getByRole('region', { name: 'Casebook' });
  await region.dispatchEvent('dragover', { dataTransfer: data });
  await region.dispatchEvent('drop', { dataTransfer: data });
}

/** @param {Appliance} appliance @param {string} title */
const stored = async (appliance, title) => (await casesOf(appliance)).filter((one) => one.title === title);

const values = ['bit.ly', 'https://bit.ly/3xAmpLe', '192.0.2.17'];

test('every document is downloaded, copied, and read back as the same case in another profile', async (
  { page, appliance, context, browser }) => {
  test.setTimeout(120_000);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const casebook = await opened(page, appliance);
  await casebook.make('Given: away');
  await casebook.add(values.join(' '));
  await casebook.tab('About').click();
  await casebook.field('New note').fill('a note');
  await casebook.button('Add note').click();
  await expect(casebook.said('is saved')).toBeVisible();
  await casebook.button('Share…').press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Share “Given: away”' });
  const files = [];
  for (const name of ['Casebook (JSON)', 'STIX 2.1 bundle', 'Table (CSV)', 'List', 'Defanged list',
    'Report (Markdown)']) {
    const group = dialog.getByRole('group', { name, exact: true });
    const file = await downloaded(page, () => group.getByRole('button', { name: 'Download' }).click());
    expect(file.name).toMatch(/^Given-away-\d{4}-\d\d-\d\d[.-]/);
    await expect(casebook.said(`Downloaded: ${file.name}.`)).toBeVisible();
    await group.getByRole('button', { name: 'Copy' }).press('Enter');
    await expect(casebook.said('Copied: ')).toBeVisible();
    // Times of writing differ.
    if (!/STIX|Markdown/.test(name)) {
      await base.poll(() => page.evaluate(() => navigator.clipboard.readText()))
        .toBe(file.text.replace(/^\uFEFF/, ''));
    }
    files.push({ name, file });
  }
  expect(files[4].file.text).not.toContain('https://bit.ly');
  expect(files[5].file.text).toContain('data:image/svg+xml,');
  await page.keyboard.press('Escape');
  await expect(casebook.button('Share…')).toBeFocused();
  const [before] = await stored(appliance, 'Given: away');

  const second = await colleagueOf(browser, appliance);
  const other = await opened(second, appliance);
  for (const { name, file } of files.slice(0, 5)) {
    if (name === 'List') await drop(second, file);
    else await choose(second, other.button('Import…'), file);
    const offers = second.getByRole('listbox', { name: 'Found in the file' }).getByRole('option');
    await expect(offers).toHaveCount(1);
    await expect(offers).toContainText('3 observables');
    // What is there already is made once more only when somebody wants that.
    if (await offers.getByText('already in the casebook').count()) await offers.click();
    await other.button('Import 1 entry').click();
    await expect(other.said('3 observables are now in')).toBeVisible();
    const made = (await casesOf(appliance))[0];
    base(made.id).not.toBe(before.id);
    base(made.observables).toEqual(before.observables);
    if (file.name.endsWith('.json')) {
      base(made).toMatchObject({ title: before.title, texts: [{ type: 'note', text: 'a note' }], tlp: 'amber' });
    }
  }
  await second.context().close();
});

test('what is selected is shared alone; a refused clipboard is told', async ({ page, appliance, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const casebook = await opened(page, appliance);
  await casebook.make('Some of it');
  await casebook.add(values.join(' '));
  await casebook.row('192.0.2.17').click();
  await casebook.button('Share…').click();
  const dialog = page.getByRole('dialog', { name: 'Share “Some of it”' });
  await expect(dialog.getByRole('heading', { name: '1 selected observable' })).toBeVisible();
  const list = dialog.getByRole('group', { name: 'List', exact: true });
  const { text } = await downloaded(page, () => list.getByRole('button', { name: 'Download' }).click());
  expect(text.trim()).toBe('192.0.2.17');
  await page.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); });
  await list.getByRole('button', { name: 'Copy' }).click();
  await expect(casebook.said('Nothing was copied')).toBeVisible();
});

test('the report is printed alone, as our own nodes, and the page is as before', async ({ page, appliance }) => {
  await page.addInitScript(() => {
    window.print = () => { document.documentElement.dataset.printed = document.title; };
  });
  const casebook = await opened(page, appliance);
  await casebook.make('On paper <b>');
  await casebook.add(values.join(' '));
  await expect(casebook.row('bit.ly')).toContainText('Suspicious');
  const title = await page.title();
  await casebook.button('Share…').click();
  await casebook.button('Print…').click();
  await expect(page.locator('html')).toHaveAttribute('data-printed', /^On-paper-b-/);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { name: 'On paper <b>', level: 1 })).toBeVisible();
  await expect(page.getByRole('row', { name: /bit\[\.\]ly/ }).first()).toBeVisible();
  await expect(page.getByRole('img', { name: 'Observables by disposition' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Casebook', exact: true })).toBeHidden();
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await page.emulateMedia({ media: 'screen' });
  await expect(page.locator('tr-print')).toHaveCount(0);
  expect(await page.title()).toBe(title);
  await expect(casebook.button('Print…')).toBeVisible();
});

test('hostile and broken files say what is wrong, and a file fills the add form', async ({ page, appliance }) => {
  const casebook = await opened(page, appliance);
  await casebook.make('From files');
  const dialog = page.getByRole('dialog', { name: 'Import', exact: true });
  await choose(page, casebook.button('Import…'), { name: 'cut.json', text: '{"type":"casebook","title":' });
  await expect(dialog.getByRole('alert')).toContainText('cut.json: The JSON in this file cannot be read');
  await expect(casebook.button('Import 0 entries')).toBeDisabled();
  await choose(page, casebook.button('Choose another file…'), { name: 'program.exe', text: 'MZ\0\0' });
  await expect(dialog.getByRole('alert')).toContainText('program.exe: The file is not UTF-8 text');
  await choose(page, casebook.button('Choose another file…'), {
    name: 'x.json', text: JSON.stringify({ type: 'casebook', title: '<img src=x onerror=alert(1)>', observables: [
      { type: 'domain', value: '"><script>alert(1)</script>' }, { type: 'ip', value: '192.0.2.1' }] }) });
  await expect(dialog.getByRole('option', { name: /<img src=x onerror/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  await casebook.button('Add observables…').click();
  await choose(page, casebook.button('From a file…'), {
    name: 'iocs.csv', text: 'type,value\nfile_name,=a.exe\nip,192.0.2.9\n' });
  await casebook.button('Add 2 observables').click();
  await expect(casebook.said('2 observables are now in From files.')).toBeVisible();
  base((await stored(appliance, 'From files'))[0].observables).toHaveLength(2);
});

test('a link opens its case for a colleague, after a sign-in and not before', async (
  { page, appliance, context, browser }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const casebook = await opened(page, appliance);
  await casebook.make('Linked');
  await casebook.button('Share…').click();
  await casebook.button('Copy link').click();
  await expect(casebook.said('Copied: the link to Linked.')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());

  const second = await colleagueOf(browser, appliance);
  const other = casebookOf(second, appliance);
  let calls = 0;
  second.on('request', (request) => { if (request.url().includes('/ctia/')) calls += 1; });
  const signIn = async () => {
    await second.getByRole('button', { name: 'Sign in…' }).click();
    await second.getByRole('textbox', { name: 'Client ID' }).fill(appliance.client_id);
    await second.getByLabel('Client Password').fill(appliance.client_password);
    await second.getByRole('button', { name: 'Authenticate' }).click();
  };
  await second.goto(link);
  await expect(other.region.getByText('Sign in to open the case that the link leads to.')).toBeVisible();
  expect(calls).toBe(0);
  expect(new URL(second.url()).hash).toBe('');
  await signIn();
  await expect(other.region.getByRole('heading', { name: 'Linked' })).toBeVisible();

  const inPage = (/** @type {string} */ id) => second.evaluate((hash) => { location.hash = hash; }, `tr-case=${id}`);
  await inPage('casebook-00000000-0000-0000-0000-000000000000');
  await expect(other.region.getByText('The case of this link cannot be read')).toBeVisible();
  await inPage('..%2f..%2fprofile');
  await expect(other.said('The link names no case')).toBeVisible();
  await second.context().close();
});

test('everything is exported without a network and comes back in another profile', async (
  { page, appliance, browser }) => {
  const casebook = await opened(page, appliance);
  await casebook.make('Kept twice');
  await page.context().setOffline(true);
  await casebook.tab('About').click();
  await casebook.field('New note').fill('written offline');
  await casebook.button('Add note').click();
  await casebook.tab(/Waiting changes/).click();
  const changes = casebook.region.getByRole('list', { name: 'Waiting changes' });
  const file = await downloaded(page, () => changes.getByRole('button', { name: 'Export everything' }).click());
  expect(file.text).not.toContain(appliance.client_password);
  await page.close();

  const second = await colleagueOf(browser, appliance);
  const other = await opened(second, appliance);
  await choose(second, other.button('Import…'), file);
  const offers = second.getByRole('listbox', { name: 'Found in the file' });
  await expect(offers.getByRole('option', { name: /^Kept twice/ })).toContainText('already in the casebook');
  await offers.getByRole('option', { name: /^Kept twice/ }).focus();
  await second.keyboard.press('End'); // what waits stands behind the cases
  await expect(offers.getByRole('option', { name: 'New note in Kept twice' })).toHaveAttribute('aria-selected', 'true');
  await second.getByRole('button', { name: /^Import \d entr/ }).click();
  await expect.poll(async () => JSON.stringify(await stored(appliance, 'Kept twice')), { timeout: 20_000 })
    .toContain('written offline');
  base(await stored(appliance, 'Kept twice')).toHaveLength(1);
  await second.context().close();
});
