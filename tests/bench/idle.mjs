// What an open gallery that nobody touches costs the processor, beside a blank page and npm jsimgui's demo in the same
// browser.
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from '@playwright/test';
import { logInTo } from '../browser/fixtures.js';
import { serveImgui } from './imgui-page.mjs';

/**
 * Milliseconds of processor time of all renderers and of the GPU process during the pause.
 * @param {import('@playwright/test').Browser} browser
 * @param {number} seconds
 */
async function spent(browser, seconds) {
  const session = await browser.newBrowserCDPSession();
  const look = async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return processInfo.filter(({ type }) => /renderer|gpu/i.test(type))
      .reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0);
  };
  const before = await look();
  await pause(seconds * 1000);
  const after = await look();
  await session.detach();
  return after - before;
}

/**
 * @param {import('@playwright/test').Browser} browser
 * @param {import('../conformance/appliance.mjs').Appliance} appliance whose gallery it is
 * @param {number} seconds
 */
export async function idleCost(browser, appliance, seconds) {
  const page = await browser.newPage();
  await logInTo(appliance, page.context());
  await page.goto('about:blank');
  await pause(2000); // what starting the browser leaves to do
  const blank = await spent(browser, seconds);
  await page.goto(`${appliance.appliance}/gallery`);
  await page.getByRole('tab', { name: 'Rows' }).click();
  await expect(page.getByRole('option').first()).toBeVisible();
  await pause(2000);
  const gallery = await spent(browser, seconds);
  const peer = await serveImgui();
  try {
    await page.goto(peer.address);
    await page.waitForFunction(() => /** @type {any} */ (window).frames_drawn > 10);
    return { blank, gallery, jsimgui: await spent(browser, seconds) };
  } finally {
    await page.close();
    await peer.close();
  }
}
