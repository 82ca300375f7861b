// Elements found and made. Text is only ever set as text.

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
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} [text]
 * @param {string} [className]
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, text = '', className = '') {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

/**
 * @param {string} text
 * @param {() => void} press
 */
export function button(text, press, className = 'action') {
  const made = element('button', text, className);
  made.type = 'button';
  made.addEventListener('click', press);
  return made;
}

/**
 * A label with its field behind it.
 * @template {HTMLElement} Field
 * @param {string} text
 * @param {Field} field
 */
export function labelled(text, field) {
  const label = element('label', '', 'field');
  label.append(element('span', text), field);
  return label;
}

/**
 * @param {[value: string, text: string][]} options
 * @param {string} chosen
 * @param {(value: string) => void} choose
 */
export function choice(options, chosen, choose) {
  const select = element('select');
  for (const [value, text] of options) select.append(new Option(text, value, false, value === chosen));
  select.addEventListener('change', () => choose(select.value));
  return select;
}
