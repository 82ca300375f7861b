// A day of an analyst by a clock that runs ahead: what the widgets have in memory in the evening is what they had after
// the first hours.
//
// Two tabs. In the first one document stays for the whole day: its menus are opened, cases are made and deleted, its
// table is turned. The second goes from report to report. Every ten minutes the tokens are over; now and then the
// service is away, refuses or is slow.
import { rm } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import { domainsPage, logInTo } from '../browser/fixtures.js';
import config from '../browser/playwright.config.js';
import { policyReports } from '../browser/policy-reports.js';
import { logIn, startAppliance } from '../conformance/appliance.mjs';
import { Faults } from '../../web/testing/faults.js';
import { widgetsOn } from '../../web/testing/playwright.js';
import { makeDay } from './day.js';
import { newState } from './desk.mjs';
import { makeEyes } from './eyes.js';
import { countHidden, footprint, slope } from './footprint.mjs';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('./day.js').Day} Day */
/** @typedef {import('./footprint.mjs').Footprint} Footprint */
/** @typedef {Footprint & {openings: number}} Sample */

/** Of the whole day; a shorter one has as many of each for each opening. */
const day = { openings: 5000, cases: 500, navigations: 200, hours: 24 };
const tokenLife = 600, patience = 60_000;
const warmUp = 0.15, samples = 20;
const allowed = 1.1;
/** What may be a little more or less: bytes, where one page of memory is no leak, and what a browser counts. */
const slack = { wasm: 0, heap: 256 * 1024, nodes: 40, listeners: 20, textures: 1, records: 5, stored: Infinity };
const outages = /** @type {const} */ (['away', 'limited', 'slow']);
const reports = ['incoming-mail-domains', 'incoming-mail-ip-addresses', 'outgoing-destinations', 'web-sites'];

/** The page's clock runs ahead. @param {number} seconds */
function runAhead(seconds) {
  const { now } = Date;
  let ahead = seconds;
  Date.now = () => now() + ahead * 1000;
  Object.assign(globalThis, { trRunAhead: (/** @type {number} */ more) => { ahead = more; } });
}

/**
 * @template {keyof Day} Name
 * @param {Page} page
 * @param {Name} name
 * @param {Parameters<Day[Name]>} words
 */
const live = (page, name, ...words) => page.evaluate(
  ([what, list]) => /** @type {any} */ (globalThis).trDay[what](...list), /** @type {const} */ ([name, words]));

/** The service, its clock, and what goes wrong with it. */
class World {
  /** Seconds that the clocks are ahead. */
  ahead = 0;
  #place;
  #service;
  /** @type {Page[]} */
  #pages = [];
  #loggedInAt = 0;

  /**
   * @param {Awaited<ReturnType<typeof newState>>} place
   * @param {import('../conformance/appliance.mjs').Appliance} service
   */
  constructor(place, service) {
    this.#place = place;
    this.#service = service;
  }

  get service() {
    return this.#service;
  }

  get #faults() {
    return new Faults(this.#service.visibility, true);
  }

  /** @param {import('@playwright/test').BrowserContext} context */
  async openTab(context) {
    const page = await context.newPage();
    this.#pages.push(page);
    return page;
  }

