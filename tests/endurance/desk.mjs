// An analyst's desk that things happen to: the reference appliance on a state folder, a network that can be cut, a
// browser profile on disk, and some tabs with the casebook open. What is gone comes back as people would bring it
// back: the service and the browser are started again, a tab is opened, and somebody signs in.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';
import { startAppliance } from '../conformance/appliance.mjs';
import { startProxy } from '../conformance/tcp-proxy.mjs';
import { domainsPage, logInTo, tokenOf } from '../browser/fixtures.js';
import { hands, handsScript } from './in-page.mjs';
import { startProfile } from './profile.mjs';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('./kept.js').Kept} Kept */
/** @typedef {{page: Page, isUp: boolean, coming: Promise<void>}} Tab `coming`: until it is up, or gone again */

const lookAgain = 100;
/** Milliseconds; the service may be away. */
const longestSignIn = 5000;
/**
 * All cases of an appliance.
 * @param {import('../conformance/appliance.mjs').Appliance} service
 * @returns {Promise<import('./ledger.mjs').Case[]>}
 */
export async function allCases(service) {
  const headers = { Authorization: `Bearer ${await tokenOf(service)}` };
  const found = [];
  for (let offset = 0; ; offset += 100) {
    const answer = await fetch(
      `${service.private_intel}/ctia/casebook/search?sort_by=timestamp&limit=100&offset=${offset}`, { headers });
    const page = await answer.json();
    found.push(...page);
    if (page.length < 100) return found;
  }
}

/** @param {{client_id: string, client_password: string}} holder and more that a page is not told */
export const clientOf = ({ client_id, client_password }) => ({ client_id, client_password });

/** A state folder and settings with which nobody comes to the service's limit. */
export async function newState() {
  const folder = await mkdtemp(path.join(tmpdir(), 'endurance-'));
  const settings = path.join(folder, 'settings.json');
  await writeFile(settings, JSON.stringify({ hourly_limit: 1_000_000 }));
  return { folder, settings, state: path.join(folder, 'state') };
}

export class Desk {
  /** @type {Tab[]} */
  tabs = [];
  /** What was seen and must not be. @type {string[]} */
  problems = [];
  #told;
  #place;
  #service;
  #proxies;
  /** @type {Promise<void>} */
  #starting = Promise.resolve();
  /** @type {Promise<unknown>} */
  #turn = Promise.resolve();
  /** @type {import('./profile.mjs').Profile | undefined} */
  #profile;

  /**
   * @param {Awaited<ReturnType<typeof newState>>} place
   * @param {import('../conformance/appliance.mjs').Appliance} service
   * @param {import('../conformance/tcp-proxy.mjs').Proxy[]} proxies of the two origins
   * @param {(change: Kept) => void} told what a page says it has kept
   */
  constructor(place, service, proxies, told) {
    this.#place = place;
    this.#service = service;
    this.#proxies = proxies;
    this.#told = told;
  }

