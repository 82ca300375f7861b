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
import { beginSoon, during, watched } from './idle-watch.js';
import { isPause, keepPause, keptPause } from './pause.js';
import { Secrets, setLeft } from './secrets.js';
import { Stage } from './stage.js';
import { storeStrings } from './store-strings.js';
import { pageLanguage } from './strings.js';

/** @typedef {import('../../shims/vault.js').Server} Server */

/** @typedef {import('./surface.js').Surface} Surface */
/** @typedef {import('./surface.js').SurfaceName} SurfaceName */
/**
 * @typedef {import('./stage.js').Holder & Orders} Host
 * @typedef {object} Orders what the ribbon does for the widgets
 * @property {(name: SurfaceName) => void} open
 * @property {(name: SurfaceName) => void} close
 * @property {(notice: Notice) => void} notice
 * @property {(sentence: string) => void} trouble that nothing is kept on this device, as long as it is so; else ''
 * @property {(marking: import('./page-finds.js').Marking) => void} mark
 * @property {(detail: {id: string, title: string}) => void} caseChanged
 * @property {(detail: Added) => void} added
 * @property {(session: Session) => void} session another one, or none
 * @property {() => void} sessionEnded the page's server says that nobody is logged in any more, or somebody else
 * @property {(data: import('../../shims/drag-data.js').DragData) => void} dragged what the row holds that is dragged
 * @property {(hint: {text: string, refused: boolean}) => void} dropHint
 */

/** @typedef {{id: string, title: string, observables: {type: string, value: string}[]}} Added to a case */
/** @typedef {{signed_in: boolean, server: string, scopes: string[]}} Session */
/**
 * @typedef {object} Start
 * @property {string} family the page's font
 * @property {import('./module-files.js').Coming} files
 * @property {typeof fetch} transport what calls of the service go through
 */
/**
 * @typedef {{text: string, failed: boolean, until?: number, id?: string, retry?: string, undo?: string,
 *   dismiss?: string}} Notice what the ribbon says, with what can be done about the change `id`; "%T" in the text
 *   stands for `until`, seconds since 1970. Without `dismiss` it goes by itself
 */

// Tabs tell each other until when the service asks to wait; nothing else goes over it.
const pauseChannel = 'threat-response-widgets:pause';
/** Milliseconds between two looks at an open case that somebody sees (decision 5). */
const lookAgain = 60_000;
/** Milliseconds between two looks at the store while anything waits: a tab that dies tells the others nothing. */
const listAgain = 3000;
/** Of a store that cannot be read, so many more. */
const unreadLooks = 5;
/** @type {SurfaceName[]} */
const surfaces = ['pivot-menu', 'sign-in', 'find-on-page', 'casebook'];
const currentCaseKey = 'threat-response-widgets:current-case';
const ignoredKey = 'threat-response-widgets:ignore-list';

export class Widgets {
  /** Whose the page is now; nobody's between two of its routes. @type {Host | undefined} */
  #host;
  #vault = new Vault();
  #secrets = new Secrets(this.#vault, (message) => this.send(message), () => this.#host?.sessionEnded());
  #stage;
  #waking = 0;
  /** Ends the wait for it. */
  #woken = () => {};
  #pauses = new BroadcastChannel(pauseChannel);
  /** Unlike any other tab's. */
  #owner = String(crypto.getRandomValues(new Uint32Array(1))[0]);
  #store;
  #isLoaded = false;
  #listing = false;
  #listAgain = false;
  /** Something waits in the store, as far as one knows. */
  #waits = false;
  /** How often it could not be read, since it could. */
  #unread = 0;
  #log = new CallLog();
  #startedAt = performance.now();
  #loadedMs = 0;

  #stays = false;
  /** @type {Session} */
  #session = { signed_in: false, server: '', scopes: [] };
  /** @type {{id: string, title: string} | undefined} */
  #currentCase;
  /** What there is to say: told to whichever element comes. @type {Notice} */
  #notice = { text: '', failed: false };
  /** @type {import('../../shims/store.js').Trouble} */
  #trouble = '';

