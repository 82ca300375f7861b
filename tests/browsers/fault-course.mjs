// A course of an analyst's work in one of the three browsers while its service fails, from one seed: which acts come,
// and what goes wrong meanwhile. Each act comes to what was wanted, or a sentence says that it did not; when nothing
// fails any more, the service has what was done, once.
//
// What the machine and the browser do between the acts is their own: a seed brings a failure back often, not always.
import { setTimeout as pass } from 'node:timers/promises';
import { startAppliance } from '../conformance/appliance.mjs';
import { Chance } from '../endurance/random.mjs';
import { Cases } from '../../web/testing/cases.js';
import { Faults } from '../../web/testing/faults.js';
import { startDisplay } from './display.mjs';
import { watchPage } from './fault-page.js';
import { personAt } from './person.mjs';

/** @typedef {import('./browsers.mjs').Browser} Browser */
/** @typedef {import('../conformance/appliance.mjs').Appliance} Appliance */
/**
 * @typedef {'menu' | 'new-case' | 'current-case' | 'note' | 'observables' | 'edit' | 'share' | 'export' | 'find' |
 *   'pictures' | 'reload'} Act
 */
/** @typedef {import('../../web/testing/faults.js').Where} Where */

const shares = /** @type {Record<Act, number>} */ ({
  'menu': 4, 'new-case': 3, 'current-case': 3, 'note': 5, 'observables': 4, 'edit': 4, 'share': 1, 'export': 1,
  'find': 1, 'pictures': 1, 'reload': 2,
});
const parts = /** @type {Record<Where, number>} */ ({
  cases: 8, token: 3, everything: 3, verdicts: 3, recognition: 2, sightings: 1, links: 1, actions: 1,
});
const kinds = { status: 6, drop: 4, delay: 4, garble: 3, limitRate: 1, loseUpdates: 1, refuse: 2, clock: 2 };
/** Of the page of domains. */
const values = ['bit.ly', 'newsletter.example'];
/** Milliseconds on a busy machine: for what must come of an act, and until nothing waits any more. */
const patience = 60_000, longestEnd = 180_000;
/** Calls an act may cost with all that it asks again: ten observables of a menu with all their modules are few. */
const mostCalls = 60;

/**
 * Two at most, each for a few requests: then the service is well again.
 * @param {Faults} faults
 * @param {Chance} chance
 */
async function fail(faults, chance) {
  const told = [];
  for (let left = chance.below(3); left > 0; left -= 1) {
    const kind = chance.weighed(kinds), where = chance.weighed(parts), times = 1 + chance.below(4);
    const some = { times }, milliseconds = 200 + chance.below(1800), status = chance.one([500, 502, 503]);
    told.push(kind === 'loseUpdates' || kind === 'clock' ? kind : `${kind} of ${where}, ${times} times`);
    await {
      status: () => faults.status(where, status, { ...some, body: { error: 'unavailable' } }),
      drop: () => faults.drop(where, some),
      delay: () => faults.delay(where, milliseconds, some),
      garble: () => faults.garble(where, some),
      limitRate: () => faults.limitRate(where, 1 + chance.below(2), { times: 1 }),
      loseUpdates: () => faults.loseUpdates(milliseconds, { method: 'POST', times: 2 }),
      refuse: () => faults.status(where, 403, { times: 1, body: { error: 'forbidden' } }),
      clock: () => faults.setClockAhead(700 * (1 + chance.below(5))), // the token has ended
    }[kind]();
  }
  return told.join(' and ');
}

/** An analyst who writes down what they have done. */
class Analyst {
  #browser;
  #appliance;
  #person;
  /** What the page was like, and what it has told so far. */
  #own = '';
  #earlierCalls = 0;
  /** How often each text is in the service in the end: at least, at most. @type {Map<string, [number, number]>} */
  due = new Map();
  cases = 0;
  /** Of the open case: how its summary has to end. */
  #summary = '';
  /** @type {string[]} */
  problems = [];

  /** @param {Browser} browser @param {Appliance} appliance */
  constructor(browser, appliance) {
    this.#browser = browser;
    this.#appliance = appliance;
    this.#person = personAt(browser);
  }

