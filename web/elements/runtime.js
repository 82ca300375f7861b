// The widgets module at work: one instance a page, loaded at the first use (decision 7). Carries messages in and
// orders out.
import { CallLog } from '../../shims/call-log.js';
import { makeFetch } from '../../shims/fetch.js';
import { readFile, saveFile } from '../../shims/files.js';
import { intl } from '../../shims/intl.js';
import { printReport } from '../../shims/print.js';
import { Store } from '../../shims/store.js';
import { Vault } from '../../shims/vault.js';
import { linkTo } from './case-link.js';
import { Secrets, setLeft } from './secrets.js';
import { Stage } from './stage.js';
import { pageLanguage } from './strings.js';

/** @typedef {import('./surface.js').Surface} Surface */
/** @typedef {import('./surface.js').SurfaceName} SurfaceName */
/**
 * @typedef {import('./stage.js').Holder & Orders} Host
 * @typedef {object} Orders what the ribbon does for the widgets
 * @property {(name: SurfaceName) => void} open
 * @property {(name: SurfaceName) => void} close
 * @property {(notice: Notice) => void} notice
 * @property {(marking: import('./page-finds.js').Marking) => void} mark
 * @property {(detail: {id: string, title: string}) => void} caseChanged
 * @property {() => void} sessionEnded the page's server says that nobody is logged in any more, or somebody else
 * @property {(data: import('../../shims/drag-data.js').DragData) => void} dragged what the row holds that is dragged
 * @property {(hint: {text: string, refused: boolean}) => void} dropHint
 */

/**
 * @typedef {{text: string, failed: boolean, until?: number, id?: string, retry?: string, undo?: string,
 *   dismiss?: string}} Notice what the ribbon says, with what can be done about the change `id`; "%T" in the text
 *   stands for `until`, seconds since 1970. Without `dismiss` it goes by itself
 */

// Tabs tell each other until when the service asks to wait; nothing else goes over it.
const pauseChannel = 'threat-response-widgets:pause';
const longestPause = 24 * 60 * 60;
/** Milliseconds between two looks at an open case that somebody sees (decision 5). */
const lookAgain = 60_000;
/** Milliseconds between two looks at the store while anything waits: a tab that dies tells the others nothing. */
const listAgain = 3000;
const currentCaseKey = 'threat-response-widgets:current-case';

