// A browser with a profile in a folder, Chromium or Firefox, and one page in it: the same few acts in both. Without a
// screen Firefox has no WebGL: there the twin is the interface.
import { chromium } from '@playwright/test';
import puppeteer from 'puppeteer-core';
import { makeEyes } from '../endurance/eyes.js';
import config from './playwright.config.js';
import { policyReports } from './policy-reports.js';

/**
 * @typedef {object} Desk
 * @property {(address: string) => Promise<void>} open
 * @property {<Given, Result>(script: (given: Given) => Result, given: Given) => Promise<Awaited<Result>>} run in the
 *   page
 * @property {string[]} said what the page's console has
 * @property {string[]} asked the addresses of all requests
 * @property {() => Promise<void>} close
 */

/** Milliseconds, on a busy machine. */
const patience = 20_000;

/** The eyes and hands of a test in the page, before its scripts. */
const eyes = `globalThis.eyes = (${makeEyes})(${patience})`;

/**
 * Both browsers' pages are asked alike.
 * @param {any} page Playwright's or Puppeteer's
 * @param {() => Promise<void>} close
 * @returns {Desk}
 */
function deskAt(page, close) {
  /** @type {string[]} */
  const said = [];
  /** @type {string[]} */
  const asked = [];
  page.on('console', (/** @type {{text: () => string}} */ message) => said.push(message.text()));
  page.on('request', (/** @type {{url: () => string}} */ request) => asked.push(request.url()));
  return {
    open: async (address) => { await page.goto(address); },
    run: (script, given) => page.evaluate(script, given),
    said, asked, close,
  };
}

/** @param {string} folder @param {() => void} before runs in each document first @returns {Promise<Desk>} */
async function startChromium(folder, before) {
  const { launchOptions } = /** @type {{launchOptions: object}} */ (config.use);
  const context = await policyReports.watch(
    await chromium.launchPersistentContext(folder, { ...launchOptions, headless: true }));
  await context.addInitScript(before);
  await context.addInitScript({ content: eyes });
  return deskAt(context.pages()[0] ?? await context.newPage(), () => context.close());
}

/** @param {string} folder @param {() => void} before @returns {Promise<Desk>} */
async function startFirefox(folder, before) {
  const browser = await puppeteer.launch({
    browser: 'firefox', executablePath: '/usr/bin/firefox-esr', userDataDir: folder, headless: true,
  });
  const [page = await browser.newPage()] = await browser.pages();
  await page.evaluateOnNewDocument(before);
  await page.evaluateOnNewDocument(eyes);
  return deskAt(page, () => browser.close());
}

export const browsers = { Chromium: startChromium, Firefox: startFirefox };
