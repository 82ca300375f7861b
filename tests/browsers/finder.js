// Finds by role and name what a person can reach in the page, past shadow roots, with no help of a test framework:
// WebDriver has no such way. Its text runs in the page and uses nothing from outside of it.

export function makeFinder() {
  /** @type {Record<string, string>} */
  const roles = {
    button: 'button:not([role]), [role=button]',
    textbox: 'input:not([type]), input[type=text], input[type=password], textarea, [role=textbox]',
    searchbox: 'input[type=search], [role=searchbox]', combobox: 'select, [role=combobox]',
    menuitem: '[role=menuitem]', option: '[role=option]', dialog: 'dialog, [role=dialog]', tab: '[role=tab]',
    status: '[role=status]', alert: '[role=alert]', heading: 'h1, h2, h3, [role=heading]', canvas: 'canvas',
  };

  /** @param {Document | ShadowRoot} root @param {string} selector @returns {HTMLElement[]} */
  const all = (root, selector) => [
    .../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(selector)),
    ...[...root.querySelectorAll('*')].flatMap((one) => one.shadowRoot ? all(one.shadowRoot, selector) : [])];

  /** @param {HTMLElement} one */
  const nameOf = (one) => {
    const root = /** @type {Document | ShadowRoot} */ (one.getRootNode());
    const by = one.getAttribute('aria-labelledby')?.split(' ').map((id) => root.getElementById(id)?.textContent);
    const labels = /** @type {HTMLInputElement} */ (one).labels;
    const name = one.getAttribute('aria-label') ?? by?.join(' ') ??
      (labels?.length ? labels[0]?.textContent : one.textContent) ?? '';
    return name.replace(/\s+/g, ' ').trim();
  };

  /** @param {string} role @param {string} name a regular expression */
  const find = (role, name) => {
    const found = all(document, String(roles[role])).filter((one) =>
      one.checkVisibility() && one.getAttribute('aria-disabled') !== 'true' && new RegExp(name, 'u').test(nameOf(one)));
    return found.find((one) => one.closest('[aria-modal=true]')) ?? found[0];
  };

  const focused = () => {
    let one = document.activeElement;
    while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
    return one;
  };

  return {
    /** @param {string} role @param {string} name */
    sees: (role, name) => find(role, name) !== undefined,
    /** @param {string} role @param {string} name */
    focuses: (role, name) => {
      const one = find(role, name);
      one?.focus();
      return one !== undefined && focused() === one;
    },
    /** @param {string} role @param {string} name */
    hasFocus: (role, name) => {
      const one = find(role, name);
      return one !== undefined && focused() === one;
    },
    /** What there is instead, for an error. @param {string} role */
    names: (role) => {
      const there = all(document, String(roles[role])).filter((one) => one.checkVisibility()).map(nameOf).join(' | ');
      const at = focused();
      return `${there}; the focus is on ${at?.localName} ${at instanceof HTMLElement ? nameOf(at).slice(0, 80) : ''}`;
    },
  };
}
