// Chromium, headless, with WebGL2 by software.
//
// Every spec runs at ratio 1; those with @dpr in their title at others as well. With TR_ALL set, as by `npm run
// test:all`, at five ratios and with what has @all in its title, the same again in other themes and hosts, and @long,
// which takes more than its share of the time that `npm test` has: with TR_LONG set, as by `npm run endurance`, these
// alone.
import { defineConfig } from '@playwright/test';

const all = Boolean(process.env.TR_ALL), long = Boolean(process.env.TR_LONG);

/** @param {number} ratio */
const project = (ratio) => ({
  name: `dpr-${ratio}`,
  use: { deviceScaleFactor: ratio },
  ...(ratio === 1 ? {} : { grep: all ? /@dpr/ : /@dpr (casebook|gallery, Items)/ }),
});

export default defineConfig({
  ...(all ? {} : long ? { grep: /@long/ } : { grepInvert: /@all|@long/ }),
  testDir: '.',
  testMatch: '*.spec.js',
  globalSetup: './policy-totals.js',
  outputDir: 'results/artifacts',
  reporter: [['line'], ['json', { outputFile: 'results/report.json' }]],
  workers: 2,
  retries: 0,
  forbidOnly: true,
  // What waits is a state that must come; how soon it comes is the benchmarks' matter, and two tests share two cores.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: {
    browserName: 'chromium',
    headless: true,
    viewport: { width: 1280, height: 800 },
    // A trace of every test takes a seventh of the time: TR_TRACE=1 for the one that fails.
    trace: process.env.TR_TRACE ? 'retain-on-failure' : 'off',
    launchOptions: {
      executablePath: '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--use-angle=swiftshader',
        '--enable-unsafe-swiftshader',
        '--disable-gpu-sandbox',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        '--disable-quic',
        // Debian's start script turns them on. Without a graphics card the processor then does the card's work for
        // every page: twice as much as when it paints and composes the page itself.
        '--disable-gpu-rasterization',
        '--disable-gpu-compositing',
      ],
    },
  },
  projects: (all ? [1, 1.25, 1.5, 2, 3] : long ? [1] : [1, 1.25]).map(project),
});
