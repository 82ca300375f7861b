// <tr-gallery>: every item of the kit in every state (widgets/gallery), for people who build with it and for tests.
//
// Attribute `theme`, "light" or "dark" (default: the system's). The address of the page chooses as well:
// /gallery?theme=dark&lang=ar
import { whenIdle } from '../elements/idle-watch.js';
import { loadFiles } from '../elements/module-files.js';
import { Stage } from '../elements/stage.js';
import { pageLanguage } from '../elements/strings.js';
import { surfaceSheet } from '../elements/styles.js';
import { Surface } from '../elements/surface.js';

const height = 720;
const rightToLeft = ['ar', 'he', 'fa', 'ur'];

class GalleryElement extends HTMLElement {
  #stage = new Stage({ fit: (_, label) => this.#named(label) });
  #darkQuery = matchMedia('(prefers-color-scheme: dark)');
  /** @type {Surface | undefined} */
  #surface;

  async connectedCallback() {
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [surfaceSheet];
    const { fontFamily } = getComputedStyle(this);
    this.style.setProperty('--_font', fontFamily);
    const name = 'gallery';
    const surface = new Surface(name, {
      used: (id, text) => this.#stage.send({ is: 'item', surface: name, id, text }),
      secret: () => undefined,
      look: () => this.#stage.changed(name),
      draw: () => this.#stage.drawNow(name),
    });
    this.#surface = surface;
    surface.box.setAttribute('role', 'group');
    root.append(surface.box);
    const files = {
      name: 'gallery',
      script: () => import(new URL('./gallery.js', import.meta.url).href), // Emscripten's, in dist beside this one
      wasm: new URL('./gallery.wasm', import.meta.url),
    };
    await this.#stage.load(loadFiles(files), { say: () => this.#stage.allChanged() }, fontFamily);
    this.#stage.send({ is: 'configure', language: pageLanguage() });
    this.#darkQuery.addEventListener('change', () => this.#fitted());
    addEventListener('resize', () => this.#fitted());
    this.#fitted();
    this.#stage.show(surface);
  }

  /** For tests: fulfilled when nothing is loading or being drawn. */
  whenIdle() {
    return whenIdle();
  }

  /** @param {string} label */
  #named(label) {
    this.#surface?.box.setAttribute('aria-label', label);
    return false; // as large as the page lets it be
  }

  #fitted() {
    this.classList.toggle('dark', this.#isDark());
    this.#surface?.resize(this.clientWidth, height);
    this.#stage.allChanged();
  }

  #isDark() {
    const theme = this.getAttribute('theme');
    return theme ? theme === 'dark' : this.#darkQuery.matches;
  }
}

const wanted = new URLSearchParams(location.search);
const language = wanted.get('lang');
if (language) {
  document.documentElement.lang = language;
  document.documentElement.dir = rightToLeft.includes(language) ? 'rtl' : 'ltr';
}
const theme = wanted.get('theme');
if (theme) document.querySelector('tr-gallery')?.setAttribute('theme', theme);
customElements.define('tr-gallery', GalleryElement);
