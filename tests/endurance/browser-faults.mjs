// Courses of work while the service fails, in the three browsers: each seed one after the other.
import { startFirefox, startPlainChromium, startWebKit } from '../browsers/browsers.mjs';
import { runFaultCourse } from '../browsers/fault-course.mjs';

const browsers = /** @type {const} */ ({
  Chromium: startPlainChromium, Firefox: startFirefox, WebKitGTK: startWebKit,
});

/**
 * @param {{seed: number, courses: number, acts: number, say: (line: string) => void}} long `courses` a browser
 * @returns {Promise<{problems: string[]}>}
 */
export async function runBrowserFaults({ seed, courses, acts, say }) {
  /** @type {string[]} */
  const problems = [];
  for (let number = 0; number < courses; ++number) {
    for (const [name, start] of Object.entries(browsers)) {
      const what = `${name}, TR_SEED=${seed + number}`;
      /** @type {(() => Promise<unknown>)[]} */
      const ends = [];
      say(what);
      const course = runFaultCourse({ seed: seed + number, acts, start, say, ends });
      const found = await course.catch((error) => ({ problems: [String(error.stack ?? error)] }));
      for (const end of ends.reverse()) await end();
      problems.push(...found.problems.map((problem) => `${what}: ${problem}`));
    }
  }
  return { problems };
}
