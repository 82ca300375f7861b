// Two people, each with a browser of their own, and five tabs work on the same cases at once, quicker than the service
// answers, and the service loses some of what is written at one moment: in the end the cases hold what the operations
// that were acknowledged must give, nothing else, and nothing twice. Where both have changed one text, somebody was
// asked and one of the texts stands.
import { rm } from 'node:fs/promises';
import { setTimeout as pass } from 'node:timers/promises';
import { clientOfColleague, domainsPage, logInTo, tokenOf } from '../browser/fixtures.js';
import { policyReports } from '../browser/policy-reports.js';
import { logIn, putControl, startAppliance } from '../conformance/appliance.mjs';
import { call } from '../conformance/service.mjs';
import { allCases, clientOf, newState } from './desk.mjs';
import { hands, handsScript } from './in-page.mjs';
import { Ledger } from './ledger.mjs';
import { startBrowser } from './profile.mjs';
import { Chance } from './random.mjs';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('./hands.js').Act} Act */

const tabsOf = [3, 2];
const cases = 5;
const kinds = /** @type {Record<Exclude<Act['kind'], 'create' | 'delete'>, number>} */ (
  { 'note': 30, 'observables': 30, 'edit': 16, 'open': 8, 'drop-note': 8, 'drop-observable': 8 });
/** Of so many turns in a tab one is to look at what waits and to answer what is asked. */
const answerEvery = 12;
const loseEvery = 8;
/** So many acts at most come one after the other in one tab. */
const most = 4;
/** Milliseconds, for a sign-in on a busy machine and for what waits at the end. */
const longestSignIn = 30_000, longestSending = 180_000;

/** @param {import('../conformance/appliance.mjs').Appliance} service */
async function makeCases(service) {
  const token = await tokenOf(service);
  for (let number = 1; number <= cases; ++number) {
    const body = { title: `Shared ${number}`, tlp: 'amber', external_ids: [`shared-${number}`] };
    const made = await call(`${service.private_intel}/ctia/casebook?wait_for=true`, { method: 'POST', token, body });
    if (made.status !== 201) throw new Error(`a case was not made: ${made.text}`);
  }
}

/**
 * @typedef {object} Course
 * @property {number} seed
 * @property {number} operations
 * @property {(line: string) => void} say
 * @property {(() => Promise<unknown>)[]} ends gets what is to be called when the course is over, the last one first
 */

/**
 * @param {Course} course
 * @returns {Promise<{problems: string[], kept: number}>}
 */
export async function runConvergence({ seed, operations, say, ends }) {
  const place = await newState();
  ends.push(() => rm(place.folder, { recursive: true, maxRetries: 3 }));
  const service = await startAppliance({ ...place, controls: true });
  ends.push(service.stop);
  const browser = await startBrowser();
  ends.push(() => browser.close());
  const ledger = new Ledger();
  /** @type {string[]} */
  const problems = [];
  let count = 0, number = 0, asked = 0;
  await makeCases(service);
  const people = await Promise.all(tabsOf.map(async (tabs, index) => {
    const context = await policyReports.watch(await browser.newContext());
    await logInTo(service, context, await logIn(service.appliance, service.operators[index]));
    const client = index === 0 ? clientOf(service) : await clientOfColleague(service, context);
    await context.addInitScript(handsScript);
    await context.exposeFunction('trKept', (/** @type {any} */ change) => { if (ledger.keep(change, index)) ++count; });
    const pages = await Promise.all(Array.from({ length: tabs }, () => context.newPage()));
    for (const page of pages) page.on('pageerror', (error) => problems.push(`a script failed: ${error}`));
    await Promise.all(pages.map((page) => page.goto(service.appliance + domainsPage)));
    for (const page of pages) await hands(page, 'signIn', client, longestSignIn);
    return pages;
  }));
  say('all signed in');

  /** @param {Page} page @param {number} choice */
  const answer = async (page, choice) => {
    for (const words of await hands(page, 'decide', choice)) {
      ledger.contest(words);
      ++asked;
    }
  };
  /** @param {Page} page @param {Chance} chance */
  const work = async (page, chance) => {
    for (let turn = 1; count < operations; ++turn) {
      const acts = Array.from({ length: 1 + chance.below(most) }, () => {
        const act = anAct(chance.weighed(kinds), ++number, chance);
        return act.kind === 'edit' ? { ...act, field: chance.one(['Summary', 'Description']) } : act;
      });
      try {
        if (turn % loseEvery === 0)
          await putControl(service, 'faults', [
            { path: '/ctia/casebook', method: 'POST', times: 2, lost_update: true, delay_ms: 300 }]);
        if (turn % answerEvery === 0) await answer(page, chance.below(2));
        await hands(page, 'act', ...acts);
      } catch (error) {
        ledger.doubt(acts);
        say(String(error).split('\n')[0].slice(0, 160));
      }
    }
  };
  const reporting = setInterval(() => say(`${count} of ${operations} kept`), 10_000);
  await Promise.all(people.flat().map((page, index) => work(page, new Chance(seed + index))))
    .finally(() => clearInterval(reporting));
  await putControl(service, 'faults', []);
  say('all is done, not all is sent');
  for (const [index, pages] of people.entries()) {
    let until = 0, least = Infinity;
    for (let choice = index; ; ++choice) {
      const { stored, shown } = await hands(pages[0], 'waiting');
      if (stored === 0) break;
      if (stored < least) [least, until] = [stored, performance.now() + longestSending]; // it gets on
      await answer(pages[0], choice);
      if (performance.now() > until) {
        problems.push(`${stored} changes still wait, ${shown} are shown: ${await hands(pages[0], 'listed')}`);
        break;
      }
      await pass(200);
    }
  }
  say(`${number} operations, ${count} kept, asked about ${asked} texts, ${ledger.unknown.length} without an answer`);
  problems.push(...await policyReports.take(), ...ledger.judge(await allCases(service)));
  return { problems, kept: count };
}

/** @param {Act['kind']} kind @param {number} number @param {Chance} chance @returns {Act} */
function anAct(kind, number, chance) {
  const text = kind === 'observables' ? `host${number}.example hosta${number}.example`
    : kind === 'open' ? `Shared ${1 + chance.below(cases)}` : `${kind} number ${number}.`;
  return { kind, text, field: 'Summary', pick: chance.below(1000) };
}
