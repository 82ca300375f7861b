// What a page's thread does, measured in the page itself.
/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Locator} Locator */

/** @param {number[]} values @param {number} part 0 to 1 */
export function quantile(values, part) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

/**
 * Before the page's own scripts: keeps, while `bench.watches`, of every callback of an animation frame when it was
 * asked for, how long it took, and when the frame after it began, by which its own had been painted. And long tasks.
 * @param {Page} page
 */
export function watchFrames(page) {
  return page.addInitScript(() => {
    const ask = window.requestAnimationFrame.bind(window);
    /** @type {{asked: number, took: number, painted: number}[]} */
    const frames = [];
    /** @type {{started: number, took: number}[]} */
    const tasks = [];
    const painted = () => new Promise((done) => { ask(() => ask(() => done(0))); });
    const bench = { ask, painted, frames, tasks, watches: false };
    window.requestAnimationFrame = (callback) => {
      if (!bench.watches) return ask(callback);
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
    Object.assign(window, { bench });
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
    const { bench } = window;
    const { ask, frames } = bench;
    bench.watches = true;
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
      if (frame) {
        bench.watches = false;
        return { pressed, read: frame.painted - end };
      }
      await nextFrame();
    }
  });
}

/**
 * Step by step: of each, the processor time of the page's thread, in scripts and in all. Not by the clock: other
 * programs take none of it.
 * @template {object} Subject
 * @param {Page} page
 * @param {import('@playwright/test').JSHandle<Subject>} subject found once: to look for an element by its role is a
 *   script of the page too, of 2 ms
 * @param {(subject: Subject) => Promise<unknown>} step in the page, until what it does has been painted
 * @returns {Promise<{script: number[], thread: number[]}>} milliseconds
 */
async function measureSteps(page, subject, step) {
  const count = 300, warm = 20; // the first ones make glyphs that stay
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const spent = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (/** @type {string} */ wanted) => (metrics.find(({ name }) => name === wanted)?.value ?? 0) * 1000;
    return { script: of('ScriptDuration'), thread: of('TaskDuration') };
  };
  const script = [], thread = [];
  let before = await spent();
  for (let at = 0; at < count; ++at) {
    await subject.evaluate(step);
    const after = await spent();
    script.push(after.script - before.script);
    thread.push(after.thread - before.thread);
    before = after;
  }
  await session.detach();
  return { script: script.slice(warm), thread: thread.slice(warm) };
}

/** @param {Page} page @param {Locator} list */
export async function scroll(page, list) {
  const element = /** @type {import('@playwright/test').ElementHandle<HTMLElement>} */ (await list.elementHandle());
  return measureSteps(page, element, (scrolled) => {
    scrolled.scrollTop += 53;
    return /** @type {any} */ (window).bench.painted();
  });
}

/**
 * The least that a drawn surface costs in a script: a picture of one colour, as large, goes from WebGL to a canvas.
 * Without a graphics card the browser copies it there.
 * @param {Page} page
 * @param {{width: number, height: number}} size device pixels
 */
export async function handOver(page, size) {
  const canvases = await page.evaluateHandle(({ width, height }) => {
    const gl = new OffscreenCanvas(width, height).getContext('webgl2', { antialias: false, depth: false });
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    canvas.style.cssText = 'position: fixed; inset: 0 auto auto 0; z-index: 9';
    document.body.append(canvas);
    return { gl: /** @type {any} */ (gl), canvas, shown: canvas.getContext('bitmaprenderer') };
  }, size);
  const steps = await measureSteps(page, canvases, ({ gl, shown }) => {
    /** @type {any} */
    const { bench: { ask, painted } } = window;
    // In a frame of the page, as the surfaces: what the debugger calls is not counted as a script.
    ask(() => {
      gl.clearColor(Math.random(), 0, 0, 1);
      gl.clear(gl.COLOR_BUFFER_BIT);
      shown?.transferFromImageBitmap(gl.canvas.transferToImageBitmap());
    });
    return painted();
  });
  await canvases.evaluate(({ canvas }) => canvas.remove());
  return steps;
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
