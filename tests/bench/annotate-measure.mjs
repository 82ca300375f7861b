// How annotate.mjs measures a page: in the page, around what calls the annotator, and by the browser's own counters.

/** Pivot buttons, ours and those of the peer: all, and those that are shown while more are to come. */
const all = 'tr-pivot-menu, .observable > button', shown = 'tr-pivot-menu:not([arriving]), .observable > button';

/** Runs before the page's scripts. @param {string} buttons */
function instrument(buttons) {
  const measured = { slices: /** @type {number[]} */ ([]), first: 0, firstAt: 0, tasks: /** @type {number[]} */ ([]) };
  Object.assign(window, { measured, isFirstScreen: () => isFirstScreen() });
  new PerformanceObserver((list) => measured.tasks.push(...list.getEntries().map(({ duration }) => duration)))
    .observe({ type: 'longtask', buffered: true });
  /** Whether every observable in view has its button; each row has three. */
  const isFirstScreen = () => {
    for (let row = document.querySelector('tr'); row && row.getBoundingClientRect().top < innerHeight;
      row = /** @type {HTMLTableRowElement | null} */ (row.nextElementSibling))
      if (row.querySelectorAll(buttons).length !== 3) return false;
    return document.readyState === 'complete';
  };
  /** @template {any[]} T @param {(...given: T) => any} callback */
  const timed = (callback) => (/** @type {T} */ ...given) => {
    const started = performance.now();
    callback(...given);
    const taken = performance.now() - started;
    measured.slices.push(taken);
    if (measured.firstAt > 0) return;
    measured.first += taken;
    if (isFirstScreen()) measured.firstAt = performance.now();
  };
  const later = window.setTimeout;
  // Ours alone sets timers on these pages.
  Object.assign(window, { setTimeout: (/** @type {() => void} */ callback, /** @type {number} */ wait) =>
    later(timed(callback), wait) });
  const idle = window.requestIdleCallback;
  window.requestIdleCallback = (callback, options) => idle(timed(callback), options);
  const Observer = window.MutationObserver;
  window.MutationObserver = class extends Observer {
    constructor(/** @type {MutationCallback} */ callback) { super(timed(callback)); }
  };
}

/**
 * Milliseconds: of the longest slice, of script until the first screen and in all, until the page is loaded and the
 * first screen drawn with its buttons, of the longest task, and of the thread in all.
 * @param {import('@playwright/test').Page} page
 * @param {string} address
 * @param {number} count of buttons that there will be
 */
export async function measure(page, address, count) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await page.addInitScript(instrument, shown);
  await page.goto(address, { waitUntil: 'commit' });
  await page.waitForFunction((none) => none ? document.readyState === 'complete' :
    /** @type {any} */ (window).isFirstScreen(), count === 0, { timeout: 300_000 });
  const load = await page.evaluate(() => new Promise((done) => {
    requestAnimationFrame(() => setTimeout(() => done(performance.now())));
  }));
  await page.evaluate(() => /** @type {any} */ (window).annotation?.ready);
  await page.waitForFunction(([buttons, many]) => document.querySelectorAll(buttons).length >= many,
    /** @type {const} */ ([all, count]), { timeout: 300_000, polling: 200 });
  await page.evaluate(() => new Promise((done) => {
    requestAnimationFrame(() => setTimeout(() => requestIdleCallback(() => done(undefined), { timeout: 5000 })));
  }));
  const { metrics } = await session.send('Performance.getMetrics');
  const busy = 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
  return page.evaluate(([loaded, whole]) => {
    const { measured, peerScript } = /** @type {any} */ (window);
    const total = measured.slices.reduce((/** @type {number} */ sum, /** @type {number} */ one) => sum + one, 0);
    return {
      load: loaded, busy: whole, script: peerScript ?? total, first: measured.first,
      slice: Math.max(0, ...measured.slices), longest: Math.max(0, ...measured.tasks),
      reachable: [...document.querySelectorAll('tr-pivot-menu[role=button][tabindex="0"]')].filter((one) =>
        one.getAttribute('aria-label') === `Actions for ${one.getAttribute('value')}` &&
        one.checkVisibility()).length,
    };
  }, /** @type {const} */ ([Number(load), busy]));
}

/**
 * The 95th percentile of the time from frame to frame while the page is scrolled, and whether its table stood still.
 * @param {import('@playwright/test').Page} page
 */
export function scroll(page) {
  return page.evaluate(async () => {
    const shape = () => [document.documentElement.scrollHeight,
      ...[...document.querySelectorAll('tr:first-child td')].map((cell) => cell.getBoundingClientRect().width)].join();
    const before = shape();
    const frame = () => new Promise((done) => { requestAnimationFrame(done); });
    const times = [];
    let still = true;
    for (let step = 0; step < 60; ++step) {
      const started = performance.now();
      window.scrollBy(0, 300);
      await frame();
      times.push(performance.now() - started);
      if (step % 20 === 0) still &&= shape() === before;
    }
    times.sort((one, other) => one - other);
    return { scroll: times[Math.floor(times.length * 0.95)], still: still && shape() === before };
  });
}
