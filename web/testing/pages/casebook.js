// The casebook as an analyst sees it, by role and name.
import { whenIdle } from '../idle.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Locator} Locator */
/** @typedef {import('./sign-in.js').SignIn} SignIn */
/** @typedef {import('./sign-in.js').Place} Place */
/** @typedef {import('./pivot-menu.js').PivotMenu} PivotMenu */
/** @typedef {import('./ribbon.js').Ribbon} Ribbon */
/** @typedef {import('../session.js').Client} Client */

/** @param {string} text as it is, in a pattern */
const literally = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const verdicts = /** @type {const} */ (['Clean', 'Malicious', 'Suspicious', 'Common', 'Unknown']);

export class Casebook {
  #page;
  #ribbon;
  #signIn;
  #pivotMenu;

  /** @param {Page} page @param {{ribbon: Ribbon, signIn: SignIn, pivotMenu: PivotMenu}} others of the page */
  constructor(page, { ribbon, signIn, pivotMenu }) {
    this.#page = page;
    this.#ribbon = ribbon;
    this.#signIn = signIn;
    this.#pivotMenu = pivotMenu;
  }

  get region() {
    return this.#page.getByRole('region', { name: 'Casebook' });
  }

  get search() {
    return this.region.getByRole('searchbox', { name: 'Search cases' });
  }

  /** The title of the open case. */
  get current() {
    return this.region.getByRole('heading', { level: 3 }).first();
  }

  /** @param {string} name */
  button(name) {
    return this.region.getByRole('button', { name, exact: true });
  }

  /** @param {string | RegExp} name */
  field(name) {
    return this.region.getByRole('textbox', { name });
  }

  /** @param {string | RegExp} name */
  tab(name) {
    return this.region.getByRole('tab', { name });
  }

  /** A case of the list. @param {string | RegExp} name */
  case(name) {
    return this.region.getByRole('listbox', { name: 'Cases' }).getByRole('option', { name });
  }

  /** An observable of the open case, or the head of a group, such as "Malicious (2)". @param {string} value */
  row(value) {
    return this.region.getByRole('listbox', { name: 'Observables' })
      .getByRole('option', { name: new RegExp(`^${literally(value)}( |$)`) });
  }

  /**
   * The element with the word for all that the modules say, such as "Suspicious", in the row of an observable; there
   * once they have answered.
   * @param {string} value
   */
  verdict(value) {
    return this.row(value).getByText(new RegExp(`^(${verdicts.join('|')})$`));
  }

  /** What the ribbon says, when it has these words. @param {string | RegExp} words */
  said(words) {
    return this.#ribbon.said(words);
  }

  /** The dialog of `share`, by the title of the case. @param {string} title */
  sharing(title) {
    return this.#page.getByRole('dialog', { name: `Share “${title}”` });
  }

  /**
   * Opens the casebook, unless it is open; signs in when it is asked to.
   * @param {Client} [client]
   * @param {Place} [place]
   */
  async open(client, place) {
    const button = this.#page.getByRole('button', { name: 'Casebook', exact: true });
    await button.or(this.region).first().waitFor(); // a casebook in a place of the page's own has no button
    await whenIdle(this.#page); // it may be about to open, as it was open on the page before
    if (await this.region.isVisible()) return this.#signInThere(client, place);
    await this.#signIn.through(() => button.click(), this.search, client, place);
  }

  /**
   * It was open on the page before, and shows nothing until somebody signs in.
   * @param {Client} [client]
   * @param {Place} [place]
   */
  async #signInThere(client, place) {
    const signIn = this.button('Sign in…');
    if (!await signIn.isVisible()) return;
    await signIn.click();
    await this.#signIn.submit(client, place);
    await signIn.waitFor({ state: 'hidden' });
    await this.search.waitFor();
  }

  /** Shows a case of the list. @param {string} title */
  async choose(title) {
    await this.case(new RegExp(`^${literally(title)} `)).first().click();
    await this.region.getByRole('heading', { level: 3, name: title, exact: true }).waitFor();
  }

  /** A new case, open and saved. @param {string} title */
  async make(title) {
    await this.region.getByRole('button', { name: 'New case' }).click();
    await this.said('is ready.').waitFor();
    await this.rename(title);
  }

  /** Gives the open case another title. @param {string} title */
  async rename(title) {
    await this.tab('About').click();
    await this.region.getByRole('button', { name: 'Edit Title' }).click();
    await this.region.getByRole('textbox', { name: 'Title' }).fill(title);
    await this.region.getByRole('button', { name: 'Save' }).click();
    await this.said(`${title} is saved.`).waitFor();
    await this.tab('Observables').click();
  }

  /** Puts what is recognised in a text into the open case. @param {string} text */
  async add(text) {
    await this.region.getByRole('button', { name: 'Add observables…' }).click();
    await this.region.getByRole('textbox', { name: /^Any text/ }).fill(text);
    await this.region.getByRole('button', { name: /^Add \d+ observables?$/ }).click();
    await this.said(/(is|are) now in/).waitFor();
  }

  /**
   * Puts an observable of the page into a case by the button beside it; signs in when it is asked to.
   * @param {string} value
   * @param {{to?: 'new' | 'current'}} [options] without `to` into the current case, or a new one where there is none
   */
  async addFromPage(value, { to } = {}) {
    await this.#pivotMenu.openFor(value);
    const current = this.#pivotMenu.entry('Add to Current Case');
    const intoCurrent = to ? to === 'current' : await current.isEnabled();
    await this.#pivotMenu.press(intoCurrent ? 'Add to Current Case' : 'Add to New Case');
    await this.said(new RegExp(`^${literally(value)} is (now|already) in `)).waitFor();
    await whenIdle(this.#page);
  }

  /**
   * Takes an observable out of the open case; that is sent, and can no longer be undone, 8 s later.
   * @param {string} value
   */
  async remove(value) {
    await this.row(value).click();
    await this.button('Remove').click();
    await this.row(value).waitFor({ state: 'detached' });
  }

  /** Opens the ways to give the open case away, or what is selected of it. @returns {Promise<Locator>} the dialog */
  async share() {
    const dialog = this.sharing(await this.current.innerText());
    await this.button('Share…').click();
    await dialog.waitFor();
    return dialog;
  }
}
