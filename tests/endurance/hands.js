// What somebody does in the page of an endurance test, at the real elements of the casebook.

/** @typedef {import('./kept.js').Kept} Kept */
/**
 * @typedef {'create' | 'open' | 'note' | 'observables' | 'edit' | 'drop-note' | 'drop-observable' | 'delete'} ActKind
 * @typedef {{kind: ActKind, text: string, field: string, pick: number}} Act `pick` says which of several; `text` is
 *   what is written, or how the title of the case begins that is opened
 */
/**
 * @typedef {object} Hands
 * @property {(...acts: Act[]) => Promise<void>} act one after the other, quicker than they are kept; until all are. One
 *   for which there is nothing to act on is left out. Rejects when something is not seen, or not kept, in time
 * @property {(client: {client_id: string, client_password: string}, wait: number) => Promise<string>} signIn waits so
 *   many milliseconds for the answer; says what was wrong before: "" when all that waits in the store was shown to wait
 * @property {() => Promise<{stored: number, shown: number}>} waiting changes in the store, and in the list of them
 * @property {() => Promise<string>} listed what the list of waiting changes says
 * @property {(choice: number) => Promise<string[]>} decide answers what the list of waiting changes asks; gives what
 *   those items say
 */

/**
 * The page is given its text: it uses nothing from outside of it.
 * @param {import('./eyes.js').Eyes} eyes
 * @param {import('./kept.js').Memory} memory
 * @param {number} patience milliseconds
 * @returns {Hands}
 */
export function makeHands({ panel, nameOf, all, find, seen, press, type, choose }, { change, stored }, patience) {
  const cases = () => {
    const list = panel().querySelector('[role=listbox][aria-label="Cases"]');
    return list ? all('option', list) : [];
  };
  /** None is open after a deletion, or when none could be loaded. */
  const goToACase = async () => {
    if (find('tab', 'About')) return;
    const [first] = cases();
    if (first) first.click();
    else await press('button', 'New case');
    await seen(() => find('tab', 'About'), 'an open case');
  };

  /** @type {Record<ActKind, (act: Act) => Promise<{kept?: Promise<Kept>}>>} */
  const acts = {
    create: () => change(({ kind }) => kind === 'create', () => press('button', 'New case')),
    open: async ({ pick, text }) => {
      const found = cases().filter((one) => nameOf(one).startsWith(text));
      found[pick % found.length]?.click();
      return {};
    },
    note: ({ text }) => change(({ note }) => note?.text === text, async () => {
      await choose('About');
      await type('field', 'New note', text);
      await press('button', 'Add note');
    }),
    observables: ({ text }) => change(({ observables = [] }) => observables.some(({ value }) => text.includes(value)),
      async () => {
        await choose('Observables');
        await press('button', 'Add observables…');
        await type('field', /^Any text/, text);
        await press('button', /^Add \d+ observables?$/);
      }),
    edit: ({ field, text }) => change(({ after }) => after === text, async () => {
      await choose('About');
      await press('button', `Edit ${field}`);
      await type('field', field, text);
      await press('button', 'Save');
    }),
    'drop-note': async ({ pick }) => {
      await choose('About');
      const removers = all('button', panel()).filter((one) => /^Remove note/.test(nameOf(one)));
      if (removers.length === 0) return {};
      return change(({ kind }) => kind === 'remove-note', async () => removers[pick % removers.length]?.click());
    },
    'drop-observable': async ({ pick }) => {
      await choose('Observables');
      const list = panel().querySelector('[role=listbox][aria-label="Observables"]');
      const rows = list ? all('option', list).filter((one) => /^host/.test(nameOf(one))) : [];
      if (rows.length === 0) return {};
      return change(({ kind }) => kind === 'remove-observables', async () => {
        rows[pick % rows.length]?.click();
        await press('button', 'Remove');
      });
    },
    delete: () => change(({ kind }) => kind === 'delete', async () => {
      await choose('About');
      await press('button', 'Delete case…');
      await press('button', 'Delete');
    }),
  };

  const waiting = async () => {
    if (find('tab', /^Waiting changes/)) await choose(/^Waiting changes/);
    return { stored: await stored(), shown: all('item', panel()).length };
  };

  /** Whether the list shows what waits, as soon as no other tab keeps or sends anything for a moment. */
  const compared = async () => {
    const most = 200; // that the list shows
    let last = { stored: 0, shown: 0 };
    for (let still = performance.now(); performance.now() < still + patience;) {
      const now = await waiting();
      if (Math.min(now.stored, most) === now.shown) return '';
      if (now.stored !== last.stored) still = performance.now();
      last = now;
      await new Promise((resolve) => { requestAnimationFrame(resolve); });
    }
    return `${last.stored} changes wait in the store and ${last.shown} are shown`;
  };

  /** An earlier act that was not finished may have left its form open. @param {Act} act */
  const withoutForm = async (act) => {
    find('button', 'Cancel')?.click();
    await seen(() => !find('button', 'Cancel'), 'no form');
    if (act.kind !== 'create' && act.kind !== 'open') await goToACase();
    return acts[act.kind](act);
  };

  return {
    async act(...list) {
      const done = [];
      for (const one of list) {
        // What was pressed may just have been drawn anew: nothing is done before the last press of an act.
        const { kept } = await withoutForm(one).catch(() => withoutForm(one));
        done.push(kept);
      }
      await Promise.all(done);
    },
    async signIn({ client_id, client_password }, wait) {
      // As it was left: pressing the button of an open casebook would close it.
      const isOpen = /"open":true/.test(localStorage.getItem('threat-response-widgets:ribbon') ?? '');
      const way = isOpen ? 'Sign in…' : 'Casebook';
      await seen(() => find('button', way), way);
      const problem = isOpen ? await compared() : '';
      await press('button', way);
      await type('field', 'Client ID', client_id);
      await type('password', 'Client Password', client_password);
      // In the tab, so that each signs in by itself.
      const places = /** @type {HTMLSelectElement} */ (await seen(() => document.querySelector('tr-ribbon')?.shadowRoot
        ?.querySelector('select[aria-label="Keep the password in"]'), 'where the password is kept'));
      places.value = 'tab';
      places.dispatchEvent(new Event('change', { bubbles: true, composed: true }));
      await press('button', 'Authenticate');
      const isIn = () => find('button', 'New case') && !find('password', 'Client Password');
      await seen(isIn, 'the casebook, signed in', wait);
      return problem;
    },
    waiting,
    listed: async () => all('item', panel()).map(({ innerText }) => innerText.replaceAll('\n', ' ')).join('; '),
    async decide(choice) {
      if (find('tab', /^Waiting changes/)) await choose(/^Waiting changes/);
      /** @type {string[]} */
      const said = [];
      for (const item of all('item', panel())) {
        // One of two texts; again what was taken and is gone; no more of what was to be changed in a deleted case.
        const answers = all('button', item).filter((one) => /^Keep /.test(nameOf(one))
          || (/have it any more/.test(item.innerText) && nameOf(one) === 'Try again')
          || (/have this case any more/.test(item.innerText) && nameOf(one) === 'Discard'));
        if (answers.length === 0) continue;
        said.push(item.innerText);
        answers[choice % answers.length]?.click();
        return said; // the list is another now
      }
      return said;
    },
  };
}
