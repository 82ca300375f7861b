// How long the page's thread is busy with what the widgets draw, in Chromium with WebGL by software.
//
//   npm run bench:ui      needs dist/ and the appliance (node web/package/build.mjs release)
//
// A step of scrolling: everything from the scroll event to the picture and its twin, of a list and a table of
// 10,000 rows side by side. The menu: from the press of a pivot button to the frame that shows it. A frame: the part of
// a step that is WebAssembly, in Node, without pictures. Idle: the processor time that an open gallery takes in 30 s
// more than a blank page. Prints a table, writes build/bench/ui.json; the exit status says whether the bounds hold.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, expect } from '@playwright/test';
import { logInTo, makeAnalyst } from '../browser/fixtures.js';
import config from '../browser/playwright.config.js';
import { startAppliance } from '../conformance/appliance.mjs';
import { listFrames } from './frames.mjs';
import { idleCost } from './idle.mjs';

const bounds = { scroll: 4, menu: 50, frame: 0.5, idle: 50 }; // milliseconds
const idleSeconds = 30;
const folder = fileURLToPath(new URL('../../build/bench', import.meta.url));

/** @param {number[]} values @param {number} part 0 to 1 */
function quantile(values, part) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

/**
 * The time in callbacks of animation frames, where the widgets draw, for each step of scrolling.
 * @param {import('@playwright/test').Page} page
 * @returns {Promise<number[]>}
 */
function scrollSteps(page) {
  return page.getByRole('listbox', { name: 'Hosts' }).evaluate(async (list) => {
    const ask = window.requestAnimationFrame;
    let busy = 0;
    window.requestAnimationFrame = (callback) => ask((time) => {
      const started = performance.now();
      callback(time);
      busy += performance.now() - started;
    });
    const steps = [];
    for (let step = 0; step < 300; ++step) {
      busy = 0;
      list.scrollTop += 53;
      await new Promise((done) => ask(() => ask(() => done(0))));
      steps.push(busy);
    }
    window.requestAnimationFrame = ask;
    return steps.slice(20); // the first ones make glyphs that stay
  });
}

/** @param {import('@playwright/test').Page} page @param {string} value */
function menuOpening(page, value) {
  return page.getByRole('button', { name: `Actions for ${value}`, exact: true }).first()
    .evaluate((button) => new Promise((done) => {
      const started = performance.now();
      /** @type {HTMLElement} */ (button).click();
      // The frame in which the menu is there has been painted when the next one begins.
      const look = () => {
        const menu = document.querySelector('tr-ribbon')?.shadowRoot?.querySelector('.menu:popover-open');
        requestAnimationFrame(() => (menu ? done(performance.now() - started) : look()));
      };
      look();
    }));
}

const frames = (await listFrames(2000)).times.slice(200); // the first ones run before V8 has optimised the module
const appliance = await startAppliance();
const browser = await chromium.launch(config.use?.launchOptions);
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
await logInTo(appliance, page.context());
try {
  await page.goto(`${appliance.appliance}/gallery`);
  await page.getByRole('tab', { name: 'Rows' }).click();
  await expect(page.getByRole('option').first()).toBeVisible();
  const steps = await scrollSteps(page);
  const analyst = makeAnalyst(page, appliance);
  await analyst.open();
  await analyst.signIn('bit.ly');
  const openings = [];
  for (const value of ['pay-update.example', 'partner.example.org', 'bit.ly', 'pay-update.example', 'bit.ly']) {
    await page.keyboard.press('Escape');
    openings.push(Number(await menuOpening(page, value)));
  }
  await page.close();
  const idle = await idleCost(browser, appliance, idleSeconds);
  const result = {
    scroll: { median: quantile(steps, 0.5), p95: quantile(steps, 0.95), bound: bounds.scroll },
    menu: { median: quantile(openings, 0.5), largest: Math.max(...openings), bound: bounds.menu },
    frame: { median: quantile(frames, 0.5), p95: quantile(frames, 0.95), bound: bounds.frame },
    idle: { ...idle, more: idle.gallery - idle.blank, bound: bounds.idle },
  };
  const held = result.scroll.p95 <= bounds.scroll && result.menu.largest <= bounds.menu &&
    result.frame.median <= bounds.frame && result.idle.more <= bounds.idle;
  console.log(`scroll step, 10,000 rows   median ${result.scroll.median.toFixed(2)} ms   95th percentile ` +
    `${result.scroll.p95.toFixed(2)} ms   bound ${bounds.scroll} ms`);
  console.log(`menu, press to frame       median ${result.menu.median.toFixed(1)} ms   largest ` +
    `${result.menu.largest.toFixed(1)} ms   bound ${bounds.menu} ms`);
  console.log(`frame in Node, 10,000 rows median ${result.frame.median.toFixed(2)} ms   95th percentile ` +
    `${result.frame.p95.toFixed(2)} ms   bound ${bounds.frame} ms for the median`);
  console.log(`idle for ${idleSeconds} s              gallery ${idle.gallery.toFixed(0)} ms   blank page ` +
    `${idle.blank.toFixed(0)} ms   bound ${bounds.idle} ms more`);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'ui.json'), `${JSON.stringify({ ...result, held }, null, 2)}\n`);
  process.exitCode = held ? 0 : 1;
} finally {
  await browser.close();
  await appliance.stop();
}
