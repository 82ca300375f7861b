// What the users of an endurance test have been promised, and what the service must hold for it in the end.
//
// A change counts as acknowledged when the page has heard the `complete` of its IndexedDB transaction. What was tried
// and not acknowledged may be there or not, but once at most.

/** @typedef {import('./kept.js').Kept} Kept */
/** @typedef {import('./hands.js').Act} Act */
/**
 * @typedef {object} Case as the service holds it
 * @property {string} id
 * @property {string} title
 * @property {string} [short_description]
 * @property {string} [description]
 * @property {string[]} [external_ids]
 * @property {{type: string, value: string}[]} [observables]
 * @property {{text: string}[]} [texts]
 */

/** The last part of an id: the widgets keep the address that the service gives. @param {string} id */
const short = (id) => id.split('/').at(-1) ?? id;

export class Ledger {
  /** By id, as it was kept last. @type {Map<string, Kept>} */
  kept = new Map();
  /** Acts that no change is known of. @type {Act[]} */
  unknown = [];
  /** Every edit as it was kept, in the order in which that was heard. @type {{change: Kept, store: number}[]} */
  #edits = [];
  /** Texts about which somebody was asked. @type {Set<string>} */
  #contested = new Set();
  /** What a person has sent again although somebody may have removed it. */
  #sentAgain = 0;
  /** External ids, by id. @type {Map<string, string>} */
  #made = new Map();

  /**
   * @param {Kept} change as a page has it kept
   * @param {number} [store] in which of several browsers
   * @returns {boolean} whether it was not known
   */
  keep(change, store = 0) {
    const before = this.kept.get(change.id);
    this.kept.set(change.id, change);
    if (change.external_id && change.case_id) this.#made.set(short(change.case_id), change.external_id);
    if (change.kind === 'edit' && before?.after !== change.after) this.#edits.push({ change, store });
    return before === undefined;
  }

  /** Acts that were tried, and of which nobody has heard: those that are not known to be kept. @param {Act[]} acts */
  doubt(acts) {
    const known = [...this.kept.values()].flatMap(({ note, observables = [], after = '' }) =>
      [note?.text ?? '', after, ...observables.map(({ value }) => value)]);
    const isKnown = (/** @type {Act} */ { text }) =>
      text !== '' && known.some((one) => one !== '' && text.includes(one));
    this.unknown.push(...acts.filter((act) => !isKnown(act)));
  }

  /** The service's answers say which id belongs to which external id. @param {Case[]} cases */
  learn(cases) {
    for (const { id, external_ids: [external] = [] } of cases) if (external) this.#made.set(short(id), external);
  }