  /**
   * @param {number} tabs
   * @param {(change: Kept) => void} told
   * @param {(() => Promise<unknown>)[]} ends gets what clears it again
   */
  static async set(tabs, told, ends) {
    const place = await newState();
    const service = await startAppliance(place);
    const proxies = await Promise.all([service.visibility, service.private_intel].map(startProxy));
    const desk = new Desk(place, service, proxies, told);
    ends.push(() => desk.#clear());
    desk.#starting = desk.#startBrowser();
    for (let count = 0; count < tabs; ++count) desk.openTab();
    await desk.allUp();
    return desk;
  }

  get service() {
    return this.#service;
  }

  async #startBrowser() {
    const { visibility, private_intel } = this.#service;
    const host = (/** @type {string} */ address) => new URL(address).host;
    this.#profile = await startProfile(path.join(this.#place.folder, 'profile'), {
      [host(visibility)]: host(this.#proxies[0].address), [host(private_intel)]: host(this.#proxies[1].address),
    });
    const { context } = this.#profile;
    await logInTo(this.#service, context);
    await context.addInitScript(handsScript);
    await context.exposeFunction('trKept', this.#told);
  }

  /** A tab more, in which somebody signs in. @returns {Tab} */
  openTab() {
    const tab = /** @type {Tab} */ ({ isUp: false });
    tab.coming = this.#bringUp(tab);
    this.tabs.push(tab);
    return tab;
  }

  /** @param {Tab} tab */
  async #bringUp(tab) {
    try {
      await this.#starting;
      tab.page = await /** @type {import('./profile.mjs').Profile} */ (this.#profile).context.newPage();
      tab.page.on('crash', () => this.#lost(tab));
      tab.page.on('close', () => this.#lost(tab));
      tab.page.on('pageerror', (error) => this.problems.push(`a script failed: ${error}`));
      for (;;) { // the service may be down, the network cut
        try {
          await tab.page.goto(this.#service.appliance + domainsPage);
          const problem = await this.#inTurn(() => hands(tab.page, 'signIn', clientOf(this.#service), longestSignIn));
          if (problem) this.problems.push(problem);
          break;
        } catch (error) {
          if (!this.tabs.includes(tab)) return;
          if (!/ERR_CONNECTION|not seen|interrupted by another navigation/.test(String(error))) throw error;
          await pass(lookAgain);
        }
      }
      tab.isUp = this.tabs.includes(tab);
    } catch (error) {
      if (this.tabs.includes(tab)) this.problems.push(`a tab did not open: ${error}`);
      this.#lost(tab);
    }
  }

  /**
   * One after the other: where one tab opens the casebook it opens in all, and a second press would close it.
   * @template T
   * @param {() => Promise<T>} signIn
   * @returns {Promise<T>}
   */
  #inTurn(signIn) {
    const mine = this.#turn.then(signIn);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  /** @param {Tab} tab */
  #lost(tab) {
    tab.isUp = false;
    this.tabs = this.tabs.filter((one) => one !== tab);
  }

  /** Those that are open, when all have come up. */
  async allUp() {
    await Promise.all(this.tabs.map(({ coming }) => coming));
  }

  /**
   * One that is up, as soon as one is chosen of them.
   * @param {(tabs: Tab[]) => Tab | undefined} choose
   * @returns {Promise<Tab>}
   */
  async aTab(choose) {
    for (;;) {
      const chosen = choose(this.tabs.filter(({ isUp }) => isUp));
      if (chosen) return chosen;
      if (this.tabs.length === 0) throw new Error(`no tab comes up: ${this.problems.join('; ')}`);
      await pass(lookAgain);
    }
  }

  /** @param {Tab} tab */
  async closeTab(tab) {
    this.#lost(tab);
    await tab.page.close().catch(() => undefined);
  }

  /** Its process dies. @param {Tab} tab */
  async crashTab(tab) {
    this.#lost(tab);
    const session = await tab.page.context().newCDPSession(tab.page).catch(() => undefined);
    session?.send('Page.crash').catch(() => undefined); // nobody answers
    await tab.page.waitForEvent('crash', { timeout: 5000 }).catch(() => undefined);
    await tab.page.close().catch(() => undefined);
  }

  /** All tabs are gone; as many are opened again. */
  async killBrowser() {
    const count = this.tabs.length, gone = this.#profile;
    this.tabs = [];
    this.#starting = (async () => {
      await gone?.kill();
      await this.#startBrowser();
    })();
    for (let number = 0; number < count; ++number) this.openTab();
    await this.#starting;
  }

  /** @param {number} milliseconds without a network between the browser and the service */
  async cutNetwork(milliseconds) {
    for (const proxy of this.#proxies) proxy.cut();
    await pass(milliseconds);
    for (const proxy of this.#proxies) proxy.mend();
  }

  /** @param {number} milliseconds until somebody starts it again */
  async killService(milliseconds) {
    const { visibility } = this.#service;
    await this.#service.kill();
    await pass(milliseconds);
    this.#service = await startAppliance(this.#place);
    if (this.#service.visibility !== visibility) throw new Error('the service has come back elsewhere');
  }

  /** What is opened from now on believes that it is later: lost calls are over by then. @param {number} seconds */
  async setClockAhead(seconds) {
    await this.#profile?.context.addInitScript((ahead) => {
      const { now } = Date;
      Date.now = () => now() + ahead * 1000;
    }, seconds);
  }

  async #clear() {
    this.tabs = [];
    await this.#starting.catch(() => undefined);
    await this.#profile?.kill();
    for (const proxy of this.#proxies) await proxy.stop();
    await this.#service.stop();
    await rm(this.#place.folder, { recursive: true, maxRetries: 3 });
  }
}
