// A clock that says the same in each run.
//
// A clock that stands would stop the widgets: they wait for times, such as that typing rests for 0.3 s. One that goes
// says another minute in each run. So here time passes only by what waits for it: a timer of the page that is over sets
// the clock to the moment for which it was set.

/** @typedef {import('@playwright/test').Page} Page */

/** Milliseconds. The service's clock moves on a little with all that it is asked: its answers are not of the future. */
const behind = 30_000;

/** @typedef {import('@playwright/test').BrowserContext} Context */

/**
 * Every document of the page, from the next one that is opened, begins at this moment.
 * @param {Page} page before it is opened
 * @param {Date | string | number} instant
 * @param {{service?: import('./service.js').Service}} [options] whose clock stands then, too: its answers and cases
 *   are as old in each run
 * @returns {Promise<{advance: (milliseconds: number) => Promise<void>}>} `advance` lets time pass: what waits for it
 *   comes at once; what is shown says its new age when it is drawn again
 */
export async function frozenAt(page, instant, { service } = {}) {
  const start = new Date(instant).getTime();
  if (Number.isNaN(start)) throw new Error(`“${instant}” is no moment: write it like 2026-11-24T05:14:00Z.`);
  let serviceStart = start - behind;
  await service?.faults.stopClock(new Date(serviceStart));
  await page.addInitScript(install, start);
  return {
    async advance(milliseconds) {
      serviceStart += milliseconds;
      await service?.faults.stopClock(new Date(serviceStart));
      await page.addInitScript(advance, milliseconds); // in the documents that follow
      await page.evaluate(advance, milliseconds);
    },
  };
}

/** Runs in the page. @param {number} start */
function install(start) {
  const page = /** @type {any} */ (globalThis);
  const RealDate = Date, realTimeout = setTimeout, realClear = clearTimeout;
  let now = start;
  /** @type {Map<number, {due: number, run: () => void}>} */
  const timers = new Map();
  page.Date = new Proxy(RealDate, {
    construct: (target, words, made) => Reflect.construct(target, words.length > 0 ? words : [now], made),
    apply: () => new RealDate(now).toString(),
    get: (target, name) => (name === 'now' ? () => now : Reflect.get(target, name)),
  });
  page.setTimeout = (/** @type {any} */ action, /** @type {any} */ wait, /** @type {any[]} */ ...words) => {
    if (typeof action !== 'function') return realTimeout(action, wait, ...words);
    const due = now + Math.max(1, Number(wait) || 0); // as browsers do, or who asks again at once never ends
    const id = Number(realTimeout(() => run(), wait));
    const run = () => {
      timers.delete(id);
      now = Math.max(now, due);
      action(...words);
    };
    timers.set(id, { due, run });
    return id;
  };
  page.clearTimeout = (/** @type {any} */ id) => {
    timers.delete(id);
    realClear(id);
  };
  Object.defineProperty(page, Symbol.for('threat-response-widgets:advance'), {
    value: (/** @type {number} */ milliseconds) => {
      const end = now + milliseconds;
      for (;;) {
        const [next] = [...timers].filter(([, { due }]) => due <= end).sort((one, other) => one[1].due - other[1].due);
        if (!next) break;
        realClear(next[0]);
        next[1].run();
      }
      now = end;
    },
  });
}

/** Runs in the page. @param {number} milliseconds */
function advance(milliseconds) {
  /** @type {any} */ (globalThis)[Symbol.for('threat-response-widgets:advance')]?.(milliseconds);
}
