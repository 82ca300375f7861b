// Three browsers behind one small interface: what a person does with a keyboard, and one look into the page.
//
// A folder of its own beside tests/browser: that one is Playwright's, which drives Chromium and neither Debian's
// Firefox nor WebKitGTK. Here each is the browser that Debian has, over a standard protocol: WebDriver BiDi
// (puppeteer-core), or WebDriver (selenium-webdriver).
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import puppeteer from 'puppeteer-core';
import { Builder, Capabilities, Key } from 'selenium-webdriver';

import config from '../browser/playwright.config.js';

/**
 * @typedef {'Enter' | 'Tab' | 'Space' | 'Escape' | 'ArrowDown' | 'Home'} KeyName
 * @typedef {object} Browser
 * @property {(address: string) => Promise<void>} open
 * @property {(script: string) => Promise<any>} look what an expression is in the page
 * @property {(key: KeyName) => Promise<void>} press
 * @property {(text: string) => Promise<void>} type
 * @property {() => Promise<Beside>} beside a second tab; keys go to the first one
 * @property {() => Promise<void>} close
 */
/** @typedef {Pick<Browser, 'open' | 'look'>} Beside */

/** @param {string} program @param {string} packageName */
function need(program, packageName) {
  if (!existsSync(program)) {
    throw new Error(`${program} is missing: run ./setup, which installs the package ${packageName}.`);
  }
  return program;
}

/** @param {import('puppeteer-core').Browser} browser @returns {Promise<Browser>} */
async function overPuppeteer(browser) {
  // The window of a Firefox on a screen without a window manager has the focus only once a tab was chosen in it: until
  // then its buttons hear no Enter.
  const page = await browser.newPage();
  await page.bringToFront();
  return {
    open: async (address) => { await page.goto(address); },
    look: (script) => page.evaluate(script),
    press: (key) => page.keyboard.press(key === 'Space' ? ' ' : key),
    type: (text) => page.keyboard.type(text),
    beside: async () => {
      const other = await browser.newPage();
      await page.bringToFront();
      return { open: async (address) => { await other.goto(address); }, look: (script) => other.evaluate(script) };
    },
    close: () => browser.close(),
  };
}

/** @param {string[]} [more] arguments that it starts with @returns {Promise<Browser>} */
async function launchChromium(more = []) {
  const { launchOptions } = /** @type {{launchOptions: {executablePath: string, args: string[]}}} */ (config.use);
  need(launchOptions.executablePath, 'chromium');
  return overPuppeteer(await puppeteer.launch({ ...launchOptions, args: [...launchOptions.args, ...more],
    headless: true, defaultViewport: { width: 1280, height: 800 } }));
}

/** @returns {Promise<Browser>} */
export const startChromium = () => launchChromium();

/** The twins are what is seen: quicker, where nothing depends on what is drawn. @returns {Promise<Browser>} */
export const startPlainChromium = () => launchChromium(['--disable-3d-apis']);

/** @param {import('./display.mjs').Display} display @returns {Promise<Browser>} */
export async function startFirefox(display) {
  return overPuppeteer(await puppeteer.launch({
    browser: 'firefox',
    executablePath: need('/usr/bin/firefox-esr', 'firefox-esr'),
    headless: false,
    defaultViewport: null,
    env: { ...process.env, DISPLAY: display.name, LIBGL_ALWAYS_SOFTWARE: '1' },
    // Without a graphics card Firefox has WebGL only so.
    extraPrefsFirefox: {
      'webgl.force-enabled': true, 'webgl.out-of-process': false, 'security.sandbox.content.level': 0 },
  }));
}

/** @returns {Promise<number>} that nobody listens on */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}

/** @param {import('./display.mjs').Display} display @returns {Promise<Browser>} */
export async function startWebKit(display) {
  const driverProgram = need('/usr/bin/WebKitWebDriver', 'webkit2gtk-driver');
  // It comes with the library, in Debian 12 and 13.
  const miniBrowser = need('/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser', 'webkit2gtk-driver');
  const port = await freePort();
  const child = spawn(driverProgram, [`--port=${port}`, '--host=127.0.0.1'], {
    stdio: 'ignore',
    // As root, which a container is, WebKit's own sandbox does not start.
    env: { ...process.env, DISPLAY: display.name, GDK_BACKEND: 'x11', LIBGL_ALWAYS_SOFTWARE: '1',
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' },
  });
  const ended = once(child, 'close');
  const orphaned = () => child.kill();
  process.once('exit', orphaned);
  const end = async () => {
    process.off('exit', orphaned);
    child.kill();
    await ended;
  };
  const capabilities = new Capabilities({
    browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary: miniBrowser, args: ['--automation'] } });
  const driver = await answering(`http://127.0.0.1:${port}/status`)
    .then(() => new Builder().usingServer(`http://127.0.0.1:${port}`).withCapabilities(capabilities).build())
    .catch(async (error) => {
      await end();
      throw error;
    });
  /** @type {Record<KeyName, string>} */
  const keys = { Enter: Key.ENTER, Tab: Key.TAB, Space: Key.SPACE, Escape: Key.ESCAPE, ArrowDown: Key.ARROW_DOWN,
    Home: Key.HOME };
  const send = (/** @type {string} */ text) => driver.actions().sendKeys(text).perform();
  return {
    open: (address) => driver.get(address),
    look: (script) => driver.executeScript(`return (${script});`),
    press: (key) => send(keys[key]),
    type: (text) => send(text),
    beside: () => besideIn(driver),
    close: async () => {
      await driver.quit();
      await end();
    },
  };
}

/** @param {import('selenium-webdriver').WebDriver} driver @returns {Promise<Beside>} */
async function besideIn(driver) {
  const first = await driver.getWindowHandle();
  await driver.switchTo().newWindow('tab');
  const other = await driver.getWindowHandle();
  await driver.switchTo().window(first);
  /** @template T @param {() => Promise<T>} act */
  const there = async (act) => {
    await driver.switchTo().window(other);
    return act().finally(() => driver.switchTo().window(first));
  };
  return {
    open: (address) => there(() => driver.get(address)),
    look: (script) => there(() => driver.executeAsyncScript(
      `const done = arguments[arguments.length - 1]; Promise.resolve(${script}).then(done);`)),
  };
}

/** Resolves when something answers there. @param {string} address */
async function answering(address) {
  const until = Date.now() + 20_000;
  for (;;) {
    try {
      await fetch(address);
      return;
    } catch (error) {
      if (Date.now() > until) throw new Error(`WebKitWebDriver does not answer: ${error}`, { cause: error });
      await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
  }
}
