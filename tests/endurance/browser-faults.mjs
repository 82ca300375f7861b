// Courses of work while the service fails, in the three browsers: each seed one after the other. TR_BROWSERS=Firefox
// plays them in one of them alone; names are parted by commas.
import { startFirefox, startPlainChromium, startWebKit } from '../browsers/browsers.mjs';
import { runFaultCourse } from '../browsers/fault-course.mjs';

const browsers = /** @type {const} */ ({
  Chromium: startPlainChromium, Firefox: startFirefox, WebKitGTK: startWebKit,
});

/** @returns {(keyof typeof browsers)[]} */
function wantedBrowsers() {
  const all = /** @type {(keyof typeof browsers)[]} */ (Object.keys(browsers));
  const names = (process.env.TR_BROWSERS ?? all.join()).split(',');
  const unknown = names.find((name) => !(name in browsers));
  if (unknown !== undefined) throw new Error(`TR_BROWSERS: there is no '${unknown}'; there are ${all.join(', ')}.`);
  return all.filter((name) => names.includes(name));
}

/**
 * @param {{seed: number, courses: number, acts: number, say: (line: string) => void}} long `courses` a browser
 * @returns {Promise<{problems: string[]}>}
 */
export async function runBrowserFaults({ seed, courses, acts, say }) {
  /** @type {string[]} */
  const problems = [];
  for (let number = 0; number < courses; ++number) {
    for (const name of wantedBrowsers()) {
      const what = `${name}, TR_SEED=${seed + number}`;
      /** @type {(() => Promise<unknown>)[]} */
      const ends = [];
      say(what);
      const started = performance.now();
      const course = runFaultCourse({ seed: seed + number, acts, start: browsers[name], say, ends });
      const found = await course.catch((error) => ({ problems: [String(error.stack ?? error)] }));
      for (const end of ends.reverse()) await end();
      const seconds = ((performance.now() - started) / 1000).toFixed(0);
      say(`${what}: ${found.problems.length === 0 ? 'passed' : 'failed'} in ${seconds} s`);
      problems.push(...found.problems.map((problem) => `${what}: ${problem}`));
    }
  }
  return { problems };
}
