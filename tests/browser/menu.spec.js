// The pivot menu's own part: filter, cases, children, scopes, and links of the page's own.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startAppliance } from '../conformance/appliance.mjs';
import { expect, logInTo, makeAnalyst, test } from './fixtures.js';

/** @param {import('@playwright/test').Page} page @param {string} value */
const menu = (page, value) => page.getByLabel(`Actions for ${value}`).filter({ has: page.getByRole('menu') });
const message = '/tracking/message-details?mid=315';

test('typing in the menu leaves what matches, Esc takes it back, the arrow and Enter go on', async (
  { page, analyst }) => {
  await analyst.open();
  await analyst.signIn('bit.ly');
  const open = menu(page, 'bit.ly');
  const entries = open.getByRole('menuitem');
  await expect(open.getByRole('menuitem', { name: 'Block this domain', exact: true })).toBeVisible();
  await page.keyboard.type('bro');
  const filter = open.getByRole('searchbox', { name: 'Filter' });
  await expect(filter).toHaveValue('bro');
  await expect(entries).toHaveText(['Browse this domain']);
  await filter.fill('nothing like it');
  await expect(open.getByRole('status').filter({ hasText: 'Nothing in this menu matches' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(filter).toHaveValue('');
  await expect(entries.first()).toHaveText('Add to New Case');
  await page.keyboard.type('block');
  await expect(entries).toHaveText(['Block this domain']);
  await page.keyboard.press('ArrowDown');
  await expect(entries.first()).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(filter).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(open.getByRole('menuitem', { name: 'Run “Block this domain” now' })).toBeVisible();
});

test('where there is little room below, the menu stands beside its button and grows without moving', async (
  { page, analyst }) => {
  await analyst.open('/tracking/web-tracking');
  await analyst.signIn('bit.ly');
  await page.keyboard.press('Escape');
  const value = 'http://[2001:db8:1::66]/a.php';
  /** @type {(value?: unknown) => void} */
  let answer = () => undefined;
  const held = new Promise((done) => { answer = done; });
  for (const what of ['refer', 'respond'])
    await page.route(`**/${what}/observables`, async (route) => { await held; await route.continue(); });
  await analyst.pressPivot(value);
  const open = menu(page, value);
  const entry = open.getByRole('menuitem', { name: 'Add to New Case' });
  await expect(entry).toBeFocused();
  const [before, button] = [await entry.boundingBox(), await page.getByRole('button', { name: `Actions for ${value}` })
    .first().boundingBox()];
  expect(before && button && (before.x > button.x + button.width || before.x + before.width < button.x)).toBe(true);
  answer();
  await expect(open.getByRole('menuitem', { name: /^Search for this url/i })).toBeInViewport({ ratio: 1 });
  expect(await entry.boundingBox()).toEqual(before);
});

test('an observable is added to a case that is looked for, and is not added twice', async ({ page, analyst }) => {
  await analyst.open();
  await analyst.signIn('bit.ly');
  await page.getByRole('menuitem', { name: 'Add to New Case' }).click();
  const said = page.getByRole('status').filter({ hasText: 'bit.ly' });
  await expect(said).toContainText('is now in Casebook');
  // Not from the service's search, which does not find for a second what has just been made.
  const title = /is now in (Casebook .*?)\.?$/.exec(await said.innerText())?.[1] ?? '';
  expect(title).not.toBe('');

  await analyst.pressPivot('newsletter.example');
  const open = menu(page, 'newsletter.example');
  await open.getByRole('menuitem', { name: 'Add to Case…' }).click();
  const list = page.getByRole('dialog', { name: 'Add newsletter[.]example to a case' });
  const search = list.getByRole('searchbox', { name: 'Search cases' });
  await expect(search).toBeFocused();
  await page.keyboard.type('no case is called like this');
  await expect(list.getByText('No case matches')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(search).toHaveValue('');
  await expect(list.getByRole('option').first()).toContainText(title);
  await page.keyboard.press('ArrowDown');
  await expect(list.getByRole('option').first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: `newsletter.example is now in ${title}` })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Actions for newsletter.example', exact: true }).first()).toBeFocused();

  await analyst.pressPivot('newsletter.example');
  await open.getByRole('menuitem', { name: 'Add to Case…' }).click();
  const there = list.getByRole('option', { name: title }).first();
  await expect(there).toContainText('already in the case');
  await there.click();
  await expect(page.getByRole('status').filter({ hasText: 'newsletter.example is already in' })).toBeVisible();

  await analyst.pressPivot('newsletter.example');
  await open.getByRole('menuitem', { name: 'Add to Case…' }).click();
  await expect(search).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
  await expect(open.getByRole('menuitem', { name: 'Add to Case…' })).toBeFocused();
});

test('what the page hides in a name is warned of in its menu', async ({ page, analyst }) => {
  await analyst.open(message);
  await page.evaluate(() => {
    const line = document.createElement('p');
    line.textContent = 'Then pay\u200Bload.example and p\u0430y.example.';
    document.querySelector('main')?.prepend(line);
  });
  await analyst.signIn('payload.example');
  await expect(menu(page, 'payload.example').getByRole('alert').first()).toHaveText(
    'This was written with characters that cannot be seen.');
  await page.keyboard.press('Escape');
  await analyst.pressPivot('xn--py-7kc.example');
  const other = menu(page, 'xn--py-7kc.example');
  await expect(other).toContainText('Shown as p\u0430y.example');
  await expect(other.getByRole('alert').first()).toContainText('it may imitate another name');
});

test('the host of a URL has a menu of its own that leads back', async ({ page, analyst }) => {
  await analyst.open(message);
  await page.evaluate(() => {
    const button = document.createElement('tr-pivot-menu');
    button.setAttribute('type', 'url');
    button.setAttribute('value', 'https://pay-update.example/a');
    document.querySelector('main')?.prepend(button);
  });
  await analyst.signIn('https://pay-update.example/a');
  await page.getByRole('menuitem', { name: 'Host of this URL: pay-update[.]example' }).click();
  const host = menu(page, 'pay-update.example');
  await expect(host.getByRole('heading')).toHaveText('pay-update[.]example');
  await expect(host).toContainText('Malicious');
  await host.getByRole('menuitem', { name: 'Back to hxxps[:]//pay-update[.]example/a' }).click();
  await expect(menu(page, 'https://pay-update.example/a').getByRole('heading')).toHaveText(
    'hxxps[:]//pay-update[.]example/a');
});

for (const { name, off, on, lacks, found } of [
  { name: 'cases only', off: [], on: ['Add to New Case', 'Add to Case…'], lacks: 'Enrich, Response',
    found: { off: /^Ask about/, needs: 'Needs Enrich', on: 'Add to New Case' } },
  { name: 'the pivot menu only', off: ['Add to New Case', 'Add to Current Case', 'Add to Case…'],
    on: ['Block this domain'], lacks: 'Casebook',
    found: { off: 'Add to New Case', needs: 'Needs Casebook', on: /^Ask about/ } },
]) {
  test(`a client for ${name} has the rest of the menu off, with the scopes it lacks`, async ({ page, appliance }) => {
    const scopes = name === 'cases only' ? /^(?=.*casebook)(?!.*enrich)/ : /^(?!.*casebook)(?=.*enrich)(?=.*response)/;
    const client = appliance.clients.find((one) => scopes.test(one.scopes) && one.scopes.split(' ').length > 1);
    if (!client) throw new Error('the appliance has no such client');
    const limited = makeAnalyst(page, { ...appliance, ...client });
    /** @type {number[]} */
    const refused = [];
    page.on('response', (response) => { if (response.status() === 403) refused.push(response.status()); });
    await limited.open();
    await limited.pressPivot('newsletter.example');
    await limited.fillDialog();
    await page.getByRole('button', { name: 'Continue' }).click(); // the dialog has said what is lacking
    const open = menu(page, 'newsletter.example');
    await expect(open).toContainText(`This API client lacks the scope ${lacks}: sign in with one that has it.`);
    for (const entry of off) {
      const item = open.getByRole('menuitem', { name: entry });
      await expect(item).toBeDisabled();
      await expect(item).toHaveAccessibleDescription('Needs Casebook');
    }
    for (const entry of on) await expect(open.getByRole('menuitem', { name: entry })).toBeEnabled();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Find on page', exact: true }).click();
    const finder = page.getByRole('region', { name: 'Find on page' });
    await expect(finder.getByRole('button', { name: found.off })).toBeDisabled();
    await expect(finder.getByRole('button', { name: found.off })).toHaveAccessibleDescription(found.needs);
    await expect(finder.getByRole('button', { name: found.on })).toBeEnabled();
    expect(refused, 'nothing is asked for that is known to be refused').toEqual([]);
  });
}

test('custom pivots of an administrator and of the page need no sign-in', async ({ page }) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'pivots-'));
  await writeFile(path.join(folder, 'settings.json'), '{"pivots":"pivots.json"}');
  await writeFile(path.join(folder, 'pivots.json'), JSON.stringify([
    { title: 'Lookup', links: { domain: 'https://lookup.example/?q={value}' } },
    { title: 'Script', links: { domain: `${'javascript'}:{value}` } }]));
  const appliance = await startAppliance({ settings: path.join(folder, 'settings.json') });
  await logInTo(appliance, page.context());
  const analyst = makeAnalyst(page, appliance);
  await analyst.open();
  await page.evaluate(() => {
    const [ribbon] = document.getElementsByTagName('tr-ribbon');
    Object.assign(ribbon, { pivots: [{ title: 'Of the page', links: { domain: 'https://page.example/{value|base64}' } }] });
  });
  await analyst.pressPivot('bit.ly');
  const open = menu(page, 'bit.ly');
  const links = open.getByRole('group', { name: 'Custom links' }).getByRole('menuitem');
  await expect(links).toHaveText(['Of the page', 'Lookup']);
  await expect(links.nth(0)).toHaveAttribute('href', 'https://page.example/Yml0Lmx5');
  await expect(links.nth(1)).toHaveAttribute('href', 'https://lookup.example/?q=bit.ly');
  await expect(open).toContainText('The custom link “Script” is not shown: its address must begin with https://.');
  await expect(open.getByRole('menuitem', { name: 'Add to New Case' })).toHaveAccessibleDescription('Not signed in');
  await open.getByRole('menuitem', { name: 'Sign in for verdicts' }).click();
  await analyst.fillDialog();
  await expect(open.getByRole('menuitem', { name: 'Browse this domain' })).toBeVisible();
  await expect(links).toHaveCount(2);
  await expect(open.getByRole('menuitem', { name: 'Add to New Case' })).toBeEnabled();
  await appliance.stop();
  await rm(folder, { recursive: true });
});

test('the shipped links to public services are off until a page names them', async ({ page, analyst }) => {
  await analyst.open();
  await page.locator('tr-ribbon').evaluate((ribbon) =>
    ribbon.setAttribute('pivots', '/widgets/public-lookups.json /nowhere'));
  await analyst.pressPivot('bit.ly');
  const open = menu(page, 'bit.ly');
  await expect(open).toContainText('The custom links of this page could not be loaded');
  await open.getByRole('menuitem', { name: 'Reputation' }).press('ArrowRight');
  await expect(open.getByRole('menuitem', { name: 'VirusTotal' })).toHaveAttribute(
    'href', 'https://www.virustotal.com/gui/domain/bit.ly/details');
});
