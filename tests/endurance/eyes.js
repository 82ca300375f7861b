// Finding the real elements of the casebook, pressing them and typing into them, without Playwright's waiting in
// between: what runs in the page of an endurance test.

/** @typedef {ReturnType<typeof makeEyes>} Eyes */

/**
 * The page is given its text: it uses nothing from outside of it.
 * @param {number} patience milliseconds for which something is looked for; the machine may be busy
 */
export function makeEyes(patience) {
  /** Not there before the scripts of the page. */
  const root = () => /** @type {ShadowRoot} */ (document.querySelector('tr-ribbon')?.shadowRoot);
  const panel = () => /** @type {HTMLElement} */ (root().querySelector('.panel'));
  const nameOf = (/** @type {Element} */ one) => one.getAttribute('aria-label') ?? one.textContent ?? '';
  const roles = {
    button: 'button:not([role])', tab: '[role=tab]', field: 'input[type=text], textarea', option: '[role=option]',
    password: 'input[type=password]', item: 'li', text: 'p',
  };
  /** @param {keyof typeof roles} role @param {ParentNode} [within] */
  const all = (role, within = root()) => /** @type {HTMLElement[]} */ ([...within.querySelectorAll(roles[role])])
    .filter((one) => one.getAttribute('aria-disabled') !== 'true' && one.checkVisibility());
  /** @param {keyof typeof roles} role @param {string | RegExp} name */
  const find = (role, name) => all(role).find((one) =>
    typeof name === 'string' ? nameOf(one) === name : name.test(nameOf(one)));

  /**
   * @template T
   * @param {() => T} look
   * @param {string} what for the error
   * @param {number} [wait] milliseconds
   * @returns {Promise<NonNullable<T>>} what it has found
   */
  const seen = (look, what, wait = patience) => new Promise((resolve, reject) => {
    // The service may have gone while the page came.
    if (!root()) return reject(new Error(`not seen: ${what}, nor the ribbon`));
    const observer = new MutationObserver(() => check());
    const timer = setTimeout(() => {
      observer.disconnect();
      reject(new Error(`not seen: ${what}; there are ${all('button').map(nameOf).join(' | ')}`));
    }, wait);
    const check = () => {
      const found = look();
      if (!found) return;
      observer.disconnect();
      clearTimeout(timer);
      resolve(found);
    };
    observer.observe(root(), { subtree: true, childList: true, attributes: true, characterData: true });
    return check();
  });

  /** @param {keyof typeof roles} role @param {string | RegExp} name */
  const press = async (role, name) => (await seen(() => find(role, name), String(name))).click();
  /** @param {'field' | 'password'} role @param {string | RegExp} name @param {string} text */
  const type = async (role, name, text) => {
    const field = /** @type {HTMLInputElement} */ (await seen(() => find(role, name), String(name)));
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  };
  /** @param {string | RegExp} name */
  const choose = async (name) => {
    const isChosen = () => find('tab', name)?.getAttribute('aria-selected') === 'true';
    if (isChosen()) return;
    await press('tab', name);
    await seen(isChosen, `${name} chosen`);
  };

  return { panel, nameOf, all, find, seen, press, type, choose };
}