  /** @param {import('@playwright/test').BrowserContext} context @param {number} seconds */
  async pass(context, seconds) {
    this.ahead += seconds;
    await this.#faults.setClockAhead(this.ahead);
    for (const page of this.#pages)
      await page.evaluate((ahead) => /** @type {any} */ (globalThis).trRunAhead(ahead), this.ahead);
    if (this.ahead - this.#loggedInAt < 10 * 3600) return; // a session of the report pages has twelve hours
    this.#loggedInAt = this.ahead;
    await logInTo(this.#service, context, await logIn(this.#service.appliance, this.#service.operators[0]));
  }

  /** @param {typeof outages[number]} kind */
  async begin(kind) {
    if (kind === 'away') await this.#service.kill();
    else if (kind === 'limited') await this.#faults.limitRate('everything', 1);
    else await this.#faults.delay('everything', 300);
  }

  /** @param {typeof outages[number]} kind */
  async end(kind) {
    if (kind !== 'away') return this.#faults.clear();
    this.#service = await startAppliance({ ...this.#place, controls: true });
    return this.#faults.setClockAhead(this.ahead);
  }
}

/** @param {string} name @param {Sample[]} list @param {(line: string) => void} say */
function judge(name, list, say) {
  const [first] = list, last = /** @type {Sample} */ (list.at(-1));
  /** @type {string[]} */
  const problems = [];
  for (const what of /** @type {(keyof Footprint)[]} */ (Object.keys(slack))) {
    const growth = slope(list.map((one) => ({ at: one.openings, value: one[what] }))) * 1000;
    const most = Math.max(first[what] * allowed, first[what] + slack[what]);
    say(`${name.padEnd(13)} ${what.padEnd(9)} ${String(first[what]).padStart(11)} after warm-up ` +
      `${String(last[what]).padStart(11)} at the end ${growth.toFixed(1).padStart(11)} for 1,000 openings`);
    if (!(last[what] <= most)) problems.push(`${name}: ${what} was ${first[what]} and is ${last[what]}`);
  }
  return problems;
}

/**
 * @param {{openings: number, say: (line: string) => void, ends: (() => Promise<unknown>)[]}} course
 * @returns {Promise<{problems: string[]}>}
 */
export async function runSoak({ openings, say, ends }) {
  const place = await newState();
  ends.push(() => rm(place.folder, { recursive: true, maxRetries: 3 }));
  const world = new World(place, await startAppliance({ ...place, controls: true }));
  ends.push(() => world.service.stop());
  const browser = await chromium.launch(config.use?.launchOptions);
  ends.push(() => browser.close());
  const context = await policyReports.watch(await browser.newContext({ viewport: { width: 1280, height: 800 } }));
  await logInTo(world.service, context);
  await context.addInitScript(countHidden);
  await context.addInitScript({
    content: `(${runAhead})(0); globalThis.trDay = (${makeDay})((${makeEyes})(${patience}), ${patience});` });
  const stays = await world.openTab(context), goes = await world.openTab(context);
  for (const page of [stays, goes]) {
    await page.goto(`${world.service.appliance}${domainsPage}?limit=3`); // so that its table has pages
    const { casebook, whenIdle } = widgetsOn(page, world.service);
    await casebook.open();
    await whenIdle();
  }
  const sessions = await Promise.all([stays, goes].map(async (page) => {
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable');
    return session;
  }));
  say('both tabs are up');
  /** @type {{stays: Sample[], goes: Sample[]}} */
  const found = { stays: [], goes: [] };
  const share = openings / day.openings;
  const steps = Math.round(share * day.hours * 3600 / tokenLife), every = Math.max(1, Math.floor(steps / samples));
  const done = { openings: 0, cases: 0, navigations: 0, tokens: 0, outages: 0 };
  context.on('response', (answer) => { if (answer.url().endsWith('/token') && answer.ok()) ++done.tokens; });
  const due = (/** @type {number} */ all, /** @type {number} */ step) => Math.round(all * share * (step + 1) / steps);

  for (let step = 0; step < steps; ++step) {
    await stays.bringToFront(); // a tab behind another draws once a second
    await world.pass(context, tokenLife);
    let wanted = due(day.openings, step) - done.openings;
    if (step % 8 === 5) {
      const kind = outages[done.outages++ % outages.length], some = Math.min(10, wanted);
      await world.begin(kind);
      await live(stays, 'openMenus', some, done.openings, false);
      await world.end(kind);
      done.openings += some;
      wanted -= some;
      await world.pass(context, 180);
      // Or what waits would do so by the clock of the machine, which does not run ahead.
      for (const page of [stays, goes]) await page.evaluate(() => { dispatchEvent(new Event('online')); });
    }
    await live(stays, 'openMenus', wanted, done.openings, true);
    done.openings += wanted;
    const cases = due(day.cases, step) - done.cases;
    await live(stays, 'workOnCases', cases, done.cases);
    done.cases += cases;
    for (let left = due(day.navigations, step) - done.navigations; left > 0; --left) {
      if (++done.navigations % 2) {
        await stays.bringToFront();
        await live(stays, 'turnPage');
      } else await goTo(goes, world, reports[done.navigations / 2 % reports.length]);
    }
    if ((step + 1) / steps < warmUp || (step + 1) % every !== 0 && step + 1 !== steps) continue;
    await goTo(goes, world, reports[0]); // the same document each time
    for (const [index, page] of [stays, goes].entries()) {
      await widgetsOn(page, world.service).whenIdle();
      found[index === 0 ? 'stays' : 'goes'].push(
        { openings: done.openings, ...await footprint(page, sessions[index]) });
    }
    const last = /** @type {Sample} */ (found.stays.at(-1));
    say(`${(world.ahead / 3600).toFixed(1)} h: ${done.openings} openings, ${done.cases} cases, ${done.navigations} ` +
      `navigations, ${done.tokens} tokens, ${done.outages} outages; heap ${(last.heap / 2 ** 20).toFixed(2)} MB, ` +
      `${last.nodes} nodes, ${last.listeners} listeners, ${last.textures} textures`);
  }
  const problems = [...judge('one document', found.stays, say), ...judge('new documents', found.goes, say)];
  if (done.tokens < steps) problems.push(`the tokens of ${steps} times ten minutes were renewed ${done.tokens} times`);
  return { problems: [...problems, ...await policyReports.take()] };
}

/** Another report, and a menu in it. @param {Page} page @param {World} world @param {string} report */
async function goTo(page, world, report) {
  await page.bringToFront();
  await page.goto(`${world.service.appliance}/reports/${report}`);
  await page.evaluate((ahead) => /** @type {any} */ (globalThis).trRunAhead(ahead), world.ahead);
  await widgetsOn(page, world.service).pivotMenu.allButtons.first().waitFor();
  await widgetsOn(page, world.service).whenIdle();
  await live(page, 'openMenus', 1, 0, true);
}
