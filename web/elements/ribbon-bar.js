// The bar itself: the Casebook button, Find on page, the search, what the ribbon has to say, settings, and the button
// that makes a small tab of it all. A further tool is a button after the search (`tools`): the bar wraps when it is
// narrow.
import { raiseContextMenu } from '../../shims/long-press.js';
import { icon, showIcon } from './ribbon-icons.js';
import { pageLanguage, strings } from './strings.js';

/**
 * @typedef {object} Listener
 * @property {() => void} casebook pressed
 * @property {() => void} find pressed
 * @property {() => void} signIn
 * @property {() => void} soon the Casebook button is about to be pressed
 * @property {() => void} retry what has just been said to have failed
 * @property {() => void} undo what has just been said to be done
 * @property {() => void} dismiss
 * @property {() => void} collapse or expand
 */

/** @param {number} seconds since 1970 */
function timeOfDay(seconds) {
  return new Intl.DateTimeFormat(pageLanguage(), { timeStyle: 'medium' }).format(seconds * 1000);
}

/** @param {string} className @param {Element[]} content */
function group(className, ...content) {
  const made = document.createElement('div');
  made.className = className;
  made.append(...content);
  return made;
}

export class RibbonBar {
  element;
  casebook = document.createElement('button');
  find = document.createElement('button');
  #collapse = document.createElement('button');
  #notice = group('notice');
  /** What goes on being wrong, beside whatever else there is to say. */
  #trouble = group('trouble');
  #retry = document.createElement('button');
  #undo = document.createElement('button');
  #dismiss = document.createElement('button');
  #collapsed = false;
  /** @type {import('./ribbon-record.js').Position} */
  #position = 'bottom';

  /**
   * @param {Listener} listener
   * @param {HTMLElement} search
   * @param {HTMLElement} settings
   */
  constructor(listener, search, settings) {
    const buttons = {
      casebook: this.casebook, find: this.find, retry: this.#retry, undo: this.#undo, dismiss: this.#dismiss,
      collapse: this.#collapse,
    };
    for (const [name, button] of Object.entries(buttons)) {
      button.type = 'button';
      button.addEventListener('click', () => listener[/** @type {keyof typeof buttons} */ (name)]());
    }
    this.casebook.className = 'casebook';
    this.find.className = 'find';
    this.#collapse.className = 'icon';
    for (const button of [this.casebook, this.find]) {
      button.setAttribute('aria-expanded', 'false');
      button.addEventListener('pointerenter', () => listener.soon());
    }
    // LOG-17; the context-menu key and Shift+F10 raise the same event (D-19), and so does a long press.
    raiseContextMenu(this.casebook);
    this.casebook.addEventListener('contextmenu', (event) => {
      event.preventDefault();
      listener.signIn();
    });
    for (const one of [this.#notice, this.#trouble]) one.setAttribute('role', 'status');
    this.element = group('bar', group('tools', this.casebook, this.find, search),
      group('said', this.#trouble, group('news', this.#notice, this.#undo, this.#retry, this.#dismiss)),
      group('own', settings, this.#collapse));
    this.say({ text: '', failed: false });
  }

  /** Of a casebook that is always there: nothing opens or collapses it. */
  stay() {
    this.casebook.hidden = true;
    this.#collapse.hidden = true;
  }

  /**
   * @param {import('./ribbon-record.js').Position} position where it is, or would be were it not collapsed
   * @param {boolean} collapsed
   */
  show(position, collapsed) {
    this.#position = position;
    this.#collapsed = collapsed;
    this.words();
  }

  words() {
    const words = strings();
    const away = /** @type {const} */ ({ bottom: 'down', left: 'left', right: 'right' })[this.#position];
    this.casebook.textContent = words.casebook;
    const name = document.createElement('span');
    name.textContent = words.findOnPage;
    this.find.replaceChildren(icon('find'), name);
    this.find.setAttribute('aria-label', words.findOnPage); // on a narrow bar the icon stands alone
    this.find.title = words.findOnPage;
    if (this.#collapsed) showIcon(this.#collapse, 'up', words.expand);
    else showIcon(this.#collapse, away, words.collapse);
  }

  /** @param {import('./runtime.js').Notice} notice */
  say({ text, failed, until, retry = '', undo = '', dismiss = '' }) {
    this.#notice.textContent = until === undefined ? text : text.replace('%T', () => timeOfDay(until));
    this.#notice.classList.toggle('failed', failed);
    this.#retry.textContent = retry;
    this.#undo.textContent = undo;
    this.#dismiss.textContent = dismiss;
    this.#retry.hidden = !retry;
    this.#undo.hidden = !undo;
    this.#dismiss.hidden = !text || !dismiss;
    this.#quieten();
  }

  /** Says it until something else, or nothing, is to be said of it. @param {string} sentence */
  warn(sentence) {
    this.#trouble.textContent = sentence;
    this.#quieten();
  }

  /** Where there is nothing to say there is no room for it. */
  #quieten() {
    this.element.classList.toggle('silent', !this.#notice.textContent && !this.#trouble.textContent);
  }
}
