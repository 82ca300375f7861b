// The browser of the benchmarks: as the tests' (playwright.config.js), but composing its pages as people's browsers do.
//
// The tests turn that off, since without a graphics card it doubles what a processor has to do for each page. A picture
// that the widgets hand over is then read back from WebGL: 57 of the 63 ms of a step of scrolling, and none otherwise.
import { chromium } from '@playwright/test';
import config from '../browser/playwright.config.js';

const saving = ['--disable-gpu-rasterization', '--disable-gpu-compositing'];

export function launch() {
  const options = config.use?.launchOptions;
  return chromium.launch({ ...options, args: options?.args?.filter((word) => !saving.includes(word)) });
}
