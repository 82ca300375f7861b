// A page with one table: what its description says, asked for, shown, sorted, paged and kept up to date. What the
// reader has chosen stands in the page's address, so that reloading and sharing it keep it.
import { Refusal } from './asyncos.js';
import { button, element } from './dom.js';
import { LiveRefresh } from './live-refresh.js';
import { Pager } from './pager.js';
import { Table } from './table.js';
import { rangeOf, rangeText, timeRangeChooser } from './time-range.js';

/** @typedef {import('./asyncos.js').Question} Question */
/** @typedef {import('./asyncos.js').Answer} Answer */
/**
 * @typedef {object} Description
 * @property {import('./asyncos.js').Source} source
 * @property {import('./columns.js').Column[]} columns
 * @property {string} empty what stands there when nothing was found
 * @property {boolean} [isWhole] one thing that is shown whole: no sorting, no pages, no choice of time
 */

const LIMIT = 25;
const LARGEST_LIMIT = 100;

/** @returns {Question} what the page's address asks for */
function asked() {
  const address = new URLSearchParams(location.search);
  const limit = Number(address.get('limit'));
  const offset = Number(address.get('offset'));
  return {
    range: rangeOf(address),
    begins: address.get('begins') ?? '',
    order: { by: address.get('orderBy') ?? '', direction: address.get('orderDir') === 'desc' ? 'desc' : 'asc' },
    offset: Number.isInteger(offset) && offset > 0 ? offset : 0,
    limit: Number.isInteger(limit) && limit > 0 && limit <= LARGEST_LIMIT ? limit : LIMIT,
  };
}

export class TablePage {
  #main;
  #description;
  #question = asked();
  #table;
  #pager;
  #live = new LiveRefresh(() => this.#load());
  #range = element('span', '', 'note');
  #facts = element('dl', '', 'facts');
  #state = element('p', '', 'state');
  #frame = element('div', '', 'table-frame');
  /** Counts the questions, so that a late answer does not replace a newer one. */
  #asked = 0;