  constructor() {
    const fit = (/** @type {Parameters<Host['fit']>} */ ...wish) => this.#host?.fit(...wish) ?? false;
    this.#stage = new Stage({ fit }, () => ({ title: defaultTitle() }));
    this.#store = new Store(this.#owner, () => this.#listChanges(), (trouble) => this.#troubled(trouble));
  }

  /** Once. @param {Start} options */
  async load({ family, files, transport }) {
    const say = (/** @type {any} */ order) => this.#told(order);
    const log = this.#log;
    await this.#stage.load(files, { fetch: watched(makeFetch(this.#vault, { log, transport })), say }, family);
    this.send({ ...this.#configuration, servers: [], instance: Number(this.#owner), origin: location.origin });
    this.#pauses.addEventListener('message', ({ data }) => this.#pauseHeard(data));
    window.addEventListener('online', () => this.send({ is: 'online' }));
    this.#pauseHeard(keptPause());
    this.#rememberCurrentCase(recall(currentCaseKey) ?? '');
    this.#rememberIgnored(recall(ignoredKey));
    window.addEventListener('storage', ({ key, newValue }) => {
      if (key === currentCaseKey) this.#rememberCurrentCase(newValue ?? '');
      if (key === ignoredKey || key === null) this.#rememberIgnored(newValue); // null: all was cleared
    });
    this.#isLoaded = true;
    this.#loadedMs = Math.round(performance.now() - this.#startedAt);
    this.#secrets.listen();
    // A channel that listens would keep the page out of the back/forward cache.
    window.addEventListener('pagehide', () => {
      this.#store.close();
      this.#secrets.close();
    });
    window.addEventListener('pageshow', ({ persisted }) => {
      this.#store.listen();
      this.#secrets.listen();
      if (!persisted) return;
      this.#pauseHeard(keptPause());
      this.#listChanges();
    });
    // Before all that was to happen while the page was frozen: what the other tabs have said comes behind that.
    document.addEventListener('resume', () => this.#pauseHeard(keptPause()));
    document.addEventListener('visibilitychange', () => this.#looked());
    window.addEventListener('focus', () => this.#looked());
    setInterval(() => this.#looked(), lookAgain);
    setInterval(() => { if (this.#waits) this.#listChanges(); }, listAgain);
  }

  get #configuration() {
    return { is: 'configure', language: pageLanguage(), casebook_stays: this.#stays };
  }

  /**
   * An element is in the page that these are the widgets of, from now on until `detach`.
   * @param {Host} host
   * @param {{servers: Server[], appliance: {base: string, user: string}, stays: boolean}} facts `appliance`: where the
   *   page's server keeps API clients, and for whom; `stays`: the casebook is a part of the page
   */
  async attach(host, { servers, appliance, stays }) {
    this.#host = host;
    this.#stays = stays;
    this.#tellAll();
    this.offer(servers);
    await Promise.all([this.#secrets.serve(appliance.base, appliance.user), this.#listChanges()]);
  }

  /** What the element has shown is closed, and stays so with whoever comes. @param {Host} host */
  detach(host) {
    if (this.#host !== host) return;
    this.#host = undefined;
    for (const surface of surfaces) {
      this.#stage.hide(surface);
      this.send({ is: 'closed', surface });
    }
    this.#vault.dropTyped();
  }

  /** @param {Server[]} servers that the sign-in offers */
  offer(servers) {
    this.#vault.offer(servers);
    this.send({ ...this.#configuration, servers });
  }

  get session() {
    return this.#session;
  }

  get currentCase() {
    return this.#currentCase;
  }

  /** @param {string} id from storage, so from anybody on this origin */
  #rememberCurrentCase(id) {
    this.send({ is: 'remember-case', id });
  }

  /** @param {string | null} lines from storage as well; null: nobody has changed them */
  #rememberIgnored(lines) {
    this.send(lines === null ? { is: 'ignored' } : { is: 'ignored', lines });
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
      const changes = await during(this.#store.list()).catch(() => undefined);
      this.#unread = changes ? 0 : this.#unread + 1;
      this.#waits = changes ? changes.length > 0 : this.#unread <= unreadLooks;
      if (!changes) continue;
      this.send({ is: 'changes', changes });
    } while (this.#listAgain);
    this.#listing = false;
  }

  /** @param {import('../../shims/store.js').Trouble} trouble */
  #troubled(trouble) {
    this.#trouble = trouble;
    this.#tellTrouble();
  }

  #tellTrouble() {
    this.#host?.trouble(this.#trouble && storeStrings()[this.#trouble]);
  }

  /** To an element that comes, or in another language. */
  #tellAll() {
    this.#host?.notice(this.#notice);
    this.#tellTrouble();
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
    const answer = await this.#store.claim(wanted).catch(() => null);
    if (answer && 'claims' in answer) return this.send({ is: 'change-claimed', id, claims: answer.claims });
    this.send({ is: 'claim-refused', id, until: answer?.until ?? 0, unanswered: answer === null });
    if (answer === undefined) await this.#listChanges(); // another tab has brought it to its end meanwhile
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
    during(this.#secrets.serve(base, user));
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
    this.send({ ...this.#configuration, servers: [] });
    this.#tellAll();
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
    if (isPause(until)) this.send({ is: 'paused', until });
  }

  /** @param {number} at seconds since 1970 */
  #wakeAt(at) {
    clearTimeout(this.#waking);
    this.#woken();
    const wait = Math.max(0, at * 1000 - Date.now());
    this.#woken = beginSoon(wait);
    this.#waking = window.setTimeout(() => {
      const done = this.#woken;
      this.send({ is: 'woke' });
      done();
    }, wait);
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
      case 'open': this.#host?.open(order.surface); break;
      case 'close': this.#host?.close(order.surface); break;
      case 'notice':
        this.#notice = order;
        this.#host?.notice(order);
        break;
      case 'not-taken': this.#stage.takeBack(order.surface, order.id); break;
      case 'mark-places': this.#host?.mark(order); break;
      case 'wake': this.#wakeAt(order.at); break;
      case 'pause':
        keepPause(order.until);
        this.#pauses.postMessage(order.until);
        break;
      case 'save-changes': during(this.#saveChanges(order.changes)); break;
      case 'update-changes': during(this.#store.update(order.changes)).catch(() => undefined); break;
      case 'claim-change': during(this.#claimChange(order)); break;
      // A claim ends by its time. What is not dropped is seen at the next look, and dropped then.
      case 'release-change':
        during(this.#store.release(order.id, order.surely_not_done)).catch(() => undefined);
        break;
      case 'drop-changes':
        during(this.#store.drop(order.ids, order.external_id, order.case_id)).catch(() => { this.#waits = true; });
        break;
      case 'use-credential':
        setLeft(false);
        if (order.kept) this.#vault.choose(order.client_id, order.server);
        else this.#vault.use(order.client_id, order.server);
        break;
      case 'ask-vault': during(this.#secrets.ordered(order)); break;
      // Both in the task of the user's own event, so that the browser allows them.
      case 'open-tab': window.open(order.url, '_blank', 'noopener,noreferrer'); break;
      case 'copy': this.#copy(order.text); break;
      case 'copy-link': this.#copy(linkTo(order.id)); break;
      case 'drag-data': this.#host?.dragged(order); break;
      case 'drop-hint': this.#host?.dropHint(order); break;
      case 'print': printReport(order); break;
      case 'keep-ignored': keep(ignoredKey, order.lines); break;
      case 'save-file': saveFile(order); break;
      case 'session':
        this.#session = order;
        this.#host?.session(order);
        break;
      case 'observables-added': this.#host?.added(order); break;
      case 'case-changed':
        keep(currentCaseKey, order.id);
        this.#currentCase = order.id ? { id: order.id, title: order.title } : undefined;
        this.#host?.caseChanged({ id: order.id, title: order.title });
        break;
    }
  }
}

/** "Casebook Nov 24, 2026, 5:14 AM" in the page's language (B-37). */
function defaultTitle() {
  return `Casebook ${intl(pageLanguage(), 'time', Date.now() / 1000)}`;
}

// The id of a case and what is ignored are no secrets; without storage they just do not outlive the page.
/** @param {string} key */
function recall(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** @param {string} key @param {string} text */
function keep(key, text) {
  try {
    localStorage.setItem(key, text);
  } catch {
    // as above
  }
}