export class Widgets {
  #host;
  #vault = new Vault();
  #secrets = new Secrets(this.#vault, (message) => this.send(message), () => this.#host.sessionEnded());
  #stage;
  #waking = 0;
  #pauses = new BroadcastChannel(pauseChannel);
  /** Unlike any other tab's. */
  #owner = String(crypto.getRandomValues(new Uint32Array(1))[0]);
  #store;
  #isLoaded = false;
  #listing = false;
  #listAgain = false;
  /** Something waits in the store. */
  #waits = false;
  #log = new CallLog();
  #startedAt = performance.now();
  #loadedMs = 0;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    this.#stage = new Stage(host, () => ({ title: defaultTitle() }));
    this.#store = new Store(this.#owner, () => this.#listChanges());
  }

  /**
   * @param {import('../../shims/vault.js').Server[]} servers
   * @param {string} family the page's font
   * @param {{base: string, user: string}} appliance where the page's server keeps API clients, and for whom
   */
  async load(servers, family, appliance) {
    const address = new URL('./widgets.js', import.meta.url).href;
    const say = (/** @type {any} */ order) => this.#told(order);
    await this.#stage.load(address, { fetch: makeFetch(this.#vault, undefined, this.#log), say }, family);
    this.#vault.offer(servers);
    this.send({ is: 'configure', servers, language: pageLanguage(), instance: Number(this.#owner) });
    this.#pauses.addEventListener('message', ({ data }) => this.#pauseHeard(data));
    window.addEventListener('online', () => this.send({ is: 'online' }));
    this.#rememberCurrentCase(readCurrentCase());
    window.addEventListener('storage', ({ key, newValue }) => {
      if (key === currentCaseKey) this.#rememberCurrentCase(newValue ?? '');
    });
    this.#isLoaded = true;
    this.#loadedMs = Math.round(performance.now() - this.#startedAt);
    this.#secrets.listen();
    await Promise.all([this.#secrets.serve(appliance.base, appliance.user), this.#listChanges()]);
    // A channel that listens would keep the page out of the back/forward cache.
    window.addEventListener('pagehide', () => {
      this.#store.close();
      this.#secrets.close();
    });
    window.addEventListener('pageshow', ({ persisted }) => {
      this.#store.listen();
      this.#secrets.listen();
      if (persisted) this.#listChanges();
    });
    document.addEventListener('visibilitychange', () => this.#looked());
    window.addEventListener('focus', () => this.#looked());
    setInterval(() => this.#looked(), lookAgain);
    setInterval(() => { if (this.#waits) this.#listChanges(); }, listAgain);
  }

  /** @param {string} id from storage, so from anybody on this origin */
  #rememberCurrentCase(id) {
    this.send({ is: 'remember-case', id });
  }

  /** Somebody sees the page: what colleagues have done meanwhile may be shown. */
  #looked() {
    if (document.visibilityState === 'visible' && this.#stage.isShown('casebook')) this.send({ is: 'looked' });
  }

  /** All changes that wait, in this tab or another; asked for again while it is read: read once more. */
  async #listChanges() {
    if (!this.#isLoaded) return; // told by another tab: what waits is read when there is somebody to hear it
    if (this.#listing) {
      this.#listAgain = true;
      return;
    }
    this.#listing = true;
    do {
      this.#listAgain = false;
      const changes = await this.#store.list().catch(() => undefined);
      if (!changes) continue;
      this.#waits = changes.length > 0;
      this.send({ is: 'changes', changes });
    } while (this.#listAgain);
    this.#listing = false;
  }

  /** @param {any[]} changes */
  async #saveChanges(changes) {
    const ids = changes.map(({ id }) => id);
    try {
      await this.#store.save(changes);
      this.send({ is: 'changes-saved', ids });
    } catch {
      this.send({ is: 'changes-not-saved', ids }); // no storage here, or it is full: told, and sent all the same
      return;
    }
    navigator.storage?.persist?.().catch(() => undefined); // not to be cleared when the disk is full
  }

  /** @param {{id: string, until: number, linger: number}} wanted */
  async #claimChange(wanted) {
    const { id } = wanted;
    const answer = await this.#store.claim(wanted).catch(() => ({ until: wanted.until }));
    if (answer && 'claims' in answer) return this.send({ is: 'change-claimed', id, claims: answer.claims });
    this.send({ is: 'claim-refused', id, until: answer?.until ?? wanted.until });
    if (!answer) await this.#listChanges(); // another tab has brought it to its end meanwhile
  }

  /** Draws surfaces: show, hide, changed, ... */
  get stage() {
    return this.#stage;
  }

  /** @param {object} message see widgets/app/page.h */
  send(message) {
    this.#stage.send(message);
  }

  /** Somebody else is logged in to the page, or nobody. @param {{base: string, user: string}} appliance */
  serve({ base, user }) {
    this.#secrets.serve(base, user);
  }

  /** What support may know (diagnostics.js): counts and states. */
  async diagnose() {
    const changes = await this.#store.list().catch(() => undefined);
    const { keyring, appliance, clients } = await this.#vault.listing();
    return {
      loaded_in_ms: this.#loadedMs,
      drawn: this.#stage.hasPictures,
      memory_bytes: this.#stage.memoryBytes,
      sign_in: { keyring, appliance, kept_in: clients.map(({ place }) => place) },
      waiting_changes: changes ? changes.length : 'no storage',
      calls: this.#log.calls,
    };
  }

  /** The page's language is another now. */
  changeLanguage() {
    this.send({ is: 'configure', servers: [], language: pageLanguage() });
  }

  /**
   * @param {SurfaceName} surface
   * @param {number} id
   * @param {string} text
   */
  use(surface, id, text) {
    this.send({ is: 'item', surface, id, text });
  }

  /** On the casebook's button. */
  drop() {
    this.send({ is: 'drop', title: defaultTitle() });
  }

  /**
   * @param {import('../../shims/vault.js').Secret} secret
   * @param {string} text
   */
  typeSecret(secret, text) {
    this.#vault.type(secret, text);
  }

  /** The sign-in dialog is closed. */
  dropTyped() {
    this.#vault.dropTyped();
  }

  /** @param {unknown} until from another tab, so from anybody on this origin */
  #pauseHeard(until) {
    if (typeof until !== 'number' || !(until <= Date.now() / 1000 + longestPause)) return;
    this.send({ is: 'paused', until });
  }

  /** @param {number} at seconds since 1970 */
  #wakeAt(at) {
    clearTimeout(this.#waking);
    this.#waking = window.setTimeout(() => this.send({ is: 'woke' }), Math.max(0, at * 1000 - Date.now()));
  }

  /** @param {string} text */
  #copy(text) {
    const failed = () => this.send({ is: 'copy-failed' });
    if (!navigator.clipboard) queueMicrotask(failed); // a page that came over http
    else navigator.clipboard.writeText(text).catch(failed);
  }

  /** That somebody has chosen or dropped, one after the other. @param {FileList} files */
  async readFiles(files) {
    for (const file of [...files]) this.send({ is: 'file', ...await readFile(file) });
  }

  /** @param {any} order see widgets/app/page.h */
  #told(order) {
    switch (order.is) {
      case 'changed': this.#stage.allChanged(); break;
      case 'open': this.#host.open(order.surface); break;
      case 'close': this.#host.close(order.surface); break;
      case 'notice': this.#host.notice(order); break;
      case 'mark-places': this.#host.mark(order); break;
      case 'wake': this.#wakeAt(order.at); break;
      case 'pause': this.#pauses.postMessage(order.until); break;
      case 'save-changes': this.#saveChanges(order.changes); break;
      case 'claim-change': this.#claimChange(order); break;
      // Without the store there is nothing to release or drop.
      case 'release-change': this.#store.release(order.id, order.surely_not_done).catch(() => undefined); break;
      case 'drop-changes':
        this.#store.drop(order.ids, order.external_id, order.case_id).catch(() => undefined);
        break;
      case 'use-credential':
        setLeft(false);
        if (order.kept) this.#vault.choose(order.client_id, order.server);
        else this.#vault.use(order.client_id, order.server);
        break;
      case 'ask-vault': this.#secrets.ordered(order); break;
      // Both in the task of the user's own event, so that the browser allows them.
      case 'open-tab': window.open(order.url, '_blank', 'noopener,noreferrer'); break;
      case 'copy': this.#copy(order.text); break;
      case 'copy-link': this.#copy(linkTo(order.id)); break;
      case 'drag-data': this.#host.dragged(order); break;
      case 'drop-hint': this.#host.dropHint(order); break;
      case 'print': printReport(order); break;
      case 'save-file': saveFile(order); break;
      case 'case-changed':
        keepCurrentCase(order.id);
        this.#host.caseChanged({ id: order.id, title: order.title });
        break;
    }
  }
}

/** "Casebook Nov 24, 2026, 5:14 AM" in the page's language (B-37). */
function defaultTitle() {
  return `Casebook ${intl(pageLanguage(), 'time', Date.now() / 1000)}`;
}

// The id of a case is no secret; without storage the current case just does not outlive the page.
function readCurrentCase() {
  try {
    return localStorage.getItem(currentCaseKey) ?? '';
  } catch {
    return '';
  }
}

/** @param {string} id */
function keepCurrentCase(id) {
  try {
    localStorage.setItem(currentCaseKey, id);
  } catch {
    // as above
  }
}
