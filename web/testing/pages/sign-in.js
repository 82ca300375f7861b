// The dialog that asks for an API client, by role and name.

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Locator} Locator */
/** @typedef {import('../session.js').Client} Client */
/** @typedef {'appliance' | 'tab' | 'device'} Place where the password is kept; without one, where the dialog says */

export class SignIn {
  #page;
  #client;

  /** @param {Page} page @param {Client} client that signs in when no other is named */
  constructor(page, client) {
    this.#page = page;
    this.#client = client;
  }

  get dialog() {
    return this.#page.getByRole('dialog', { name: 'Login to use Casebook/Pivot Menu' });
  }

  get clientId() {
    return this.dialog.getByRole('textbox', { name: 'Client ID' });
  }

  get password() {
    return this.dialog.getByLabel('Client Password');
  }

  get server() {
    return this.dialog.getByRole('combobox', { name: 'Threat Response Server' });
  }

  get authenticate() {
    return this.dialog.getByRole('button', { name: 'Authenticate' });
  }

  /** What is wrong with what was entered; empty when nothing is. */
  get problem() {
    return this.dialog.getByRole('alert');
  }

  /**
   * Fills in the open dialog and sends it; does not wait for the answer.
   * @param {Client} [client]
   * @param {Place} [place]
   */
  async submit(client = this.#client, place = undefined) {
    await this.clientId.fill(client.client_id);
    await this.password.fill(client.client_password);
    if (place) await this.dialog.getByRole('combobox', { name: 'Keep the password in' }).selectOption(place);
    await this.authenticate.click();
  }

  /**
   * Does what asks for a sign-in, signs in if it does ask, and waits for what was wanted.
   * @param {() => Promise<void>} act such as pressing a pivot button
   * @param {Locator} wanted what is there once somebody is signed in
   * @param {Client} [client]
   * @param {Place} [place]
   */
  async through(act, wanted, client, place) {
    await act();
    await this.authenticate.or(wanted).first().waitFor();
    if (await this.authenticate.isVisible()) await this.submit(client, place);
    await wanted.first().waitFor();
  }
}
