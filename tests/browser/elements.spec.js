// The elements as a page's developer uses them: attributes, properties, methods and events, in pages of somebody else.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { dist, fileOf } from '../dist.mjs';
import { expect, test } from './fixtures.js';
import { openHost } from './host-page.js';

/** @typedef {import('@playwright/test').Page} Page */

const html = (/** @type {string} */ body) => `<!doctype html><html lang="en"><title>Host</title>
<body>${body}<script type="module" src="/widgets/index.js"></script>`;
const pivot = '<tr-pivot-menu type="domain" value="bit.ly"></tr-pivot-menu>';

const button = (/** @type {Page} */ page) => page.getByRole('button', { name: 'Actions for bit.ly', exact: true });

/** Names and details of the events from now on. @param {Page} page */
async function hear(page) {
  await page.evaluate(() => {
    const heard = /** @type {string[]} */ ([]);
    /** @type {any} */ (window).heard = heard;
    const names = ['tr-load', 'tr-error', 'tr-signed-in', 'tr-signed-out', 'tr-case-changed', 'tr-observable-added',
      'tr-pivot'];
    for (const name of names)
      addEventListener(name, (event) => { heard.push(`${name} ${JSON.stringify(/** @type {any} */ (event).detail)}`); });
  });
  return (/** @type {string} */ name) => page.evaluate((wanted) =>
    /** @type {string[]} */ (/** @type {any} */ (window).heard).filter((one) => one.startsWith(`${wanted} `)), name);
}

test('a page hears who signs in, what is added and which case is open, and what it sets is used', async (
  { page, analyst, appliance }) => {
  await analyst.open();
  const heard = await hear(page);
  await page.evaluate(() => {
    const ribbon = /** @type {import('../../web/package/elements.d.ts').RibbonElement} */ (
      document.querySelector('tr-ribbon'));
    const calls = /** @type {string[]} */ ([]);
    /** @type {any} */ (window).calls = calls;
    ribbon.transport = (input, init) => {
      calls.push(String(input));
      return fetch(input, init);
    };
  });
  await analyst.signIn('bit.ly');
  await page.getByRole('menuitem', { name: 'Add to New Case' }).click();
  await expect.poll(() => heard('tr-observable-added')).toHaveLength(1);
  expect(await heard('tr-load')).toHaveLength(1);
  expect(await heard('tr-pivot')).toEqual(['tr-pivot {"type":"domain","value":"bit.ly"}']);
  const [signedIn] = await heard('tr-signed-in');
  expect(JSON.parse(signedIn.slice('tr-signed-in '.length)).scopes).toContain('casebook');
  const added = JSON.parse((await heard('tr-observable-added'))[0].slice('tr-observable-added '.length));
  expect(added.observables).toEqual([{ type: 'domain', value: 'bit.ly' }]);
  const state = await page.evaluate(() => {
    const ribbon = /** @type {any} */ (document.querySelector('tr-ribbon'));
    return { signedIn: ribbon.signedIn, open: ribbon.currentCase, calls: /** @type {any} */ (window).calls };
  });
  expect(state.signedIn).toBe(true);
  expect(state.open).toEqual({ id: added.id, title: added.title });
  expect(state.calls.some((/** @type {string} */ url) => url.startsWith(`${appliance.private_intel}/ctia/casebook`)))
    .toBe(true);
  await page.evaluate(() => /** @type {any} */ (document.querySelector('tr-ribbon')).openCasebook());
  const casebook = page.getByRole('region', { name: 'Casebook' });
  await expect(casebook.getByRole('heading', { name: added.title })).toBeVisible();
  await page.evaluate(() => /** @type {any} */ (document.querySelector('tr-ribbon')).closeCasebook());
  await expect(casebook).toBeHidden();
  await page.evaluate(() => document.querySelector('tr-ribbon')?.setAttribute('locale', 'de'));
  await expect(page.getByRole('button', { name: 'Einstellungen' })).toBeVisible();
  await page.evaluate(() => document.querySelector('tr-ribbon')?.setAttribute('user', ''));
  await expect.poll(() => heard('tr-signed-out')).toHaveLength(1);
});

