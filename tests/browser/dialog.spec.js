// Drawn dialogs: the focus stays inside and goes back where it came from, Esc answers, the rest is out of reach.
import { expect, test } from './fixtures.js';

/** @typedef {import('@playwright/test').Page} Page */

const said = (/** @type {Page} */ page) => page.getByRole('status');

test('a question keeps the focus, Esc says no, and the focus is back where it was', async ({ page, appliance }) => {
  await page.goto(`${appliance.appliance}/gallery`);
  const opener = page.getByRole('button', { name: 'Delete' });
  await opener.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Delete the case?' });
  const cancel = dialog.getByRole('button', { name: 'Cancel' });
  await expect(cancel).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(dialog.getByRole('button', { name: 'Delete' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(cancel).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(dialog.getByRole('button', { name: 'Delete' })).toBeFocused();
  // What is behind it is neither read nor pressed.
  await expect(page.getByRole('tablist')).toHaveJSProperty('inert', true);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(opener).toBeFocused();
  await expect(said(page)).toHaveText('Nothing was deleted');
  await expect(page.getByRole('tablist')).toHaveJSProperty('inert', false);
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(said(page)).toHaveText('Deleted');
  await expect(opener).toBeFocused();
});

test('a dialog that goes takes no focus from where somebody has gone on meanwhile', async ({ page, appliance }) => {
  await page.goto(`${appliance.appliance}/gallery`);
  await page.getByRole('button', { name: 'Delete' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete the case?' });
  await dialog.getByRole('button', { name: 'Cancel' }).evaluate((/** @type {HTMLElement} */ cancel) => {
    const next = document.createElement('button');
    next.textContent = 'What comes next';
    document.body.append(next);
    cancel.click();
    next.focus(); // before the frame without the dialog
  });
  await expect(dialog).toHaveCount(0);
  await expect(said(page)).toHaveText('Nothing was deleted');
  await expect(page.getByRole('button', { name: 'What comes next' })).toBeFocused();
});

test('? lists the keys of what is there, by keyboard and by mouse', async ({ page, appliance }) => {
  await page.goto(`${appliance.appliance}/gallery`);
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await page.getByRole('tab', { name: 'Rows' }).click();
  await page.keyboard.press('?');
  await expect(list.getByRole('listitem').filter({ hasText: 'Select up to here' })).toContainText('Shift+Space');
  await expect(list.getByText('Move in the menu')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(list).toHaveCount(0);
  await expect(page.getByRole('tab', { name: 'Rows' })).toBeFocused();
  await page.getByRole('tab', { name: 'Items' }).click();
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await expect(list).toBeVisible();
  await list.getByRole('button', { name: 'Close' }).click();
  await expect(list).toHaveCount(0);
});

test('a question mark typed into a field is text', async ({ page, appliance }) => {
  await page.goto(`${appliance.appliance}/gallery`);
  await page.getByRole('tab', { name: 'Fields' }).click();
  const search = page.getByRole('searchbox', { name: 'Search cases' });
  await search.focus();
  await page.keyboard.type('who?');
  await expect(search).toHaveValue('who?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('the menu and the casebook have the list; Esc closes it before them', async ({ page, analyst }) => {
  await analyst.open();
  await analyst.signIn('bit.ly');
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await page.keyboard.press('?');
  await expect(list.getByText('Move in the menu')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(list).toHaveCount(0);
  await expect(page.getByRole('menuitem', { name: 'Add to New Case' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Casebook', exact: true }).click();
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await expect(list).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(list).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Casebook' })).toBeVisible();
});

test('a menu closed with its list of shortcuts open opens without it', async ({ page, analyst }) => {
  await analyst.open();
  await analyst.signIn('bit.ly');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.getByRole('heading', { level: 1 }).click();
  await expect(page.getByRole('dialog', { name: 'Actions for bit.ly' })).toBeHidden();
  await analyst.pressPivot('bit.ly');
  await expect(page.getByRole('menuitem', { name: 'Add to New Case' })).toBeFocused();
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toHaveCount(0);
});