  /** @param {string} words of a question which of two texts shall stay, or of what was taken and is sent again */
  contest(words) {
    if (/have it any more/.test(words)) ++this.#sentAgain;
    for (const { change: { after } } of this.#edits) if (after && words.includes(after)) this.#contested.add(after);
  }

  /** @param {Kept} change */
  #caseOf({ case_id: id, external_id: external }) {
    return external || (this.#made.get(short(id)) ?? short(id));
  }

  /**
   * @param {Case[]} cases all that the service has
   * @returns {string[]} what is not as promised, in sentences; none when all is well
   */
  judge(cases) {
    this.learn(cases);
    const changes = [...this.kept.values()];
    const of = (/** @type {string} */ kind) => changes.filter((one) => one.kind === kind);
    const deleted = new Set(of('delete').map((one) => this.#caseOf(one)));
    /** A deletion that nobody knows of may have been of any case that is gone. */
    let mayBeGone = this.unknown.filter(({ kind }) => kind === 'delete').length;
    const byExternal = grouped(cases, ({ external_ids: ids = [] }) => ids[0] ?? '');
    const problems = [];
    const gone = new Set(deleted);
    for (const create of of('create')) {
      const found = byExternal.get(create.external_id)?.length ?? 0;
      if (deleted.has(create.external_id) ? found === 0 : found === 1) continue;
      gone.add(create.external_id);
      if (found === 0 && mayBeGone-- > 0) continue;
      problems.push(`the case ${create.external_id} is there ${found} times${deleted.has(create.external_id) ? ', deleted' : ''}`);
    }
    const known = new Set(of('create').map((one) => one.external_id));
    for (const [external, found] of byExternal)
      if (!known.has(external) && found.length > 1) problems.push(`the case ${external} was made ${found.length} times`);
    problems.push(...this.#judgeParts(cases, changes, gone), ...this.#judgeFields(cases));
    return problems;
  }

  /** @param {Case[]} cases @param {Kept[]} changes @param {Set<string>} gone */
  #judgeParts(cases, changes, gone) {
    // The same text may stand in two cases: what was half written in one waits there for whoever presses the button.
    const marks = (/** @type {Kept} */ change) =>
      (change.note ? [change.note.text] : (change.observables ?? []).map(({ value }) => value))
        .map((mark) => `${mark} of ${this.#caseOf(change)}`);
    /** @type {Map<string, number>} */
    const counts = new Map();
    const seen = cases.flatMap(({ id, external_ids: [external] = [], texts = [], observables = [] }) =>
      [...texts.map(({ text }) => text), ...observables.map(({ value }) => value)]
        .map((mark) => `${mark} of ${external ?? short(id)}`));
    for (const mark of seen) counts.set(mark, (counts.get(mark) ?? 0) + 1);
    const removed = new Set(changes.filter(({ kind }) => kind.startsWith('remove-')).flatMap(marks));
    const mayBeRemoved = this.unknown.filter(({ kind }) => kind.startsWith('drop-')).length;
    const problems = [];
    const about = (/** @type {string} */ mark) =>
      JSON.stringify(changes.filter((change) => marks(change).includes(mark)));
    for (const [mark, count] of counts)
      if (count > 1) problems.push(`${mark} is there ${count} times: ${about(mark)}`);
    let missing = 0, back = 0;
    for (const change of changes.filter(({ kind }) => kind.startsWith('add-'))) {
      if (gone.has(this.#caseOf(change))) continue;
      for (const mark of marks(change)) {
        const count = counts.get(mark) ?? 0;
        if (removed.has(mark) && count > 0 && ++back > this.#sentAgain) problems.push(`${mark} was removed and is there: ${about(mark)}`);
        if (removed.has(mark) || count > 0 || ++missing <= mayBeRemoved) continue;
        problems.push(`${mark} is lost: ${JSON.stringify(change)}`);
      }
    }
    return problems;
  }

  /** What two tabs keep at the same moment is not always heard in the order of their store. */
  #editsInOrder() {
    const byStore = new Map([...grouped(this.#edits, ({ store }) => String(store))].map(([store, edits]) =>
      [store, edits.map(({ change }) => change).sort(({ place: one = 0 }, { place: other = 0 }) => one - other)]));
    return this.#edits.map(({ store }) => /** @type {Kept} */ (byStore.get(String(store))?.shift()));
  }

  /** @param {Case[]} cases */
  #judgeFields(cases) {
    const tried = new Set(this.unknown.filter(({ kind }) => kind === 'edit').map(({ text }) => text));
    const problems = [];
    for (const [key, edits] of grouped(this.#editsInOrder(), (edit) => `${this.#caseOf(edit)} ${edit.field}`)) {
      const [external, field = ''] = key.split(' ');
      const one = cases.find(({ external_ids: ids = [] }) => ids[0] === external);
      const texts = edits.map(({ after = '' }) => after);
      const text = String(/** @type {any} */ (one)?.[field] ?? '');
      const fits = texts.some((each) => this.#contested.has(each)) ? texts.includes(text) : texts.at(-1) === text;
      if (one && !fits && !tried.has(text))
        problems.push(`${field} of ${external} is “${text}”; it was to be “${texts.at(-1)}”`);
    }
    return problems;
  }
}

/**
 * @template Value
 * @param {Value[]} list
 * @param {(value: Value) => string} key
 */
function grouped(list, key) {
  /** @type {Map<string, Value[]>} */
  const groups = new Map();
  for (const value of list) groups.set(key(value), [...groups.get(key(value)) ?? [], value]);
  return groups;
}
