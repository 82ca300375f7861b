// The ribbon's search (C-21): what is typed or pasted is recognised in the page, disguised or not, and nothing is sent
// before one observable is chosen. An editable combobox with a list (WAI-ARIA APG).
import { loadObservables } from '../observables/observables.js';
import { Overlay } from './overlay.js';
import { showIcon } from './ribbon-icons.js';
import { strings } from './strings.js';

/** @typedef {import('../observables/observables.js').Hit} Hit */

export class RibbonSearch {
  element = document.createElement('form');
  #field = document.createElement('input');
  #go = document.createElement('button');
  #popup = document.createElement('div');
  #list = document.createElement('div');
  #problem = document.createElement('p');
  #over;
  #chosen;
  /** @type {Hit[]} in the list */
  #hits = [];
  #active = -1;
  /** @type {'nothingFound' | 'noRecogniser' | undefined} */
  #failed;
  #asked = 0;

  /**
   * @param {ShadowRoot} root
   * @param {(anchor: HTMLElement, type: string, value: string) => void} chosen
   */
  constructor(root, chosen) {
    this.#chosen = chosen;
    this.element.className = 'search';
    this.element.setAttribute('role', 'search');
    const field = this.#field;
    field.type = 'text';
    field.autocomplete = 'off';
    field.spellcheck = false;
    field.enterKeyHint = 'search';
    for (const [name, value] of Object.entries({
      'role': 'combobox', 'autocapitalize': 'none', 'aria-autocomplete': 'none', 'aria-haspopup': 'listbox',
      'aria-controls': 'found', 'aria-expanded': 'false',
    })) field.setAttribute(name, value);
    this.#go.className = 'icon';
    this.element.append(field, this.#go);
    this.#popup.className = 'popup found';
    this.#list.id = 'found';
    this.#list.setAttribute('role', 'listbox');
    this.#problem.id = 'problem';
    this.#problem.setAttribute('role', 'alert');
    this.#popup.append(this.#list, this.#problem);
    this.#over = new Overlay(this.#popup, root, () => this.#shut());
    this.#listen();
  }

  words() {
    const words = strings();
    this.#field.setAttribute('aria-label', words.lookUp);
    this.#field.placeholder = words.lookUpHint;
    this.#field.title = words.lookUp;
    this.#list.setAttribute('aria-label', words.choose);
    showIcon(this.#go, 'search', words.lookUp);
    this.#shut();
  }

  themed() { this.#over.themed(); }
  moved() { this.#over.place(); }

  #listen() {
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
      if (this.#active >= 0) this.#take(this.#active);
      else this.#search();
    });
    this.#field.addEventListener('focus', () => { loadObservables().catch(() => undefined); }); // said when needed
    this.#field.addEventListener('input', () => this.#shut());
    this.#field.addEventListener('blur', () => this.#shut());
    this.#field.addEventListener('keydown', (event) => this.#key(event));
    // A field of one line takes line ends out, and makes one word of two lines.
    this.#field.addEventListener('beforeinput', (event) => {
      if (!event.data || !/[\r\n]/.test(event.data)) return;
      event.preventDefault();
      const { selectionStart, selectionEnd } = this.#field;
      this.#field.setRangeText(event.data.replace(/[\r\n]+/g, ' '), selectionStart ?? 0, selectionEnd ?? 0, 'end');
      this.#shut();
    });
    this.#popup.addEventListener('pointerdown', (event) => event.preventDefault()); // the focus stays in the field
    this.#popup.addEventListener('mousedown', (event) => event.preventDefault());
    this.#list.addEventListener('click', ({ target }) => {
      const option = target instanceof Element && target.closest('[role=option]');
      if (option) this.#take([...this.#list.children].indexOf(option));
    });
  }

  async #search() {
    this.#shut();
    const asked = ++this.#asked;
    const text = this.#field.value.trim();
    this.#field.focus();
    if (!text) return;
    try {
      const { find } = await loadObservables();
      if (asked === this.#asked) this.#found(observables(find(text)));
    } catch {
      if (asked === this.#asked) this.#fail('noRecogniser');
    }
  }

  /** @param {Hit[]} hits */
  #found(hits) {
    if (hits.length === 0) return this.#fail('nothingFound');
    if (hits.length === 1) return this.#chosen(this.#field, hits[0].type, hits[0].value);
    this.#hits = hits;
    this.#list.replaceChildren(...hits.map(({ type, value }, at) => {
      const option = document.createElement('div');
      option.id = `found-${at}`;
      option.setAttribute('role', 'option');
      option.setAttribute('aria-selected', 'false');
      const name = document.createElement('bdi'); // right to left beside left to right
      name.textContent = value;
      const kind = document.createElement('span');
      kind.textContent = strings()[type];
      option.append(name, ' ', kind);
      return option;
    }));
    this.#field.setAttribute('aria-expanded', 'true');
    this.#show();
    this.#move(0);
  }

  /** @param {'nothingFound' | 'noRecogniser'} why */
  #fail(why) {
    this.#failed = why;
    this.#problem.textContent = strings()[why];
    this.#field.setAttribute('aria-invalid', 'true');
    this.#field.setAttribute('aria-describedby', 'problem');
    this.#show();
  }

  #show() {
    this.#list.hidden = this.#hits.length === 0;
    this.#problem.hidden = !this.#failed;
    this.#popup.style.minWidth = `${this.#field.offsetWidth}px`;
    this.#over.open(this.#field);
  }

  /** Also forgets what is still being looked for. */
  #shut() {
    this.#asked += 1;
    this.#hits = [];
    this.#active = -1;
    this.#failed = undefined;
    this.#over.close();
    this.#list.replaceChildren();
    this.#problem.textContent = '';
    for (const name of ['aria-activedescendant', 'aria-invalid', 'aria-describedby']) this.#field.removeAttribute(name);
    this.#field.setAttribute('aria-expanded', 'false');
  }

  /** @param {number} at */
  #move(at) {
    this.#active = at;
    for (const [index, option] of [...this.#list.children].entries()) {
      option.setAttribute('aria-selected', String(index === at));
    }
    this.#list.children[at].scrollIntoView({ block: 'nearest' });
    this.#field.setAttribute('aria-activedescendant', `found-${at}`);
  }

  /** @param {number} at */
  #take(at) {
    const { type, value } = this.#hits[at];
    this.#shut();
    this.#chosen(this.#field, type, value);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing) return;
    if (event.key === 'Escape') {
      event.stopPropagation(); // not for what is under the list
      if (this.#hits.length === 0) this.#field.value = '';
      this.#shut();
      return;
    }
    const { length } = this.#hits;
    if (length === 0) return;
    /** @type {Record<string, number>} Home and End are the text's */
    const places = {
      ArrowDown: (this.#active + 1) % length, ArrowUp: (this.#active + length - 1) % length,
      PageDown: Math.min(length - 1, this.#active + 8), PageUp: Math.max(0, this.#active - 8),
    };
    if (places[event.key] === undefined) return;
    event.preventDefault();
    this.#move(places[event.key]);
  }
}

/**
 * Each once, and with a link that a mail gateway has rewritten the one that it was.
 * @param {Hit[]} hits
 */
function observables(hits) {
  const all = hits.flatMap((hit) => hit.inner ? [hit, hit.inner] : [hit]);
  return [...new Map(all.map((hit) => [`${hit.type} ${hit.value}`, hit])).values()];
}
