// Asks again every few seconds while the page is seen and the switch is on. The switch keeps its place in this tab.
import { button, element } from './dom.js';

const EVERY = 5000;
const KEPT = 'live-refresh';
const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

// A browser may refuse the storage: then the switch is on with each page.
function kept() {
  try {
    return sessionStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

/** @param {'on' | 'off'} place */
function keep(place) {
  try {
    sessionStorage.setItem(KEPT, place);
  } catch {
    // As above.
  }
}

export class LiveRefresh {
  element = element('span', '', 'fields-inline');
  #refresh;
  #switch = element('input');
  #when = element('span', '', 'updated');
  #timer = 0;

  /** @param {() => Promise<void>} refresh settles when what it asked for is shown; never rejects */
  constructor(refresh) {
    this.#refresh = refresh;
    this.#switch.type = 'checkbox';
    this.#switch.setAttribute('role', 'switch');
    this.#switch.checked = kept() !== 'off';
    this.#switch.addEventListener('change', () => {
      keep(this.#switch.checked ? 'on' : 'off');
      this.#goOn();
    });
    const label = element('label', '', 'field');
    label.append(this.#switch, element('span', 'Live'));
    this.element.append(label, button('Refresh', () => void this.#ask()), this.#when);
    document.addEventListener('visibilitychange', () => this.#goOn());
  }

  /** Says how the last asking went, and waits for the next one. @param {string} [problem] */
  done(problem) {
    this.#when.textContent = problem ?? `Updated ${clock.format(new Date())}`;
    this.#wait();
  }

  #goOn() {
    clearTimeout(this.#timer);
    if (this.#isOn()) void this.#ask();
  }

  #isOn() {
    return this.#switch.checked && !document.hidden;
  }

  #wait() {
    clearTimeout(this.#timer);
    if (this.#isOn()) this.#timer = window.setTimeout(() => void this.#ask(), EVERY);
  }

  async #ask() {
    clearTimeout(this.#timer);
    await this.#refresh();
  }
}
