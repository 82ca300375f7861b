// Cases and their observables: made, found, changed, picked, copied, taken away and back.
import { expect as base } from '@playwright/test';
import { casebookOf, undoTime } from './casebook.js';
import { casesOf, clientOfColleague, colleagueOf, domainsPage, expect, test, tokenOf } from './fixtures.js';

/** @typedef {import('./fixtures.js').Appliance} Appliance */

const url = 'http://login.pay-update.example:8080/session?id=7', ipv6 = '2001:db8:1::66';

/**
 * @param {import('@playwright/test').Page} page
 * @param {Appliance} appliance
 * @param {{client_id: string, client_password: string}} [client]
 */
async function opened(page, appliance, client = appliance) {
  await page.goto(appliance.appliance + domainsPage);
  const casebook = casebookOf(page, appliance);
  await casebook.open(client);
  return casebook;
}

/** @param {Appliance} appliance @param {string} title */
async function stored(appliance, title) {
  return (await casesOf(appliance)).find((one) => one.title === title);
}

test('a new case is called by date and time, and limits show while one types', async ({ page, appliance }) => {
  const casebook = await opened(page, appliance);
  await casebook.button('New case').click();
  await expect(casebook.case(/^Casebook .*\d\d:\d\d|^Casebook .*\d:\d\d [AP]M/).first()).toBeVisible();
  await casebook.tab('About').click();
  await casebook.button('Edit Title').click();
  await casebook.field('Title').fill('x'.repeat(1025));
  await expect(casebook.field('Title')).toHaveAccessibleDescription('1 characters too many: at most 1,024 are kept.');
  await expect(casebook.button('Save')).toBeDisabled();
  await casebook.field('Title').fill('Phish of Monday');
  await casebook.button('Save').click();
  await casebook.button('Edit Description').click();
  await casebook.field('Description').fill('d'.repeat(5001));
  await expect(casebook.button('Save')).toBeDisabled();
  await casebook.field('Description').fill('What happened');
  await casebook.button('Save').click();
  await casebook.field('New note').fill('first note');
  await casebook.button('Add note').click();
  await expect(casebook.region.getByText('first note')).toBeVisible();
  await expect(casebook.tab('Waiting changes').and(page.getByText('Waiting changes', { exact: true }))).toBeVisible();
  base(await stored(appliance, 'Phish of Monday')).toMatchObject({
    description: 'What happened', texts: [{ type: 'note', text: 'first note' }], tlp: 'amber' });
});

test('what is typed into a case that is just being left is not kept, and does not stand there as if it were', async (
  { page, appliance }) => {
  const casebook = await opened(page, appliance);
  await casebook.make('Left');
  await casebook.make('Come to');
  await casebook.choose('Left');
  await casebook.tab('About').click();
  const row = await casebook.case(/^Come to /).elementHandle();
  await casebook.field('New note').evaluate((/** @type {HTMLTextAreaElement} */ field, other) => {
    /** @type {HTMLElement} */ (other).click();
    field.value = 'Typed before the picture of the other case';
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }, row);
  await expect(casebook.current).toHaveText('Come to');
  await casebook.tab('About').click();
  await expect(casebook.field('New note')).toHaveValue('');
  await expect(casebook.button('Add note')).toBeDisabled();
  await casebook.field('New note').fill('Typed into it');
  await casebook.button('Add note').click();
  await expect(casebook.region.getByText('Typed into it')).toBeVisible();
});

test('search finds URLs, IPv6 addresses, titles and notes, and says when nothing matches', async (
  { page, appliance }) => {
  const casebook = await opened(page, appliance);
  await casebook.make('Needle of the search');
  await casebook.add(`${url} ${ipv6}`);
  await casebook.tab('About').click();
  await casebook.field('New note').fill('Seen in the haystack');
  await casebook.button('Add note').click();
  await expect(casebook.said('is saved')).toBeVisible();
  for (const text of [url, ipv6, 'needle', 'haystack', '"quoted" AND (']) {
    await casebook.search.fill(text);
    if (text.startsWith('"')) await expect(casebook.region.getByText('No case matches')).toBeVisible();
    else await expect(casebook.case('Needle of the search')).toHaveCount(1);
  }
});

