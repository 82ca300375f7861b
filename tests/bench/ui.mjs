// How long the page's thread is busy with what the widgets draw, in Chromium with WebGL by software.
//
//   npm run bench:ui      needs dist/ and the appliance (node web/package/build.mjs release)
//
// A step of scrolling: everything from the scroll event to the picture and its twin, of a list and a table of
// 10,000 rows side by side. The menu: from the press of a pivot button to the frame that shows it. A frame: the part of
// a step that is WebAssembly, in Node, without pictures. Idle: the processor time that an open gallery takes in 30 s
// more than a blank page.
import { expect } from '@playwright/test';
import { logInTo, makeAnalyst } from '../browser/fixtures.js';
import { startAppliance } from '../conformance/appliance.mjs';
import { launch } from './browser.mjs';
import { listFrames } from './frames.mjs';
import { idleCost } from './idle.mjs';
import { quantile } from './page-work.mjs';
import { report } from './table.mjs';

const bounds = { scroll: 4, menu: 50, frame: 0.5, idle: 50 }; // milliseconds
const idleSeconds = 30;

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
const browser = await launch();
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
  const median = (/** @type {number[]} */ values) => quantile(values, 0.5);
  await report('ui', [
    { what: 'scroll step, 10,000 rows: 95th percentile', figure: quantile(steps, 0.95), unit: 'ms',
      most: bounds.scroll },
    { what: 'scroll step, 10,000 rows: median', figure: median(steps), unit: 'ms' },
    { what: 'menu, press to frame: largest', figure: Math.max(...openings), unit: 'ms', most: bounds.menu },
    { what: 'menu, press to frame: median', figure: median(openings), unit: 'ms' },
    { what: 'frame in Node, 10,000 rows: median', figure: median(frames), unit: 'ms', most: bounds.frame },
    { what: 'frame in Node, 10,000 rows: 95th percentile', figure: quantile(frames, 0.95), unit: 'ms' },
    { what: `idle for ${idleSeconds} s, gallery more than a blank page`, figure: idle.gallery - idle.blank, unit: 'ms',
      most: bounds.idle },
    { what: `idle for ${idleSeconds} s, gallery, beside a blank page`, figure: idle.gallery, unit: 'ms', peer: idle.blank },
    { what: `idle for ${idleSeconds} s, gallery, beside jsimgui's demo`, figure: idle.gallery, unit: 'ms',
      peer: idle.jsimgui },
  ]);
} finally {
  await browser.close();
  await appliance.stop();
}