  /** @param {keyof import('./fault-page.js').Watch} what @param {...string} words */
  #look(what, ...words) {
    return this.#browser.look(`globalThis.trWatch.${what}(${words.map((one) => JSON.stringify(one)).join(', ')})`);
  }

  /**
   * @param {() => Promise<unknown>} isSo
   * @param {string} what
   * @param {number} [wait]
   */
  async #until(isSo, what, wait = patience) {
    for (const end = Date.now() + wait; !await isSo();) {
      if (Date.now() > end) throw new Error(`${what} has not come; shown is: ${await this.#look('shown')}`);
      await pass(50);
    }
  }

  /**
   * What was wanted, or a sentence why not.
   * @param {() => Promise<unknown>} isSo
   * @param {string} what
   */
  async #outcome(isSo, what) {
    await this.#until(async () => await isSo() || await this.#look('trouble'), `${what}, or a word about it,`);
  }

  /** It is in the case, or on its way: an earlier change of the case may have to wait. @param {string} what */
  async #isAdded(what) {
    return new RegExp(`Adding ${what}|${what} (is|are) now in`).test(await this.#look('shown'));
  }

  async logIn() {
    const { appliance, operators: [who] } = this.#appliance, person = this.#person;
    await person.open(`${appliance}/reports/incoming-mail-domains`);
    await person.hasFocus('textbox', /^User name/);
    await person.type(String(who?.name));
    await person.press('Tab');
    await person.hasFocus('textbox', /^Password/);
    await person.type(String(who?.password));
    await person.press('Enter');
    await this.#arrive();
    this.#own = await this.#look('own');
  }

  async #arrive() {
    await this.#person.sees('button', /^Actions for bit\.ly$/);
    await this.#browser.look(`void (${watchPage})()`);
  }

  /** Takes what the page has told, before it goes. */
  async #leave() {
    this.#earlierCalls += await this.#look('calls');
    for (const error of await this.#look('errors')) this.problems.push(`a script failed: ${error}`);
    if (await this.#look('own') !== this.#own) this.problems.push('the page is not what it was');
  }

  /** Also while an answer is awaited and the button is off. */
  #isAsked() {
    return this.#person.isThere('dialog', /^Login to use /);
  }

  async #signIn() {
    const { client_id, client_password } = this.#appliance, person = this.#person;
    const isAnswered = async () => !await this.#isAsked() ||
      await this.#look('trouble') && await person.isThere('button', /^Authenticate$/);
    const fill = async () => {
      await person.goTo('textbox', /^Client ID/);
      await this.#look('select');
      await person.type(client_id);
      await person.goTo('textbox', /^Client Password/);
      await this.#look('select');
      await person.type(client_password);
      await person.press('Enter');
    };
    for (let left = 12; left > 0; left -= 1) {
      // It may go by itself meanwhile.
      await fill().catch(async (error) => { if (await this.#isAsked()) throw error; });
      await this.#until(isAnswered, 'an answer to the sign-in');
      if (!await this.#isAsked()) return;
    }
    throw new Error('Nobody could sign in, twelve times.');
  }

  /** @param {() => Promise<unknown>} press @param {() => Promise<unknown>} isSo @param {string} what */
  async #signedIn(press, isSo, what) {
    await press();
    await this.#until(async () => await this.#isAsked() || await isSo(), what);
    if (!await this.#isAsked()) return;
    await this.#signIn();
    await this.#until(isSo, what);
  }

  /** @param {string} value */
  async #openMenu(value) {
    const name = new RegExp(`^Actions for ${value.replaceAll('.', '\\.')}$`);
    await this.#signedIn(() => this.#person.use('button', name),
      () => this.#person.isThere('menuitem', /^Add to New Case/), `the menu of ${value}`);
  }

  async #openCasebook() {
    const isOpen = () => this.#person.isThere('button', /^New case$/);
    const again = /^Sign in…$/;
    const isBack = async () => await isOpen() || await this.#person.isThere('button', again);
    const opens = await this.#look('opens'); // a press of its button would close it
    if (opens) await this.#until(isBack, 'the casebook again');
    if (await isOpen()) return;
    // The page may sign in by itself meanwhile: then there is nothing to press.
    const press = () => opens ? this.#person.useIfThere('button', again) : this.#person.use('button', /^Casebook$/);
    await this.#signedIn(press, isOpen, 'the casebook');
  }

  async #openCase() {
    await this.#openCasebook();
    if (await this.#person.isThere('tab', /^About$/)) return;
    // After a reload the list comes first; where there is no case yet, or none could be read, one is made.
    await this.#outcome(() => this.#person.isThere('tab', /^About$/), 'an open case');
    if (await this.#person.isThere('tab', /^About$/)) return;
    await this.#person.use('button', /^New case$/);
    this.cases += 1;
    this.#summary = '';
    await this.#person.sees('tab', /^About$/);
  }

  /**
   * Pressed is perhaps done; when what comes of it is shown it is.
   * @param {string[]} texts
   * @param {() => Promise<unknown>} doIt
   */
  async #done(texts, doIt) {
    const count = (/** @type {number} */ at) => {
      for (const one of texts) {
        const [least, most] = this.due.get(one) ?? [0, 0];
        this.due.set(one, at === 0 ? [least, most + 1] : [least + 1, most]);
      }
    };
    count(0);
    await doIt();
    count(1);
    // What is done before that is taken for what was shown before, and may come to nothing.
    await this.#look('askDrawn');
    await this.#until(() => this.#look('isDrawn'), 'a picture of it');
  }

  /** @type {Record<Act, (chance: Chance, number: number) => Promise<unknown>>} */
  acts = {
    'menu': async (chance) => {
      await this.#openMenu(chance.one(values));
      await this.#outcome(async () => /Suspicious|Malicious|Clean|Common|Unknown/.test(await this.#look('shown')),
        'a verdict');
      await this.#person.press('Escape');
      await this.#until(async () => !await this.#person.isThere('menuitem', /^Add to New Case/), 'the menu’s end');
    },
    'new-case': async (chance) => {
      const value = chance.one(values);
      await this.#openMenu(value);
      await this.#done([value], async () => {
        await this.#person.use('menuitem', /^Add to New Case/);
        this.cases += 1;
        this.#summary = '';
        await this.#outcome(() => this.#isAdded(value), 'what became of the new case');
      });
    },
    'current-case': async (_, number) => {
      await this.#openCase();
      const value = `look-up-${number}.example`;
      await this.#person.goTo('combobox', /^Look up an observable$/);
      await this.#look('select');
      await this.#person.type(value);
      await this.#person.press('Enter');
      await this.#until(() => this.#person.isThere('menuitem', /^Add to New Case/), `the menu of ${value}`);
      await this.#done([value], async () => {
        await this.#person.use('menuitem', /^Add to Current Case/);
        await this.#outcome(() => this.#isAdded(value), 'what became of it');
      });
    },
    'note': async (_, number) => {
      const text = `Note number ${number}.`;
      await this.#openCase();
      await this.#person.use('tab', /^About$/);
      await this.#person.goTo('textbox', /^New note/);
      await this.#person.type(text);
      await this.#done([text], async () => {
        await this.#person.use('button', /^Add note$/);
        await this.#until(() => this.#look('shows', text), 'the note');
      });
    },
    'observables': async (_, number) => {
      const found = [`host-${number}.example`, `other-${number}.example`];
      await this.#openCase();
      await this.#person.use('tab', /^Observables/);
      await this.#person.use('button', /^Add observables…/);
      await this.#person.goTo('textbox', /^Any text/);
      await this.#person.type(found.join(' '));
      await this.#person.sees('button', /^Add 2 observables$/);
      await this.#done(found, async () => {
        await this.#person.use('button', /^Add 2 observables$/);
        // Their rows may be out of view.
        await this.#outcome(() => this.#isAdded('2 observables'), 'what became of two observables');
      });
    },
    'edit': async (_, number) => {
      const text = `Summary ${number}.`;
      await this.#openCase();
      await this.#person.use('tab', /^About$/);
      await this.#person.use('button', /^Edit Summary$/);
      await this.#person.goTo('textbox', /^Summary$/);
      await this.#person.type(text);
      // What another one replaces, or follows, is perhaps there.
      if (this.#summary) this.due.set(this.#summary, [0, 1]);
      await this.#done([text], async () => {
        await this.#person.use('button', /^Save$/);
        await this.#until(() => this.#look('shows', text), 'the summary');
      });
      this.#summary = text;
    },
    'share': async () => {
      await this.#openCase();
      await this.#person.use('button', /^Share…$/);
      await this.#person.sees('dialog', /^Share /);
      await this.#person.press('Escape');
      await this.#until(async () => !await this.#person.isThere('dialog', /^Share /), 'the dialog’s end');
    },
    'export': async () => {
      await this.#openCasebook();
      const before = (await this.#look('files')).length;
      await this.#person.use('button', /^Export everything$/);
      await this.#until(async () => (await this.#look('files')).length > before, 'the export');
      JSON.parse((await this.#look('files')).at(-1));
    },
    'find': async () => {
      await this.#person.use('button', /^Find on page$/);
      await this.#person.sees('option', /^bit\.ly/);
      await this.#person.use('button', /^Find on page$/);
      await this.#until(async () => !await this.#person.isThere('searchbox', /^Filter/), 'the end of Find on page');
    },
    // Work goes on without pictures, and with them when they are back.
    'pictures': async (chance, number) => {
      await this.#openCase();
      if (await this.#look('isTwinShown') || !await this.#look('losePictures')) return;
      await this.#until(() => this.#look('isTwinShown'), 'the twin in the place of the lost picture');
      await this.acts.note(chance, number);
      if (chance.below(3) === 0) return; // for good, until the page is loaded anew
      await this.#look('restorePictures');
      await this.#until(async () => !await this.#look('isTwinShown'), 'the picture');
    },
    'reload': async () => {
      await this.#leave();
      await this.#person.open(`${this.#appliance.appliance}/reports/incoming-mail-domains`);
      await this.#arrive();
    },
  };

  /** Nothing fails any more: what asks is answered, until nothing waits. @param {number} acts */
  async end(acts) {
    await this.#person.press('Escape');
    await this.acts.reload(new Chance(1), 0); // of what is kept nothing may hang on the page it was made in
    await this.#openCasebook();
    await this.#person.sees('tab', /^Waiting changes/);
    await this.#until(async () => {
      if (await this.#person.isThere('tab', /^Waiting changes$/)) return true;
      if (await this.#isAsked()) await this.#signIn();
      await this.#person.use('tab', /^Waiting changes/);
      await this.#look('answer');
      await pass(300);
      return false;
    }, 'the end of what waits', longestEnd);
    await this.#look('askIdle');
    await this.#until(() => this.#look('isIdle'), 'rest');
    await this.#leave();
    const calls = this.#earlierCalls;
    if (calls > mostCalls * (acts + 5)) this.problems.push(`${calls} calls for ${acts} acts`);
    return calls;
  }

  /** Of each text as often as it was done. */
  async judge() {
    const cases = await new Cases(this.#appliance).list();
    if (cases.length !== this.cases) this.problems.push(`${this.cases} cases were made, the service has ${cases.length}`);
    const all = JSON.stringify(cases.map((one) => ({ ...one, title: '' })));
    for (const [text, [least, most]] of this.due) {
      const count = all.split(text).length - 1;
      if (count < least || count > most) this.problems.push(`“${text}” is ${count} times there, not ${least} to ${most}`);
    }
  }
}

/**
 * @typedef {object} Course
 * @property {number} seed
 * @property {number} acts
 * @property {(display: import('./display.mjs').Display) => Promise<Browser>} start
 * @property {(line: string) => void} say
 * @property {(() => Promise<unknown>)[]} ends gets what is to be called when the course is over, the last one first
 */

/**
 * @param {Course} course
 * @returns {Promise<{problems: string[], faults: number, done: number}>} `done`: texts that had to be in the service
 */
export async function runFaultCourse({ seed, acts, start, say, ends }) {
  const chance = new Chance(seed), mishap = new Chance(seed + 1);
  const display = await startDisplay();
  ends.push(display.close);
  const appliance = await startAppliance({ controls: true });
  ends.push(appliance.stop);
  const faults = new Faults(appliance.visibility, true);
  const browser = await start(display);
  ends.push(browser.close);
  const analyst = new Analyst(browser, appliance);
  let failures = 0;
  await analyst.logIn();
  for (let number = 1; number <= acts && analyst.problems.length === 0; ++number) {
    const act = number === 1 ? 'new-case' : chance.weighed(shares);
    const told = await fail(faults, mishap);
    if (told) failures += 1;
    say(`${number}/${acts} ${act}${told ? `; ${told}` : ''}`);
    await analyst.acts[act](chance, number).catch((error) => analyst.problems.push(`${act} ${number}: ${error.message}`));
  }
  await faults.reset();
  if (analyst.problems.length === 0) {
    const calls = await analyst.end(acts);
    await analyst.judge();
    say(`${acts} acts, ${failures} times with faults, ${calls} calls`);
  }
  return { problems: analyst.problems, faults: failures, done: analyst.due.size };
}
