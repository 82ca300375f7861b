// The ribbon's settings: a small dialog beside its button, of the browser's own radio buttons, which have the keys
// people know; and the question before a reset.
import { Overlay } from './overlay.js';
import { densities, leastForSides, positions, themes } from './ribbon-record.js';
import { showIcon } from './ribbon-icons.js';
import { strings } from './strings.js';

/** @typedef {import('./ribbon-record.js').RibbonRecord} RibbonRecord */
/** @typedef {Pick<RibbonRecord, 'theme' | 'position' | 'density'>} Chosen */
/**
 * @typedef {object} Listener
 * @property {() => Chosen} chosen what is in force
 * @property {(part: Partial<Chosen>) => void} choose
 * @property {boolean} stays there is no place to choose
 * @property {() => void} signIn
 * @property {() => void} diagnose
 * @property {() => void} reset
 */

/** @type {{name: keyof Chosen, values: readonly ('light' | 'dark' | 'system' | 'bottom' | 'left' | 'right' |
 *   'comfortable' | 'compact')[]}[]} */
const groups = [
  { name: 'theme', values: themes }, { name: 'position', values: positions }, { name: 'density', values: densities },
];

/** @param {string} words @param {() => void} pressed */
function button(words, pressed) {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = words;
  made.addEventListener('click', pressed);
  return made;
}

export class RibbonSettings {
  button = document.createElement('button');
  #box = document.createElement('div');
  #question = document.createElement('dialog');
  #over;
  #listener;

  /**
   * @param {ShadowRoot} root
   * @param {Listener} listener
   */
  constructor(root, listener) {
    this.#listener = listener;
    this.button.type = 'button';
    this.button.className = 'icon';
    this.button.setAttribute('aria-haspopup', 'dialog');
    this.#box.className = 'popup settings';
    this.#box.setAttribute('role', 'dialog');
    this.#question.className = 'question';
    this.#question.setAttribute('role', 'alertdialog');
    this.#question.setAttribute('aria-labelledby', 'reset-title');
    this.#question.setAttribute('aria-describedby', 'reset-text');
    root.append(this.#question);
    this.#over = new Overlay(this.#box, root, () => this.#shut());
    this.button.addEventListener('click', () => { if (this.#isOpen) this.#shut(); else this.#open(); });
    this.#box.addEventListener('keydown', (event) => this.#key(event));
    this.#shut();
  }

  words() {
    showIcon(this.button, 'settings', strings().settings);
    this.#box.setAttribute('aria-label', strings().settings);
    if (this.#isOpen) this.#fill();
  }

  themed() { this.#over.themed(); }

  /** The button may stand elsewhere now, and another tab may have chosen. */
  moved() {
    if (!this.#isOpen) return;
    const chosen = this.#listener.chosen();
    for (const radio of this.#box.querySelectorAll('input')) {
      radio.checked = chosen[/** @type {keyof Chosen} */ (radio.name)] === radio.value;
    }
    this.#narrow();
    this.#over.place();
  }

  get #isOpen() { return this.#box.matches(':popover-open'); }

  #open() {
    this.#fill();
    this.#over.open(this.button);
    this.button.setAttribute('aria-expanded', 'true');
    /** @type {HTMLElement | null} */ (this.#box.querySelector('input:checked'))?.focus();
  }

  #shut() {
    this.#over.close();
    this.button.setAttribute('aria-expanded', 'false');
  }

  #fill() {
    const words = strings();
    const chosen = this.#listener.chosen();
    const offered = groups.filter(({ name }) => name !== 'position' || !this.#listener.stays);
    const sets = offered.map(({ name, values }) => {
      const set = document.createElement('fieldset');
      const legend = document.createElement('legend');
      legend.textContent = words[name];
      const row = document.createElement('div');
      row.className = 'choices';
      for (const value of values) {
        const label = document.createElement('label');
        const radio = document.createElement('input');
        radio.type = 'radio';
        radio.name = name;
        radio.value = value;
        radio.checked = chosen[name] === value;
        radio.addEventListener('change', () => this.#listener.choose({ [name]: value }));
        label.append(radio, words[value]);
        row.append(label);
      }
      set.append(legend, row);
      if (name === 'position') {
        const note = document.createElement('p');
        note.className = 'note';
        note.textContent = words.tooNarrow;
        set.append(note);
      }
      return set;
    });
    const foot = document.createElement('div');
    foot.className = 'foot-buttons';
    foot.append(
      button(words.apiClient, () => { this.#leave(); this.#listener.signIn(); }),
      button(words.diagnostics, () => { this.#leave(); this.#listener.diagnose(); }),
      button(words.reset, () => { this.#leave(); this.#ask(); }));
    this.#box.replaceChildren(...sets, foot);
    this.#narrow();
  }

  #narrow() {
    const note = /** @type {HTMLElement | null} */ (this.#box.querySelector('.note'));
    if (note) note.hidden = this.#listener.chosen().position === 'bottom' || innerWidth >= leastForSides;
  }

  /** For a dialog that gives the focus back to the button when it closes. */
  #leave() {
    this.#shut();
    this.button.focus();
  }

  #ask() {
    const words = strings();
    const title = document.createElement('h2');
    title.id = 'reset-title';
    title.textContent = words.resetTitle;
    const text = document.createElement('p');
    text.id = 'reset-text';
    text.textContent = words.resetText;
    const foot = document.createElement('div');
    foot.className = 'foot-buttons';
    const yes = button(words.resetNow, () => { this.#question.close(); this.#listener.reset(); });
    yes.className = 'primary';
    foot.append(button(words.cancel, () => this.#question.close()), yes);
    this.#question.replaceChildren(title, text, foot);
    this.#question.showModal(); // the focus goes to Cancel, the first
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.#shut();
    } else if (event.key === 'Tab') {
      // The box is in the top layer but stands elsewhere in the document: Tab goes round in it.
      const stops = /** @type {HTMLElement[]} */ ([...this.#box.querySelectorAll('input:checked, button')]);
      const at = stops.findIndex((stop) => stop.matches(':focus'));
      event.preventDefault();
      stops[(at + (event.shiftKey ? stops.length - 1 : 1)) % stops.length].focus();
    }
  }
}
