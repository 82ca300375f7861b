// One part of a page with its pivot buttons: follows what the page does, in idle slices, what is in view first.
import { during } from '../elements/idle-watch.js';
import { loadObservables, types } from '../observables/observables.js';
import { Arrival } from './arrival.js';
import { inView } from './in-view.js';
import { Marks } from './marks.js';
import { Slices } from './slices.js';
import { Walk } from './text-runs.js';

/** @typedef {import('../observables/observables.js').Observables} Observables */
/** @typedef {import('../observables/observables.js').Type} Type */

const steering = ['data-observables', 'data-observable-type', 'data-observable-value', 'contenteditable'];

/** Whatever is recognised has a dot, a colon, a bracket, what is beyond ASCII, or half of a hash in it. */
const worthALook = /[.:[({\\\u0080-\uffff]|[\da-f]{32}/i;

/** Fires `change` when marks have come or gone, and `remove` at its end. */
export class Annotation extends EventTarget {
  root;
  /** Fulfilled when all that was there at first has its buttons; rejected when the recogniser could not be loaded. */
  ready;
  #marks = new Marks();
  /** @type {Observables | undefined} */
  #observables;
  /** What has just changed. @type {Walk[]} */
  #fresh = [];
  /** What is in view. @type {Walk[]} */
  #near = [];
  /** Everything else. @type {Walk[]} */
  #far = [];
  /** What the page took out; when it stays out it gets back as it was. @type {Set<Element>} */
  #out = new Set();
  #slices = new Slices((isOver, isIdle) => this.#work(isOver, isIdle));
  #observer = new MutationObserver((records) => this.#changed(records));
  #arrival = new Arrival();
  /** Slices since there was nothing to do, and whether one has looked for what is in view. */
  #slice = 0;
  #looked = false;
  #isRemoved = false;
  #hasChanged = false;
  #done = () => {};

  /** @param {Element | DocumentFragment} root @param {{wasmUrl?: string | URL}} options */
  constructor(root, options) {
    super();
    this.root = root;
    this.ready = during(this.#start(options));
    this.ready.catch(() => undefined); // told to whoever waits for it
  }

  /** What is marked now, in document order. @returns {import('./marks.js').Mark[]} */
  get marks() {
    return this.#marks.all(this.root);
  }

  /** How many there are of each type. @returns {Record<Type, number>} */
  get counts() {
    const counts = /** @type {Record<Type, number>} */ (Object.fromEntries(types.map((type) => [type, 0])));
    for (const { type } of this.marks) counts[type] += 1;
    return counts;
  }

  /** Takes everything away. Nothing is followed any more. */
  remove() {
    if (this.#isRemoved) return;
    this.#changed(this.#observer.takeRecords());
    this.#isRemoved = true;
    this.#observer.disconnect();
    this.#slices.stop();
    this.#arrival.end();
    for (const part of [...this.#out, this.root]) this.#marks.clear(part);
    this.#done();
    this.dispatchEvent(new Event('remove'));
  }

  /** @param {{wasmUrl?: string | URL}} options */
  async #start(options) {
    this.#observables = await loadObservables(options);
    if (this.#isRemoved) return;
    if (this.root instanceof Element) this.#far.push(new Walk(this.root));
    else if (this.root.firstChild) this.#far.push(new Walk(this.root.firstChild, this.root.lastChild ?? undefined));
    this.#observe();
    this.#slices.soon();
    await new Promise((done) => { this.#done = () => done(undefined); });
  }

  #observe() {
    this.#observer.observe(this.root, {
      subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: steering,
    });
  }

  /** @param {() => boolean} isOver @param {boolean} isIdle @returns {boolean} whether there is more */
  #work(isOver, isIdle) {
    this.#marks.startSlice();
    if (isIdle) {
      this.#far.push(...this.#fresh.splice(0));
      if (!this.#looked && this.#far.length > 0) this.#look();
    }
    const lists = isIdle ? [this.#near, this.#far] : [this.#fresh];
    for (let walks; (walks = lists.find((list) => list.length > 0)) && !isOver();) {
      // Once the first screen has its buttons, those of a long page come all at once.
      if (walks === this.#far && this.#slice > 0) this.#marks.arriving = this.#arrival.begin(this.root);
      this.#hasChanged = this.#lookAt(walks) || this.#hasChanged;
      this.#marks.arriving = undefined;
    }
    if (isIdle) this.#giveBack(isOver);
    this.#observer.takeRecords(); // all of it our own
    const isMore = this.#fresh.length + this.#near.length + this.#far.length > 0;
    if (isMore) ++this.#slice;
    else this.#finished();
    if (this.#hasChanged) this.dispatchEvent(new Event('change'));
    this.#hasChanged = false;
    return isMore || this.#out.size > 0;
  }

  #finished() {
    this.#slice = 0;
    this.#looked = false;
    this.#arrival.end();
    this.#done();
  }

  /** What the page has taken out, without what is ours. @param {() => boolean} isOver */
  #giveBack(isOver) {
    for (const part of this.#out) {
      if (isOver()) break;
      this.#out.delete(part);
      if (!this.root.contains(part)) this.#marks.clear(part);
    }
  }

  /** Puts what is in view in front. */
  #look() {
    this.#looked = true;
    const seen = new Set();
    const element = this.root instanceof Element ? this.root : undefined;
    const parts = element ? [element] : [...this.root.children];
    for (const part of parts.flatMap((one) => inView(one))) {
      const walk = Walk.around(part, this.root, seen);
      if (walk) this.#near.push(walk);
    }
  }

  /** One run of the first walk. @param {Walk[]} walks */
  #lookAt(walks) {
    const next = walks[0].next();
    if (!next) {
      walks.shift();
      return false;
    }
    const { find } = /** @type {Observables} */ (this.#observables);
    if (!('element' in next)) return this.#marks.update(next.parts, worthALook.test(next.text) ? find(next.text) : []);
    return this.#declared(next.element);
  }

  /** One that says itself what it holds: its button stands behind the last letter. @param {HTMLElement} element */
  #declared(element) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const parts = [];
    let text = '';
    for (let node = walker.nextNode(); node instanceof Text; node = walker.nextNode()) {
      parts.push({ node, start: text.length });
      text += node.data;
    }
    const hit = this.#heldBy(element, text);
    const start = text.search(/\S/);
    if (!hit || start < 0) return this.#marks.update(parts, []);
    return this.#marks.update(parts, [{ ...hit, start, end: text.trimEnd().length }]);
  }

  /** Nothing for a kind that is not supported. @param {HTMLElement} element @param {string} text */
  #heldBy(element, text) {
    const { find } = /** @type {Observables} */ (this.#observables);
    const held = (element.dataset.observableValue ?? text).trim();
    const type = element.dataset.observableType;
    // The page knows better than the look of it: setup.zip as a domain, evil.example/a as a URL.
    if (type === undefined) return find(held).find(({ raw }) => raw === held);
    return types.some((known) => known === type) ? find(held, { declared: /** @type {Type} */ (type) })[0] : undefined;
  }

  /** Before the page is painted. @param {MutationRecord[]} records of what the page did */
  #changed(records) {
    if (records.length === 0) return;
    /** @type {Set<Node>} */
    const changed = new Set();
    for (const { type, target } of records) {
      if (type === 'characterData') this.#marks.rewritten(/** @type {Text} */ (target));
      if (type === 'attributes') this.#marks.clear(/** @type {Element} */ (target));
      if (type !== 'childList') changed.add(target);
    }
    for (const { removedNodes, addedNodes, previousSibling, nextSibling, target } of records) {
      for (const node of removedNodes) {
        for (const walk of [...this.#fresh, ...this.#near, ...this.#far]) walk.removed(node, target, nextSibling);
        this.#marks.removed(node);
        if (node instanceof Element) this.#out.add(node);
      }
      for (const node of [...addedNodes, previousSibling, nextSibling]) if (node) changed.add(node);
    }
    this.#observer.takeRecords();
    /** @type {Set<Node>} */
    const seen = new Set();
    for (const node of changed) {
      const walk = this.root.contains(node) ? Walk.around(node, this.root, seen) : undefined;
      if (walk) this.#fresh.push(walk);
    }
    this.#slices.now();
  }
}
