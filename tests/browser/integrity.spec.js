// What somebody has changed on its way, or on the server, is not run: every script and module is checked by the digest
// that the build has given the page.
import { readFile } from 'node:fs/promises';
import { fileOf, manifest, pathOf } from '../dist.mjs';
import { domainsPage, expect, test } from './fixtures.js';

/** Does no harm: a custom section, a comment. */
const more = { wasm: Buffer.from([0, 2, 1, 97]), js: Buffer.from('\n// changed') };

/** @param {import('@playwright/test').Page} page @param {string} name of a file in dist */
async function change(page, name) {
  const bytes = await readFile(pathOf(name));
  const isModule = name.endsWith('.wasm');
  await page.route(`**/widgets/${fileOf(name)}`, (route) => route.fulfill({
    body: Buffer.concat([bytes, isModule ? more.wasm : more.js]),
    contentType: isModule ? 'application/wasm' : 'text/javascript',
  }));
}

const button = (/** @type {import('@playwright/test').Page} */ page) =>
  page.getByRole('button', { name: 'Actions for bit.ly', exact: true }).first();

test('the page names the digest of each script', async ({ page, appliance }) => {
  const { files } = manifest();
  await page.goto(appliance.appliance + domainsPage);
  const { integrity } = JSON.parse(await page.locator('script[type=importmap]').textContent() ?? '');
  for (const name of ['index.js', 'threat-response-elements.js', 'observables.js', 'first-use.js', 'widgets.js'])
    expect(integrity[`/widgets/${fileOf(name)}`]).toBe(files[name].integrity);
});

for (const name of ['first-use.js', 'widgets.js', 'widgets.wasm']) {
  const long = name === 'widgets.wasm' ? '' : ' @long';
  test(`${name} that was changed is not run, and the ribbon says that the casebook is not loaded${long}`, async (
    { page, appliance }) => {
    await change(page, name);
    await page.goto(appliance.appliance + domainsPage);
    await page.getByRole('button', { name: 'Casebook', exact: true }).click();
    await expect(page.getByRole('status').filter({ hasText: 'could not be loaded' })).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(button(page)).toBeVisible(); // the rest goes on
  });
}

test('a recogniser that was changed is not run: the search says so', async ({ page, appliance }) => {
  await change(page, 'observables.wasm');
  await page.goto(appliance.appliance + domainsPage);
  await page.getByRole('combobox', { name: 'Look up an observable' }).fill('192.0.2.1');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'could not be loaded' })).toBeVisible();
  await expect(button(page)).toHaveCount(0);
});

for (const name of ['index.js', 'threat-response-elements.js', 'observables.js']) {
  test(`a page whose ${name} was changed stands without the widgets${name === 'index.js' ? '' : ' @long'}`, async ({ page, appliance }) => {
    await change(page, name);
    await page.goto(appliance.appliance + domainsPage);
    await expect(page.getByRole('table')).toContainText('bit.ly');
    expect(await page.evaluate(() => customElements.get('tr-ribbon'))).toBeUndefined();
    await expect(button(page)).toHaveCount(0);
  });
}
