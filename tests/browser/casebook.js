// The casebook as an analyst sees it, by role and name.
import { expect } from './fixtures.js';

/**
 * @param {import('@playwright/test').Page} page
 * @param {import('./fixtures.js').Appliance} appliance
 */
export function casebookOf(page, appliance) {
  const region = page.getByRole('region', { name: 'Casebook' });
  const dialog = page.getByRole('dialog', { name: 'Login to use Casebook/Pivot Menu' });
  const button = page.getByRole('button', { name: 'Casebook', exact: true });
  return {
    region,
    /** @param {string} name */
    button: (name) => region.getByRole('button', { name, exact: true }),
    /** @param {string} name */
    field: (name) => region.getByRole('textbox', { name }),
    search: region.getByRole('searchbox', { name: 'Search cases' }),
    /** @param {string} value or the name of a group */
    row: (value) => region.getByRole('listbox', { name: 'Observables' })
      .getByRole('option', { name: new RegExp(`^${value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}( |$)`) }),
    /** @param {string | RegExp} name */
    case: (name) => region.getByRole('listbox', { name: 'Cases' }).getByRole('option', { name }),
    /** @param {string | RegExp} name */
    tab: (name) => region.getByRole('tab', { name }),
    /** What the ribbon says. @param {string | RegExp} words */
    said: (words) => page.getByRole('status').filter({ hasText: words }),
    /**
     * @param {{client_id: string, client_password: string}} [client]
     * @param {import('./fixtures.js').Place} [place]
     */
    async open(client = appliance, place) {
      await button.click();
      await dialog.getByRole('textbox', { name: 'Client ID' }).fill(client.client_id);
      await dialog.getByLabel('Client Password').fill(client.client_password);
      if (place) await dialog.getByRole('combobox', { name: 'Keep the password in' }).selectOption(place);
      await dialog.getByRole('button', { name: 'Authenticate' }).click();
      await expect(region.getByRole('searchbox', { name: 'Search cases' })).toBeVisible();
    },
    /** A new case, open and saved. @param {string} title */
    async make(title) {
      await region.getByRole('button', { name: 'New case' }).click();
      await expect(page.getByRole('status').filter({ hasText: 'is ready.' })).toBeVisible();
      await region.getByRole('tab', { name: 'About' }).click();
      await region.getByRole('button', { name: 'Edit Title' }).click();
      await region.getByRole('textbox', { name: 'Title' }).fill(title);
      await region.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByRole('status').filter({ hasText: `${title} is saved.` })).toBeVisible();
      await region.getByRole('tab', { name: 'Observables' }).click();
    },
    /** @param {string} text */
    async add(text) {
      await region.getByRole('button', { name: 'Add observables…' }).click();
      await region.getByRole('textbox', { name: /^Any text/ }).fill(text);
      await region.getByRole('button', { name: /^Add \d+ observables?$/ }).click();
      await expect(page.getByRole('status').filter({ hasText: /(is|are) now in/ })).toBeVisible();
    },
  };
}

/** @typedef {ReturnType<typeof casebookOf>} Casebook */
