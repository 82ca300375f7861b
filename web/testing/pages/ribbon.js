// The ribbon, by role and name.

/** @typedef {import('@playwright/test').Page} Page */

export class Ribbon {
  #page;

  /** @param {Page} page */
  constructor(page) {
    this.#page = page;
  }

  get region() {
    return this.#page.getByRole('region', { name: 'Threat Response' });
  }

  /** @param {string} name */
  button(name) {
    return this.region.getByRole('button', { name, exact: true });
  }

  /** What the ribbon says, when it has these words. @param {string | RegExp} words */
  said(words) {
    return this.#page.getByRole('status').filter({ hasText: words });
  }

  /** Looks up what the text holds, in a pivot menu. @param {string} text */
  async lookUp(text) {
    const field = this.region.getByRole('combobox', { name: 'Look up an observable' });
    await field.fill(text);
    await field.press('Enter');
  }

  /** Takes back what the ribbon speaks of, while that can be done. */
  async undo() {
    await this.button('Undo').click();
    await this.button('Undo').waitFor({ state: 'hidden' });
  }
}