  /**
   * @param {HTMLElement} main
   * @param {string} title
   * @param {Description} description
   */
  constructor(main, title, description) {
    this.#main = main;
    this.#description = description;
    const whole = description.isWhole === true;
    this.#table = new Table(description.columns, whole ? undefined : (name) => this.#sortBy(name));
    this.#table.element.hidden = true;
    this.#pager = new Pager(this.#question.limit, (change) => this.#turn(change));
    this.#pager.element.hidden = true;
    this.#facts.hidden = true;
    this.#state.setAttribute('role', 'status');
    Object.assign(this.#frame, { tabIndex: 0, role: 'region', ariaLabel: title });
    this.#frame.append(this.#table.element, this.#state);
    const toolbar = element('div', '', 'toolbar');
    toolbar.dataset['observables'] = 'off';
    this.#pager.element.dataset['observables'] = 'off';
    if (!whole) toolbar.append(timeRangeChooser(this.#question.range, (range) => this.#ask({ range, offset: 0 })));
    toolbar.append(this.#range, ...this.#filterField(), this.#live.element);
    main.append(toolbar, this.#facts, this.#frame, ...(whole ? [] : [this.#pager.element]));
  }

  /** @returns {HTMLElement[]} the field by which rows are found, if the source can do it */
  #filterField() {
    const { source: { filtersBy }, columns } = this.#description;
    if (!filtersBy) return [];
    const field = element('input', '', 'filter');
    field.type = 'search';
    field.value = this.#question.begins;
    field.placeholder = `${columns.find(({ name }) => name === filtersBy)?.heading} begins with`;
    field.ariaLabel = field.placeholder;
    let typing = 0;
    field.addEventListener('input', () => {
      clearTimeout(typing);
      typing = window.setTimeout(() => this.#ask({ begins: field.value.trim(), offset: 0 }), 250);
    });
    return [field];
  }

  async start() {
    this.#main.setAttribute('aria-busy', 'true');
    this.#showState('Loading…');
    await this.#load();
  }

  /** @param {Partial<Question>} change */
  #ask(change) {
    Object.assign(this.#question, change);
    const { range, order, begins, offset, limit } = this.#question;
    const address = new URL(location.href);
    /** @type {[string, string][]} */
    const chosen = [['startDate', range.start], ['endDate', range.end], ['orderBy', order.by],
      ['orderDir', order.by && order.direction], ['begins', begins],
      ['offset', String(offset || '')],
      ['limit', limit === LIMIT ? '' : String(limit)]];
    for (const [name, value] of chosen)
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    history.replaceState(history.state, '', address);
    this.#main.setAttribute('aria-busy', 'true');
    void this.#load();
  }

  /** The same heading again turns round; counts begin with the largest. @param {string} name */
  #sortBy(name) {
    const { by, direction } = this.#question.order;
    const isNumber = this.#description.columns.some((column) => column.name === name && column.className === 'number');
    const first = isNumber ? 'desc' : 'asc';
    const turned = direction === 'asc' ? 'desc' : 'asc';
    this.#ask({ order: { by: name, direction: by === name ? turned : first }, offset: 0 });
  }

  /** @param {{by: number} | {limit: number}} change */
  #turn(change) {
    const { offset, limit } = this.#question;
    if ('limit' in change) this.#ask({ limit: change.limit, offset: Math.floor(offset / change.limit) * change.limit });
    else this.#ask({ offset: Math.max(0, offset + change.by), limit });
    this.#frame.scrollTop = 0;
  }

  async #load() {
    const mine = ++this.#asked;
    try {
      const answer = await this.#description.source(this.#question);
      if (mine !== this.#asked) return;
      this.#show(answer);
      this.#live.done();
    } catch (error) {
      if (mine !== this.#asked) return;
      this.#showFailed(error instanceof Refusal ? error.message : 'The appliance does not answer.');
    }
    this.#main.removeAttribute('aria-busy');
  }

  /** @param {Answer} answer */
  #show({ rows, total, facts = [] }) {
    const { offset, limit, order, begins, range } = this.#question;
    // Rows may have gone meanwhile: then the last page is the one that is meant.
    if (rows.length === 0 && total > 0 && offset > 0) {
      this.#ask({ offset: Math.floor((total - 1) / limit) * limit });
      return;
    }
    this.#range.textContent = rangeText(range);
    this.#showFacts(facts);
    this.#table.show(rows, order);
    this.#pager.show(offset, limit, total);
    this.#pager.element.hidden = rows.length === 0;
    const nothing = begins ? `No row begins with “${begins}” in this time range.` : this.#description.empty;
    this.#showState(rows.length === 0 ? nothing : '');
  }

  /** @param {NonNullable<Answer['facts']>} facts */
  #showFacts(facts) {
    const text = JSON.stringify(facts);
    if (this.#facts.dataset['shown'] === text) return;
    this.#facts.dataset['shown'] = text;
    this.#facts.replaceChildren(...facts.flatMap(([name, value, observables]) => {
      const shown = element('dd', value);
      if (!observables) shown.dataset['observables'] = 'off';
      return [element('dt', name), shown];
    }));
    this.#facts.hidden = facts.length === 0;
  }

  /** @param {string} text '' when the table is there */
  #showState(text) {
    if (this.#state.textContent !== text) this.#state.replaceChildren(text);
    this.#state.hidden = text === '';
    this.#table.element.hidden = text !== '';
  }

  /** A table that is there stays; that it is not the newest is said beside the switch. @param {string} sentence */
  #showFailed(sentence) {
    const isThere = !this.#table.element.hidden;
    this.#live.done(isThere ? `Not updated: ${sentence}` : '');
    // Said already: the button under the reader's finger stays.
    if (isThere || this.#state.firstChild?.textContent === sentence) return;
    this.#showState(sentence);
    this.#state.append(button('Try again', () => void this.start()));
  }
}