test('a press that the page cancels opens nothing, and a second element waits until the first is gone', async (
  { page }) => {
  /** @type {string[]} */
  const said = [];
  page.on('console', (message) => { if (message.type() === 'warning') said.push(message.text()); });
  await openHost(page, { html: html(
    `${pivot}<div id="first"><tr-ribbon></tr-ribbon></div><tr-casebook><p>Waits</p></tr-casebook>`) });
  const bars = page.getByRole('region', { name: 'Threat Response' });
  await expect(bars.first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Find on page' })).toHaveCount(1);
  expect(said.filter((text) => text.includes('<tr-casebook> waits'))).toHaveLength(1);
  await page.evaluate(() => addEventListener('tr-pivot', (event) => event.preventDefault(), { once: true }));
  await button(page).click();
  await page.evaluate(() => /** @type {any} */ (document.querySelector('tr-ribbon')).whenIdle());
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.evaluate(() => document.querySelector('#first')?.remove());
  await expect(page.getByText('Waits')).toBeHidden();
  await expect(page.getByRole('region', { name: 'Casebook' })).toBeVisible();
  await button(page).click();
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Client ID' })).toBeVisible();
});

test('an element that leaves while the module is loading took it from the next one', async ({ page }) => {
  await openHost(page, { html: html(`${pivot}<tr-casebook></tr-casebook>`) });
  /** @type {() => void} */
  let release = () => undefined;
  const released = new Promise((resolve) => { release = () => resolve(undefined); });
  const asked = page.waitForRequest(/widgets-[^/]*\.wasm$/);
  await page.route(/widgets-[^/]*\.wasm$/, async (route) => {
    await released;
    await route.fallback();
  });
  await page.reload();
  await asked;
  await page.evaluate(() => document.querySelector('tr-casebook')?.replaceWith(document.createElement('tr-ribbon')));
  release();
  await page.getByRole('button', { name: 'Casebook', exact: true }).click();
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Client ID' })).toBeVisible();
  await page.keyboard.press('Escape');
  // One that is taken out and put in again goes on.
  await page.evaluate(() => {
    const ribbon = document.querySelector('tr-ribbon');
    ribbon?.remove();
    document.body.append(/** @type {Element} */ (ribbon));
  });
  await page.getByRole('button', { name: 'Casebook', exact: true }).click();
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Client ID' })).toBeVisible();
});

test('what frameworks write, an undefined property and all classes anew, does no harm', async ({ page }) => {
  await openHost(page, { html: html('<tr-casebook></tr-casebook>') });
  await expect(page.getByRole('region', { name: 'Casebook' })).toBeVisible();
  const state = await page.evaluate(() => {
    const element = /** @type {any} */ (document.querySelector('tr-casebook'));
    element.user = 'ada';
    element.user = undefined;
    element.className = 'wide';
    return { user: element.getAttribute('user'), height: element.offsetHeight };
  });
  expect(state).toEqual({ user: null, height: 480 });
});

test('where the module cannot be loaded the page stands as it was, with one event and one sentence', async (
  { page }) => {
  await openHost(page, { html: html(`<p>Text of the page</p>${pivot}`),
    files: { [`/widgets/${fileOf('widgets.wasm')}`]: 'no module' } });
  const heard = await hear(page);
  await page.evaluate(() => {
    const made = document.createElement('tr-casebook');
    made.append(Object.assign(document.createElement('p'), { textContent: 'Ask your colleague' }));
    document.body.append(made);
  });
  await expect(page.getByRole('status').filter({ hasText: 'The casebook could not be loaded' })).toHaveCount(1);
  await expect(page.getByText('Ask your colleague')).toBeVisible();
  await expect(page.getByText('Text of the page')).toBeVisible();
  const errors = await heard('tr-error');
  expect(errors).toHaveLength(1);
  const { message, cause } = JSON.parse(errors[0].slice('tr-error '.length));
  expect(message).toBe('The casebook could not be loaded: check the network, then try again.');
  expect(cause).not.toBe('');
});

test('from a path of a CDN, on another origin, every file is found and checked', async ({ page }) => {
  const cdn = 'https://cdn.test/npm/threat-response-widgets@0.1.0';
  await openHost(page, { html: html(`${pivot}<tr-ribbon></tr-ribbon><p>from partner.example.org</p>`)
    .replace('/widgets/index.js', `${cdn}/index.js`) });
  /** @type {string[]} */
  const asked = [];
  await page.route(`${cdn}/**`, async (route) => {
    const name = route.request().url().slice(cdn.length + 1);
    asked.push(name);
    await route.fulfill({ path: path.join(dist, name), headers: { 'access-control-allow-origin': '*',
      'content-type': name.endsWith('.wasm') ? 'application/wasm' : 'text/javascript' } });
  });
  await page.reload();
  await page.evaluate(async (address) => {
    const { annotate } = await import(address);
    await annotate(document.body).ready;
  }, `${cdn}/index.js`);
  await page.getByRole('button', { name: 'Actions for partner.example.org' }).click();
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Client ID' })).toBeVisible();
  const names = ['observables.wasm', 'first-use.js', 'widgets.js', 'widgets.wasm'];
  expect(asked).toEqual(expect.arrayContaining(names.map(fileOf)));
});

test('two versions on one page: the first stays, and the developer is told', async ({ page }) => {
  /** @type {string[]} */
  const said = [];
  page.on('console', (message) => { if (message.type() === 'warning') said.push(message.text()); });
  const names = ['index.js', 'threat-response-elements.js', 'observables.js', 'observables.wasm'].map(fileOf);
  const files = Object.fromEntries(await Promise.all(names.map(async (name) =>
    [`/other/${name}`, await readFile(path.join(dist, name))])));
  await openHost(page, { html: html(`${pivot}<tr-ribbon></tr-ribbon>`), files });
  await expect(page.getByRole('button', { name: 'Casebook', exact: true })).toBeVisible();
  await page.evaluate(async () => {
    const { annotate } = await import(/** @type {string} */ ('/other/index.js'));
    document.body.append(Object.assign(document.createElement('p'), { textContent: 'from partner.example.org' }));
    await annotate(document.body).ready;
  });
  expect(said.filter((text) => /<tr-ribbon> is defined on this page already, by version \d/.test(text)))
    .toHaveLength(1);
  await page.getByRole('button', { name: 'Actions for partner.example.org' }).click();
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Client ID' })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(1);
});
