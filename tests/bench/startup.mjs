// From navigation to what a person can use, on loopback, in Chromium with WebGL by software.
//
//   npm run bench:startup      needs dist/ and the appliance (node web/package/build.mjs release)
//
// The peer of a pivot button is the same report without the widgets: when its first row is drawn. The first menu is
// timed from the first hover over its button, with nothing in the cache, by somebody whom the appliance knows. The peer
// of the first frame, of our gallery of controls, is the demo window of Dear ImGui by npm jsimgui.
import { domainsPage, logInTo, makeAnalyst } from '../browser/fixtures.js';
import { startAppliance } from '../conformance/appliance.mjs';
import { launch } from './browser.mjs';
import { serveImgui } from './imgui-page.mjs';
import { quantile } from './page-work.mjs';
import { report } from './table.mjs';

const rounds = 5;
const bounds = { button: 1.3, menu: 300 };

const appliance = await startAppliance();
const browser = await launch();

/** Notes in the page when a frame first shows what a selector finds, also in the ribbon. */
function watch() {
  const seen = /** @type {Record<string, number>} */ ({});
  Object.assign(window, { seen });
  const look = () => {
    const trees = [document, document.querySelector('tr-ribbon')?.shadowRoot];
    for (const selector of ['main tbody tr', 'tr-pivot-menu[role=button]', '.menu [role=menuitem]'])
      if (trees.some((tree) => tree?.querySelector(selector))) seen[selector] ??= performance.now();
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  addEventListener('pointerover', ({ target }) => {
    if (/** @type {Element} */ (target).localName === 'tr-pivot-menu') seen['hover'] ??= performance.now();
  }, true);
}

/** @param {import('@playwright/test').Page} page @param {string} what @returns {Promise<number>} milliseconds */
async function when(page, what) {
  await page.waitForFunction((name) => name in /** @type {any} */ (window).seen, what);
  return page.evaluate((name) => /** @type {any} */ (window).seen[name], what);
}

async function fresh() {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await logInTo(appliance, context);
  await context.addInitScript(watch);
  return context;
}

/** Until a button is there, or a row: in a new context, and again in the same. @param {boolean} withWidgets */
async function load(withWidgets) {
  const context = await fresh();
  const page = await context.newPage();
  if (!withWidgets) { // by the browser itself: a route of the test's would slow every request
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.setBlockedURLs', { urls: ['*/widgets/*'] });
  }
  const what = withWidgets ? 'tr-pivot-menu[role=button]' : 'main tbody tr';
  const times = [];
  for (let visit = 0; visit < 2; ++visit) {
    await page.goto(appliance.appliance + domainsPage);
    times.push(await when(page, what));
  }
  await context.close();
  return times;
}

/** From the first hover to the menu with its entries. */
async function firstMenu() {
  const context = await fresh();
  const page = await context.newPage();
  await page.goto(appliance.appliance + domainsPage);
  const button = page.getByRole('button', { name: 'Actions for bit.ly', exact: true });
  await button.hover();
  await button.click();
  const shown = await when(page, '.menu [role=menuitem]');
  const hover = await when(page, 'hover');
  await context.close();
  return shown - hover;
}

/** Until the page has drawn, or for ours until the twin of it is there. @param {string} address */
async function firstFrame(address) {
  const context = await fresh();
  const page = await context.newPage();
  await page.goto(address);
  const shown = await page.waitForFunction(() => {
    const { first_frame: drawn } = /** @type {any} */ (window);
    const trees = [document, ...[...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? [])];
    return drawn ?? (trees.some((tree) => tree.querySelector('[role=tab]')) ? performance.now() : 0);
  });
  const time = Number(await shown.jsonValue());
  await context.close();
  return time;
}

const peer = await serveImgui();
try {
  const known = await fresh();
  const page = await known.newPage();
  const analyst = makeAnalyst(page, appliance);
  await analyst.open();
  await analyst.signIn('bit.ly'); // the appliance keeps the client from now on
  await known.close();
  /** @type {{ours: number[][], bare: number[][], menus: number[], gallery: number[], jsimgui: number[]}} */
  const all = { ours: [], bare: [], menus: [], gallery: [], jsimgui: [] };
  for (let round = 0; round < rounds; ++round) {
    all.bare.push(await load(false));
    all.ours.push(await load(true));
    all.menus.push(await firstMenu());
    all.gallery.push(await firstFrame(`${appliance.appliance}/gallery`));
    all.jsimgui.push(await firstFrame(peer.address));
  }
  const median = (/** @type {number[]} */ values) => quantile(values, 0.5);
  const [cold, warm] = [0, 1].map((visit) => ({ ours: median(all.ours.map((times) => times[visit])),
    bare: median(all.bare.map((times) => times[visit])) }));
  await report('startup', [
    { what: 'first pivot button, times the page without widgets, cold', figure: cold.ours / cold.bare,
      most: bounds.button },
    { what: 'first pivot button, times the page without widgets, warm', figure: warm.ours / warm.bare,
      most: bounds.button },
    { what: 'first pivot button, cold cache', figure: cold.ours, unit: 'ms', peer: cold.bare },
    { what: 'first pivot button, warm cache', figure: warm.ours, unit: 'ms', peer: warm.bare },
    { what: 'first menu after the first hover, cold cache: median', figure: median(all.menus), unit: 'ms',
      most: bounds.menu },
    { what: 'first frame of the gallery, beside jsimgui\'s demo, cold cache', figure: median(all.gallery), unit: 'ms',
      peer: median(all.jsimgui) },
  ], { all });
} finally {
  await browser.close();
  await peer.close();
  await appliance.stop();
}
