// Whether the widgets of this page have something to do: for tests, which wait for a state and not for a time.
//
// What they do begins and ends here: loading, putting buttons into the page, calls, the store, frames that are asked
// for, and what they will do within a moment. Between an answer and what comes of it lie tasks in which nothing seems
// to be under way: idle is who has begun nothing for two frames.

/** Milliseconds. What the widgets will do so soon counts as being done: a search waits until typing rests. */
const soon = 1000;

/**
 * The scripts of the package have no variables in common (first-use.js).
 * @typedef {{open: number, begun: number, waiting: Set<() => void>}} Work `begun`: how often something has
 */
const key = Symbol.for('threat-response-widgets work');
const ofPage = /** @type {{[key: symbol]: Work | undefined}} */ (/** @type {unknown} */ (globalThis));
const work = (ofPage[key] ??= { open: 0, begun: 0, waiting: new Set() });

/** @returns {() => void} ends it; more than once is once */
export function begin() {
  work.open += 1;
  work.begun += 1;
  let isOpen = true;
  return () => {
    if (!isOpen) return;
    isOpen = false;
    work.open -= 1;
    if (work.open > 0) return;
    for (const go of work.waiting) go();
    work.waiting.clear();
  };
}

/** The same for what is over with a promise. @template T @param {Promise<T>} doing @returns {Promise<T>} */
export async function during(doing) {
  const end = begin();
  try {
    return await doing;
  } finally {
    end();
  }
}

/**
 * The same for each call of a function.
 * @template {any[]} Words
 * @template T
 * @param {(...words: Words) => Promise<T>} action
 * @returns {(...words: Words) => Promise<T>}
 */
export const watched = (action) => (...words) => during(action(...words));

/** The same for what will be done then, when that is soon. @param {number} wait milliseconds @returns {() => void} */
export const beginSoon = (wait) => (wait < soon ? begin() : () => undefined);

/** Hidden pages draw no frames. */
const nextFrame = () => new Promise((resolve) => {
  if (document.hidden) setTimeout(resolve);
  else requestAnimationFrame(resolve);
});

/** Fulfilled when the widgets of this page have nothing to do. */
export async function whenIdle() {
  await document.fonts.ready;
  for (let quiet = 0, before = work.begun; quiet < 2;) {
    if (work.open > 0) await new Promise((resolve) => { work.waiting.add(() => resolve(undefined)); });
    await nextFrame();
    quiet = work.open === 0 && work.begun === before ? quiet + 1 : 0;
    before = work.begun;
  }
}
