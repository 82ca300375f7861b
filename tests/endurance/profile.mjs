// A browser with a profile on disk that can be killed as a power cut does, and started again on what is left of it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { chromium } from '@playwright/test';
import { policyReports } from '../browser/policy-reports.js';
import config from '../browser/playwright.config.js';

const { launchOptions } = /** @type {{launchOptions: {executablePath: string, args: string[]}}} */ (config.use);
const { executablePath, args: usual } = launchOptions;
/** Without WebGL the twins are the interface: what is drawn is looked at elsewhere, and would take most of the time. */
const flags = [
  ...usual.filter((flag) => !/angle|swiftshader/.test(flag)), '--disable-gpu', '--disable-software-rasterizer',
  // A tab that is not in front draws and keeps its time all the same, as those of several windows would.
  '--disable-background-timer-throttling', '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding', '--disable-features=CalculateNativeWinOcclusion',
];

/** A browser whose profiles are gone with it. */
export const startBrowser = () => chromium.launch({ executablePath, args: flags });

/**
 * @typedef {object} Profile
 * @property {import('@playwright/test').BrowserContext} context
 * @property {() => Promise<void>} kill SIGKILL to the browser and all its processes
 */

/**
 * @param {string} folder of the profile
 * @param {Record<string, string>} [detours] connections to these hosts and ports go to others: 'host:port'
 * @returns {Promise<Profile>}
 */
export async function startProfile(folder, detours = {}) {
  const rules = Object.entries(detours).map(([from, to]) => `MAP ${from} ${to}`).join(',');
  const child = spawn(executablePath, [
    ...flags, '--headless', '--remote-debugging-port=0', `--user-data-dir=${folder}`, '--no-default-browser-check',
    ...(rules ? [`--host-resolver-rules=${rules}`] : []),
    'about:blank',
  ], { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  const ended = once(child, 'exit');
  const address = await new Promise((resolve, reject) => {
    /** @type {string[]} */
    const said = [];
    const lines = createInterface({ input: child.stderr });
    lines.on('line', (line) => {
      const found = /DevTools listening on (ws:\S+)/.exec(line);
      if (found) resolve(found[1]);
      else said.push(line);
    });
    child.once('error', reject);
    child.once('exit', (status) => reject(new Error(`The browser ended with ${status}: ${said.join('\n')}`)));
  });
  const browser = await chromium.connectOverCDP(address);
  return {
    context: await policyReports.watch(browser.contexts()[0]),
    kill: async () => {
      process.kill(-(child.pid ?? 0), 'SIGKILL'); // its own process group: the browser and what it has started
      await ended;
      await browser.close().catch(() => undefined);
    },
  };
}
