// Kills and cuts at random moments of an analyst's work: nothing that was acknowledged is lost, nothing is made twice,
// and what became of every lost call is shown or found out.
//
// The course is made from one seed: which acts, in which tabs, which interruptions and when. What the machine does
// between them is its own, so a seed brings a failure back often, not always.
import { setTimeout as pass } from 'node:timers/promises';
import { policyReports } from '../browser/policy-reports.js';
import { allCases, Desk } from './desk.mjs';
import { hands } from './in-page.mjs';
import { Ledger } from './ledger.mjs';
import { Chance } from './random.mjs';

/** @typedef {import('./hands.js').Act} Act */
/** @typedef {'close' | 'crash' | 'browser' | 'network' | 'service'} Interruption */

const tabs = 3;
const shares = /** @type {Record<Interruption, number>} */ ({ close: 5, crash: 4, browser: 3, network: 4, service: 4 });
const acts = /** @type {Record<import('./hands.js').ActKind, number>} */ ({
  'note': 32, 'observables': 30, 'edit': 14, 'create': 6, 'open': 6, 'drop-note': 5, 'drop-observable': 5, 'delete': 2,
});
/** So many acts at most come one after the other in one tab. */
const most = 5;
const fields = ['Title', 'Summary', 'Description'];

/**
 * As many of each kind as its share, in any order.
 * @param {Chance} chance
 * @param {number} count
 */
function interruptionsOf(chance, count) {
  const sum = Object.values(shares).reduce((all, share) => all + share, 0);
  /** @type {Interruption[]} */
  const list = [];
  for (const [kind, share] of /** @type {[Interruption, number][]} */ (Object.entries(shares)))
    for (let number = 0; number < Math.round(count * share / sum); ++number) list.push(kind);
  while (list.length < count) list.push('close');
  list.length = count;
  for (let last = list.length - 1; last > 0; --last) {
    const other = chance.below(last + 1);
    [list[last], list[other]] = [list[other], list[last]];
  }
  return list;
}

/** @param {Chance} chance @param {number} number unlike any other @returns {Act} */
export function anAct(chance, number) {
  const kind = chance.weighed(acts);
  const text = kind === 'observables' ? `host${number}.example hosta${number}.example` : `${kind} number ${number}.`;
  return { kind, text: kind === 'open' ? '' : text, field: chance.one(fields), pick: chance.below(1000) };
}

/**
 * @param {Desk} desk
 * @param {Interruption} kind
 * @param {Chance} chance
 */
async function interrupt(desk, kind, chance) {
  const length = 100 + chance.below(1200), pick = chance.next();
  await pass(chance.below(150)); // in the middle of something
  const tab = await desk.aTab((up) => up[Math.floor(pick * up.length)]);
  if (kind === 'network') return desk.cutNetwork(length);
  if (kind === 'service') return desk.killService(length);
  if (kind === 'browser') return desk.killBrowser();
  desk.openTab();
  return kind === 'close' ? desk.closeTab(tab) : desk.crashTab(tab);
}

/**
 * @typedef {object} Course
 * @property {number} seed
 * @property {number} interruptions
 * @property {number} changes
 * @property {number} [ahead] seconds by which the clock of the last tab is ahead: no need to wait for lost calls
 * @property {(line: string) => void} say
 * @property {(() => Promise<unknown>)[]} ends gets what is to be called when the course is over, the last one first
 */

/**
 * @param {Course} course
 * @returns {Promise<{problems: string[], kept: number, cases: number}>}
 */
export async function runInterruptions({ seed, interruptions, changes, ahead = 0, say, ends }) {
  const chance = new Chance(seed), mishap = new Chance(seed + 1);
  const ledger = new Ledger();
  let count = 0, number = 0;
  const desk = await Desk.set(tabs, (change) => { if (ledger.keep(change)) ++count; }, ends);
  /** @type {Map<string, number>} */
  const untold = new Map();
  /** @type {Set<import('./desk.mjs').Tab>} */
  const busy = new Set();
  /** @param {import('./desk.mjs').Tab} tab @param {Act[]} list */
  const work = async (tab, list) => {
    busy.add(tab);
    try {
      if (list.some(({ kind }) => kind === 'delete')) ledger.learn(await allCases(desk.service));
      await hands(tab.page, 'act', ...list);
    } catch (error) {
      ledger.doubt(list);
      const why = String(error).split('\n')[0].slice(0, 160);
      untold.set(why, (untold.get(why) ?? 0) + 1);
    }
    busy.delete(tab);
  };
  const idle = () => desk.aTab((up) => {
    const free = up.filter((tab) => !busy.has(tab));
    return free.length > 0 ? chance.one(free) : undefined;
  });
  const some = () => Array.from({ length: 1 + chance.below(most) }, () => anAct(chance, ++number));

  say('all tabs are up');
  await work(await idle(), [{ ...anAct(chance, ++number), kind: 'create' }]);
  const kinds = interruptionsOf(mishap, interruptions);
  /** @type {Promise<unknown>} */
  let happening = Promise.resolve();
  for (const [index, kind] of kinds.entries()) {
    while (count < (index + 0.5) * changes / kinds.length) work(await idle(), some());
    await happening;
    say(`${index + 1}/${kinds.length} ${kind}, ${count} changes kept`);
    work(await idle(), some()); // so that there is something to interrupt
    happening = interrupt(desk, kind, mishap);
  }
  await happening;
  while (count < changes) work(await idle(), some());
  await desk.aTab((up) => (busy.size === 0 ? up[0] : undefined));
  const last = await settle(desk, ledger, ahead, say);
  const cases = await allCases(desk.service);
  for (const [why, times] of untold) say(`${times} times: ${why}`);
  say(`${number} acts, ${count} changes kept, ${ledger.unknown.length} acts without an answer, ${cases.length} cases`);
  const problems = [...desk.problems, ...await policyReports.take(), ...last, ...ledger.judge(cases)];
  return { problems, kept: count, cases: cases.length };
}

/**
 * The end: one tab, and time until nothing waits. What asks is answered.
 * @param {Desk} desk
 * @param {Ledger} ledger
 * @param {number} ahead
 * @param {(line: string) => void} say
 */
export async function settle(desk, ledger, ahead, say) {
  await desk.allUp();
  for (const tab of [...desk.tabs]) await desk.closeTab(tab);
  if (ahead > 0) {
    await pass(1500); // the service's searches find what was written last
    await desk.setClockAhead(ahead);
  }
  const { page, coming } = desk.openTab();
  await coming;
  const open = page ?? desk.tabs[0].page;
  let until = 0, least = Infinity;
  for (let questions = 0; ; ) {
    const { stored, shown } = await hands(open, 'waiting');
    if (stored === 0) return [];
    if (stored < least) [least, until] = [stored, performance.now() + 60_000]; // it gets on
    for (const words of await hands(open, 'decide', questions++)) {
      ledger.contest(words);
      say(`asked: ${words.replaceAll('\n', ' ')}`);
    }
    if (performance.now() > until) return [`${stored} changes still wait, ${shown} are shown: ${await hands(open, 'listed')}`];
    await pass(200);
  }
}
