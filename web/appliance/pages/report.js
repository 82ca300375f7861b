// What the report and tracking pages share: the time range, asking the API, the states of a table, and the
// widgets' annotator.

/** @typedef {{start: string, end: string}} TimeRange */

const WIDGETS = '/widgets/index.js';

/**
 * The element `selector` finds. A page without it is our own mistake.
 * @param {string} selector
 * @returns {HTMLElement}
 */
export function find(selector) {
  const found = document.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`The page lacks ${selector}.`);
  return found;
}

/**
 * @param {string} tag
 * @param {string} text
 * @param {string} [className]
 * @returns {HTMLElement}
 */
export function element(tag, text, className = '') {
  const made = document.createElement(tag);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

/**
 * The range the page shows: that of its address, else the page's own.
 * @returns {TimeRange}
 */
export function timeRange() {
  const address = new URLSearchParams(location.search);
  const main = find('main');
  return {
    start: address.get('startDate') ?? main.dataset['start'] ?? '',
    end: address.get('endDate') ?? main.dataset['end'] ?? '',
  };
}

/** @param {TimeRange} range */
export function showTimeRange(range) {
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
  /** @param {string} text */
  const shown = (text) => (Number.isNaN(Date.parse(text)) ? text : format.format(new Date(text)));
  find('#time-range').textContent = `Time range: ${shown(range.start)} to ${shown(range.end)} (GMT)`;
}

/**
 * A reply of the AsyncOS API; `explanation` is its sentence when it refused.
 * @param {string} path
 * @param {Record<string, string>} query
 * @returns {Promise<{ok: boolean, status: number, body: any, explanation: string}>}
 */
export async function ask(path, query) {
  const reply = await fetch(`${path}?${new URLSearchParams(query)}`);
  const body = await reply.json();
  return { ok: reply.ok, status: reply.status, body, explanation: String(body?.error?.explanation ?? '') };
}

/** @param {string} text */
function showState(text) {
  const state = find('.state');
  state.replaceChildren(text);
  state.hidden = text === '';
  find('table').hidden = text !== '' && text !== 'Loading…';
}

export function showLoading() {
  find('main').setAttribute('aria-busy', 'true');
  // A table that is there stays, so that sorting does not make the page jump.
  const table = find('table');
  if (table.hidden) {
    showState('Loading…');
    table.hidden = true;
  }
}

export function showTable() {
  find('main').removeAttribute('aria-busy');
  showState('');
}

/** @param {string} sentence */
export function showEmpty(sentence) {
  find('main').removeAttribute('aria-busy');
  showState(sentence);
}

/**
 * @param {string} sentence
 * @param {() => void} again
 */
export function showFailed(sentence, again) {
  find('main').removeAttribute('aria-busy');
  showState(sentence);
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'action';
  button.textContent = 'Try again';
  button.addEventListener('click', again);
  find('.state').append(button);
}

/** Puts the widgets' buttons beside the observables. Without the widgets the page is as it was. */
export async function annotatePage() {
  try {
    const widgets = await import(WIDGETS);
    widgets.annotate(find('main'));
  } catch {
    // The widgets are not built, or failed to load: the report itself is complete.
  }
}
