// How a ribbon looks (C-21): what a person has chosen in the settings, else what the page says, else the system.

/** @typedef {import('./ribbon-record.js').RibbonRecord} RibbonRecord */

export class RibbonLook {
  #host;
  #record;
  #dark = matchMedia('(prefers-color-scheme: dark)');

  /**
   * @param {HTMLElement} host has the attribute `theme` and the style `--_density`
   * @param {() => RibbonRecord} record of what was chosen
   */
  constructor(host, record) {
    this.#host = host;
    this.#record = record;
  }

  /** @param {() => void} changed @param {AbortSignal} signal */
  watch(changed, signal) {
    this.#dark.addEventListener('change', changed, { signal });
  }

  apply() {
    const { density } = this.#record();
    if (density) this.#host.style.setProperty('--_density', density);
    else this.#host.style.removeProperty('--_density');
    this.#host.classList.toggle('dark', this.#isDark());
  }

  get isCompact() {
    return getComputedStyle(this.#host).getPropertyValue('--_density').trim() === 'compact';
  }

  /** What the settings show. */
  get chosen() {
    const { theme, position, density } = this.#record();
    const ofPage = this.#host.getAttribute('theme');
    return {
      theme: theme || (ofPage === 'light' || ofPage === 'dark' ? ofPage : 'system'),
      position,
      density: density || (this.isCompact ? 'compact' : 'comfortable'),
    };
  }

  #isDark() {
    const theme = this.#record().theme || this.#host.getAttribute('theme') || 'system';
    return theme === 'system' ? this.#dark.matches : theme === 'dark';
  }
}
