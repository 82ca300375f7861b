// What is thought and known of the observables of a case, and its pictures, over the embedded service.
import { putControl, startAppliance } from '../conformance/appliance.mjs';
import { casebookOf } from './casebook.js';
import { domainsPage, expect, logInTo, test } from './fixtures.js';

/** @typedef {import('@playwright/test').Page} Page */

/** @param {Page} page @param {import('./fixtures.js').Appliance} appliance @param {string} values */
async function caseOf(page, appliance, values) {
  await page.goto(appliance.appliance + domainsPage);
  const casebook = casebookOf(page, appliance);
  await casebook.open(appliance);
  await casebook.make('Judged');
  await casebook.add(values);
  await page.getByRole('separator', { name: /^Casebook / }).press('End');
  return casebook;
}

/** What each call asks the modules about. @param {Page} page */
function watchAsking(page) {
  /** @type {string[]} */
  const asked = [];
  page.on('request', (request) => {
    if (!request.url().includes('/deliberate/') || request.method() !== 'POST') return;
    asked.push(...JSON.parse(request.postData() ?? '[]').map((/** @type {{value: string}} */ { value }) => value));
  });
  return asked;
}

test('each module’s verdict stands there with its age and how long it holds; one, some or all are asked again', async (
  { page, appliance }) => {
  const casebook = await caseOf(page, appliance, 'bit.ly 192.0.2.17 partner.example.org');
  await expect(casebook.row('bit.ly')).toHaveText(
    /Example Reputation: Common \((new|\d+.(min|h|d) old), \d+.d left\) · Second Opinion: Suspicious \(/);
  await expect(casebook.verdict('bit.ly')).toHaveText('Suspicious');
  await expect(casebook.verdict('partner.example.org')).toHaveText('Clean');
  const asked = watchAsking(page);
  /** @param {string[]} values */
  const expectAsked = async (values) => {
    await casebook.button('Ask modules again').click();
    await expect.poll(() => [...new Set(asked)].sort()).toEqual(values);
    asked.length = 0;
  };
  await casebook.row('bit.ly').click();
  await expectAsked(['bit.ly']);
  await casebook.row('192.0.2.17').click({ modifiers: ['ControlOrMeta'] });
  await expectAsked(['192.0.2.17', 'bit.ly']);
  await casebook.button('Clear selection').click();
  await expectAsked(['192.0.2.17', 'bit.ly', 'partner.example.org']);
});

test('a module that does not answer is named, and the others’ verdicts count', async ({ page, appliance }) => {
  const hash = '5146f54dbec0089c4cb5661e6506849dddf2ed32e71dd7e21efae4bde6421330';
  const casebook = await caseOf(page, appliance, hash);
  await expect(casebook.row(hash)).toContainText(/no answer in time/);
  await expect(casebook.verdict(hash)).toHaveText('Malicious');
});

test('while the modules are asked there is progress, and Cancel ends it until more is asked', async (
  { page, context }) => {
  const appliance = await startAppliance({ controls: true });
  await logInTo(appliance, context);
  await putControl(appliance, 'faults', [{ path: '/iroh/iroh-enrich/deliberate/', delay_ms: 8000 }]);
  const casebook = await caseOf(page, appliance, 'bit.ly 192.0.2.17 partner.example.org');
  const progress = casebook.region.getByRole('progressbar', { name: 'Asking the modules for verdicts…' });
  await expect(progress).toHaveAttribute('aria-valuetext', '0 of 3 observables have verdicts');
  await casebook.button('Cancel').click();
  await expect(progress).toHaveCount(0);
  await casebook.button('Ask modules again').click();
  await expect(progress).toBeVisible();
  await expect(casebook.verdict('192.0.2.17')).toHaveText('Malicious');
  await appliance.stop();
});

test('a case as pictures: the bar leads to its observables, sightings are zoomed, relations are pivoted from', async (
  { page, appliance }) => {
  const casebook = await caseOf(page, appliance, 'pay-update.example 192.0.2.17 bit.ly partner.example.org');
  const { region } = casebook;
  await casebook.tab('Pictures').click();
  const timeline = region.getByRole('listbox', { name: 'Timeline' });
  const mark = timeline.getByRole('option', { name: /^pay-update\.example: seen .* by Example Reputation, last / });
  await expect(mark.first()).toBeVisible();
  await expect(region.getByRole('listbox', { name: 'Sightings' })
    .getByRole('option', { name: /^pay-update\.example: seen 3 times by Example Reputation, last / })).toBeVisible();
  await region.getByRole('button', { name: 'Zoom in' }).click();
  await region.getByRole('checkbox', { name: 'By observable' }).click();
  await region.getByRole('button', { name: 'Show all' }).click();
  await expect(timeline.getByRole('option', { name: /^192\.0\.2\.17: / }).first()).toBeVisible();

  await region.getByRole('tab', { name: 'Relations' }).click();
  const graph = region.getByRole('listbox', { name: 'Relations' });
  await graph.getByRole('option', { name: /^pay-update\.example, Malicious, / }).click();
  await expect(region.getByRole('list', { name: 'Relations' }).getByRole('button').first())
    .toHaveAccessibleName(/pay-update\.example – .+ – |– .+ – pay-update\.example/);
  await graph.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Actions for pay-update.example' })).toContainText('Malicious');
  await page.keyboard.press('Escape');

  await region.getByRole('button', { name: 'Malicious: 2 of 4' }).click();
  const rows = region.getByRole('listbox', { name: 'Observables' }).getByRole('option');
  await expect(rows).toHaveText(['Malicious (2)', /^pay-update\.example/, /^192\.0\.2\.17/]);
  await casebook.button('Show all').click();
  await expect(casebook.row('bit.ly')).toBeVisible();
});