test('mine, others’ and shared cases are told apart, and the TLP says in words who may read and change', async (
  { page, appliance, browser }) => {
  const casebook = await opened(page, appliance);
  await casebook.make('Of us both');
  await casebook.make('Mine alone');
  const dialog = await casebook.share();
  const sharing = dialog.getByRole('combobox', { name: 'Sharing (TLP)' });
  await expect(sharing.getByRole('option', { includeHidden: true })).toHaveText([
    /^Red – only you can read and change it$/, /^Amber – your organization can read and change it$/,
    /^Green – as amber, and other/, /^White – as green/]);
  await sharing.selectOption('red');
  await expect(dialog.getByText('Only you can read this case (TLP red)')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(casebook.said('Mine alone is saved.')).toBeVisible();

  const colleague = await colleagueOf(browser, appliance);
  const other = await opened(colleague, appliance, await clientOfColleague(appliance, colleague.context()));
  await other.make('Theirs');
  /** @param {import('./casebook.js').Casebook} book @param {Record<string, string[]>} cases by tab */
  const lists = async (book, cases) => {
    for (const [tab, titles] of Object.entries(cases)) {
      await book.tab(tab).click();
      await expect(book.tab(tab)).toHaveAttribute('aria-selected', 'true');
      for (const title of ['Of us both', 'Mine alone', 'Theirs']) {
        await expect(book.case(new RegExp(`^${title} `)), `${title} in ${tab}`)
          .toHaveCount(titles.includes(title) ? 1 : 0);
      }
    }
  };
  await lists(other, { 'Mine': ['Theirs'], 'Others’': ['Of us both'], 'Shared': ['Theirs'],
    'All': ['Theirs', 'Of us both'] });
  await lists(casebook, { 'Mine': ['Of us both', 'Mine alone'], 'Others’': ['Theirs'],
    'Shared': ['Of us both'], 'All': ['Of us both', 'Mine alone', 'Theirs'] });
  await colleague.context().close();
});

test('more than a thousand cases come page by page, newest first', async ({ page, appliance }) => {
  const headers = { 'Authorization': `Bearer ${await tokenOf(appliance)}`, 'Content-Type': 'application/json' };
  for (let number = -1; number < 1020; ++number) {
    const timestamp = new Date(Date.UTC(2026, 0, 2, 0, number)).toISOString();
    const title = number < 0 ? 'Not looked for' : `Many ${number}`;
    const made = await fetch(`${appliance.private_intel}/ctia/casebook`, {
      method: 'POST', headers, body: JSON.stringify({ type: 'casebook', tlp: 'amber', title, timestamp }) });
    base(made.status).toBe(201);
  }
  await fetch(`${appliance.private_intel}/ctia/casebook?wait_for=true`, {
    method: 'POST', headers, body: JSON.stringify({ type: 'casebook', tlp: 'amber', title: 'Many last' }) });
  const casebook = await opened(page, appliance);
  await casebook.search.fill('many');
  for (let shown = 100; shown < 1021; shown += 100) {
    await expect(casebook.region.getByText(`${shown.toLocaleString('en')} of 1,021 cases`)).toBeVisible();
    await casebook.button('Show more').click();
  }
  await expect(casebook.button('Show more')).toHaveCount(0);
  await casebook.case('Many last').focus();
  await page.keyboard.press('ArrowDown');
  await expect(casebook.case('Many 1019')).toBeFocused();
  await page.keyboard.press('End');
  await expect(casebook.case(/^Many 0 /)).toBeFocused();
});

test('what is pasted is recognised, confirmed by the service and picked', async ({ page, appliance }) => {
  const casebook = await opened(page, appliance);
  await casebook.make('Pasted');
  await casebook.button('Add observables…').click();
  await casebook.field('Any text; defanged values are recognized too').fill(
    'see hxxps://bit[.]ly/3xAmpLe from 192.0.2.17 and 10.1.2.3');
  const found = casebook.region.getByRole('listbox', { name: 'Found' });
  await expect(found.getByRole('option', { name: 'https://bit.ly/3xAmpLe' })).toHaveAttribute('aria-selected', 'true');
  await expect(found.getByRole('option', { name: '10.1.2.3' })).toHaveAttribute('aria-selected', 'false');
  await expect(found.getByRole('option', { name: '10.1.2.3' })).toHaveAccessibleName(/on the ignore list/);
  await found.getByRole('option', { name: '192.0.2.17' }).click();
  await casebook.button('Add 1 observable').click();
  await expect(casebook.said('https://bit.ly/3xAmpLe is now in Pasted.')).toBeVisible();
  await expect(casebook.row('https://bit.ly/3xAmpLe')).toBeVisible();
  await casebook.button('Add observables…').click();
  await casebook.field('Any text; defanged values are recognized too').fill('https://bit.ly/3xAmpLe');
  await expect(found.getByRole('option')).toHaveAccessibleName(/already in the case/);
  await expect(casebook.button('Add 0 observables')).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(casebook.button('Add observables…')).toBeFocused();
  base((await stored(appliance, 'Pasted'))?.observables).toEqual([{ type: 'url', value: 'https://bit.ly/3xAmpLe' }]);
});

test('the ignore list is rewritten in the form, and holds on other pages and in other tabs', async (
  { page, appliance, context }) => {
  const casebook = await opened(page, appliance);
  await casebook.make('Ignoring');
  const other = await context.newPage();
  await other.goto(appliance.appliance + domainsPage);
  const rules = (/** @type {import('@playwright/test').Page} */ one) =>
    one.getByRole('textbox', { name: 'Ignored, a rule a line' });
  const found = casebook.region.getByRole('listbox', { name: 'Found' });
  await casebook.button('Add observables…').click();
  await casebook.field('Any text').fill('www.own.example 10.1.2.3 bit.ly');
  await casebook.button('Ignore list…').click();
  await expect(rules(page)).toHaveValue(/^10\.0\.0\.0\/8\n/);
  await rules(page).fill('# ours\nOWN[.]example');
  await page.keyboard.press('Escape'); // leaves the list as it was, and the form open
  await expect(rules(page)).toHaveCount(0);
  await expect(found.getByRole('option', { name: 'www.own.example' })).toHaveAttribute('aria-selected', 'true');
  await casebook.button('Ignore list…').press('Enter');
  await rules(page).fill('# ours\nOWN[.]example');
  await casebook.button('Save').click();
  await expect(found.getByRole('option', { name: 'www.own.example' })).toHaveAccessibleName(/on the ignore list/);
  await expect(found.getByRole('option', { name: 'www.own.example' })).toHaveAttribute('aria-selected', 'false');
  await expect(found.getByRole('option', { name: '10.1.2.3' })).toHaveAttribute('aria-selected', 'true');
  await casebook.button('Add 2 observables').click();
  await expect(casebook.said('2 observables are now in Ignoring.')).toBeVisible();

  for (const again of [false, true]) {
    if (again) await other.reload();
    const there = casebookOf(other, appliance);
    await there.button('Add observables…').click();
    await there.field('Any text').fill('own.example');
    await expect(there.region.getByRole('option', { name: 'own.example' })).toHaveAccessibleName(/on the ignore list/);
    await other.keyboard.press('Escape');
  }
  await casebookOf(other, appliance).button('Add observables…').click();
  await casebookOf(other, appliance).button('Ignore list…').click();
  await casebookOf(other, appliance).button('Private addresses only').click();
  await expect(rules(other)).toHaveValue(/^10\.0\.0\.0\/8\n/);
  await casebookOf(other, appliance).button('Save').click();
  await casebook.button('Add observables…').click();
  await casebook.field('Any text').fill('own.example');
  await expect(casebook.button('Add 1 observable')).toBeVisible();
  await other.close();
});

test('observables are grouped, selected, copied, removed and brought back', async ({ page, appliance, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.clock.install();
  const casebook = await opened(page, appliance);
  await casebook.make('Picked');
  await casebook.add('pay-update.example 192.0.2.17 partner.example.org bit.ly');
  await expect(casebook.row('Malicious (2)')).toBeVisible();
  await casebook.row('Malicious (2)').click();
  await expect(casebook.region.getByText('2 selected')).toBeVisible();
  await casebook.button('Copy Defanged').click();
  await base.poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toBe('pay-update[.]example\n192[.]0[.]2[.]17');
  await casebook.button('Remove').click();
  await expect(casebook.row('192.0.2.17')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(casebook.row('192.0.2.17')).toBeVisible();

  const sort = casebook.region.getByRole('combobox', { name: 'Sort by' });
  await sort.selectOption({ label: 'Type' });
  await expect(casebook.row('Domain (3)')).toBeVisible();
  await page.getByRole('separator', { name: /^Casebook / }).press('End');
  await casebook.row('IP address (1)').click();
  await casebook.button('Copy').click();
  await base.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('192.0.2.17');
  await casebook.button('Clear selection').click();
  await sort.selectOption({ label: 'Time added' });
  const rows = casebook.region.getByRole('listbox', { name: 'Observables' }).getByRole('option');
  await expect(rows).toHaveText([/^bit\.ly/, /^partner\.example\.org/, /^192\.0\.2\.17/, /^pay-update\.example/]);
  await sort.selectOption({ label: 'Value' });
  await expect(casebook.row('Malicious (2)')).toHaveCount(0); // a list by value has no groups
  await casebook.row('192.0.2.17').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+Space');
  await expect(casebook.region.getByText('2 selected')).toBeVisible();
  await casebook.button('Remove').click();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  await page.clock.fastForward(undoTime);
  await expect.poll(async () => (await stored(appliance, 'Picked'))?.observables.length, { timeout: 15_000 }).toBe(2);
});

test('an observable of a case opens its pivot menu, by mouse and by keyboard', async ({ page, appliance }) => {
  const casebook = await opened(page, appliance);
  await casebook.make('Pivoted');
  await casebook.add('pay-update.example');
  const menu = page.getByRole('dialog', { name: 'Actions for pay-update.example' });
  await casebook.row('pay-update.example').click({ button: 'right' });
  await expect(menu).toContainText('Malicious');
  await page.keyboard.press('Escape');
  await expect(casebook.row('pay-update.example')).toBeFocused();
  await page.keyboard.press('Shift+F10');
  await expect(menu).toBeVisible();
});

test('deleting names the case and can be undone', async ({ page, appliance }) => {
  await page.clock.install();
  const casebook = await opened(page, appliance);
  await casebook.make('Doomed');
  await casebook.tab('About').click();
  await casebook.button('Delete case…').click();
  await expect(page.getByRole('dialog', { name: 'Delete “Doomed”?' })).toBeVisible();
  await casebook.button('Cancel').click();
  await casebook.button('Delete case…').click();
  await casebook.button('Delete').click();
  await expect(casebook.case('Doomed')).toHaveCount(0);
  base(await stored(appliance, 'Doomed'), 'it waits for the undo').toBeTruthy();
  await casebook.button('Undo').click();
  await expect(casebook.case('Doomed')).toHaveCount(1);
  await casebook.tab('About').click();
  await casebook.button('Delete case…').click();
  await casebook.button('Delete').click();
  await expect(casebook.button('Undo')).toBeVisible();
  await page.clock.fastForward(undoTime);
  await expect.poll(() => stored(appliance, 'Doomed'), { timeout: 15_000 }).toBe(undefined);
});

test('the current case is the same in every tab, and new ones show in all', async ({ page, appliance, context }) => {
  const casebook = await opened(page, appliance);
  await casebook.make('Everywhere');
  const second = await context.newPage();
  await second.goto(appliance.appliance + domainsPage);
  const other = casebookOf(second, appliance);
  await expect(other.region.getByRole('heading', { name: 'Everywhere' })).toBeVisible();
  await page.bringToFront();
  await casebook.make('Elsewhere');
  await expect(other.region.getByRole('heading', { name: 'Elsewhere' })).toBeVisible();
  await second.close();
});

test('a case too large for an address is investigated by its id', async ({ page, appliance }) => {
  const casebook = await opened(page, appliance);
  await casebook.make('Of a hundred links');
  const links = Array.from({ length: 100 }, (_, number) => `https://host${number}.example/a/path`);
  await casebook.add(links.join('\n'));
  await expect(casebook.tab('Waiting changes').and(page.getByText('Waiting changes', { exact: true }))).toBeVisible();
  const opening = page.context().waitForEvent('page');
  await casebook.button('Investigate this Case').click();
  const investigation = await opening;
  await expect(investigation).toHaveURL(new RegExp(`^${appliance.visibility}/investigate\\?`));
  expect(investigation.url().length).toBeLessThanOrEqual(2083);
  expect(investigation.url()).toContain('spid=');
  await investigation.close();
});

test('nothing time-bound is stored in a case', async ({ page, appliance }) => {
  const casebook = await opened(page, appliance);
  await casebook.make('Timeless');
  await casebook.add('bit.ly');
  await expect(casebook.row('bit.ly')).toContainText('Suspicious');
  base(JSON.stringify(await stored(appliance, 'Timeless'))).not.toMatch(/disposition|verdict|Suspicious/);
});
