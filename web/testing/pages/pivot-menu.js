// The pivot buttons of the page and the menu that they open, by role and name.

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('./sign-in.js').SignIn} SignIn */
/** @typedef {import('../session.js').Client} Client */
/** @typedef {import('./sign-in.js').Place} Place */

export class PivotMenu {
  #page;
  #signIn;

  /** @param {Page} page @param {SignIn} signIn */
  constructor(page, signIn) {
    this.#page = page;
    this.#signIn = signIn;
  }

  /** The buttons beside a value, one for each of its places. @param {string} value */
  buttons(value) {
    return this.#page.getByRole('button', { name: `Actions for ${value}`, exact: true });
  }

  /** The pivot buttons of the page, whatever stands beside them. */
  get allButtons() {
    return this.#page.getByRole('button', { name: /^Actions for / });
  }

  /** The open menu of a value, with what each module says of it. @param {string} value */
  of(value) {
    return this.#page.getByLabel(`Actions for ${value}`, { exact: true }).filter({ has: this.#page.getByRole('menu') });
  }

  /** An entry of the open menu. @param {string} name */
  entry(name) {
    return this.#page.getByRole('menuitem', { name, exact: true });
  }

  /**
   * Opens the menu beside the value's first place; signs in when it is asked to.
   * @param {string} value
   * @param {Client} [client]
   * @param {Place} [place]
   */
  async openFor(value, client, place) {
    const press = () => this.buttons(value).first().click();
    await this.#signIn.through(press, this.entry('Add to New Case'), client, place);
  }

  /** Chooses an entry of the open menu. @param {string} name */
  async press(name) {
    await this.entry(name).click();
  }

  async close() {
    await this.#page.keyboard.press('Escape');
    await this.entry('Add to New Case').waitFor({ state: 'hidden' });
  }
}
