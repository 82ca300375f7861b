// What a page's thread does, measured in the page itself.
/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Locator} Locator */

/** @param {number[]} values @param {number} part 0 to 1 */
export function quantile(values, part) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

/**
 * Before the page's own scripts: keeps, of every callback of an animation frame, when it was asked for, how long it
 * took, and when the frame after it began, by which its own had been painted.
 * @param {Page} page
 */
export function watchFrames(page) {
  return page.addInitScript(() => {
    const ask = window.requestAnimationFrame.bind(window);
    /** @type {{asked: number, took: number, painted: number}[]} */
    const frames = [];
    /** @type {{started: number, took: number}[]} */
    const tasks = [];
    window.requestAnimationFrame = (callback) => {
      const asked = performance.now();
      return ask((time) => {
        const started = performance.now();
        callback(time);
        const frame = { asked, took: performance.now() - started, painted: Infinity };
        frames.push(frame);
        ask(() => { frame.painted = performance.now(); });
      });
    };
    new PerformanceObserver((entries) => {
      for (const { startTime, duration } of entries.getEntries()) tasks.push({ started: startTime, took: duration });
    }).observe({ type: 'longtask' });
    performance.setResourceTimingBufferSize(10_000);
    Object.assign(window, { bench: { ask, frames, tasks } });
  });
}

/**
 * Presses a case of the list: milliseconds until the frame that shows it, and from the end of the answer to the call
 * that reads it to the frame after that.
 * @param {Page} page
 * @param {Locator} row
 * @returns {Promise<{pressed: number, read: number}>}
 */
export function openings(page, row) {
  return row.evaluate(async (element) => {
    /** @type {any} */
    const { bench: { ask, frames } } = window;
    const nextFrame = () => new Promise((done) => ask(done));
    const title = element.querySelector('p')?.textContent ?? '';
    const root = /** @type {ShadowRoot} */ (element.getRootNode());
    const started = performance.now();
    /** @type {HTMLElement} */ (element).click();
    while (root.querySelector('h3')?.textContent !== title || !root.querySelector('[aria-setsize]')) await nextFrame();
    await nextFrame();
    const pressed = performance.now() - started;
    for (;;) {
      const answer = performance.getEntriesByType('resource').findLast(({ name, startTime }) =>
        startTime >= started && name.includes('/ctia/casebook/casebook-'));
      const end = /** @type {PerformanceResourceTiming | undefined} */ (answer)?.responseEnd;
      const frame = end && frames.find((/** @type {any} */ one) => one.asked >= end && one.painted < Infinity);
      if (frame) return { pressed, read: frame.painted - end };
      await nextFrame();
    }
  });
}

/**
 * Scrolls step by step: of each, the processor time of the page's thread in scripts, and in all. Not by the clock:
 * other programs take none of it.
 * @param {Page} page
 * @param {Locator} list
 * @returns {Promise<{script: number[], thread: number[]}>} milliseconds
 */
export async function scroll(page, list) {
  const steps = 300, warm = 20; // the first ones make glyphs that stay
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const spent = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (/** @type {string} */ wanted) => (metrics.find(({ name }) => name === wanted)?.value ?? 0) * 1000;
    return { script: of('ScriptDuration'), thread: of('TaskDuration') };
  };
  const script = [], thread = [];
  let before = await spent();
  for (let step = 0; step < steps; ++step) {
    await list.evaluate((element) => {
      /** @type {any} */
      const { bench: { ask } } = window;
      element.scrollTop += 53;
      return new Promise((done) => ask(() => ask(() => done(0))));
    });
    const after = await spent();
    script.push(after.script - before.script);
    thread.push(after.thread - before.thread);
    before = after;
  }
  await session.detach();
  return { script: script.slice(warm), thread: thread.slice(warm) };
}

/**
 * The longest task of the page while `doing`: 0 when none took 50 ms, the least that browsers tell.
 * @param {Page} page
 * @param {() => Promise<void>} doing
 */
export async function longestTask(page, doing) {
  await page.evaluate(() => { /** @type {any} */ (window).bench.tasks.length = 0; });
  await doing();
  return page.evaluate(async () => {
    /** @type {any} */
    const { bench: { ask, tasks } } = window;
    for (let frame = 0; frame < 4; ++frame) await new Promise((done) => ask(done)); // they are told late
    return Math.max(0, ...tasks.map((/** @type {any} */ one) => one.took));
  });
}

/**
 * Counts POSTs by what their address holds.
 * @param {Page} page
 * @param {string[]} kinds
 */
export function countCalls(page, kinds) {
  /** @type {Record<string, number>} */
  let count = Object.fromEntries(kinds.map((kind) => [kind, 0]));
  page.on('request', (request) => {
    if (request.method() !== 'POST') return;
    for (const kind of kinds) if (request.url().includes(kind)) ++count[kind];
  });
  return {
    /** Those since the last time. */
    take() {
      const taken = count;
      count = Object.fromEntries(kinds.map((kind) => [kind, 0]));
      return taken;
    },
  };
}
