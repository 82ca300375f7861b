// A screen of the test's own for browsers that need one: Xvfb, on a display number that it finds free itself.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/**
 * @typedef {object} Display
 * @property {string} name for the environment variable DISPLAY
 * @property {() => Promise<void>} close
 */

/** @returns {Promise<Display>} */
export async function startDisplay() {
  const words = ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'];
  const child = spawn('Xvfb', words, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  const orphaned = () => child.kill(); // a test that breaks leaves nothing behind
  process.once('exit', orphaned);
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text) => (said += text));
  const ended = once(child, 'close');
  const lines = createInterface({ input: /** @type {import('node:stream').Readable} */ (child.stdio[3]) });
  const first = await Promise.race([once(lines, 'line'), ended]).catch((error) => [String(error)]);
  if (!/^\d+$/.test(first[0] ?? '')) {
    throw new Error(`Xvfb did not start: run ./setup, which installs the package xvfb. ${first[0] ?? ''} ${said}`.trim());
  }
  return {
    name: `:${first[0]}`,
    close: async () => {
      process.off('exit', orphaned);
      child.kill();
      await ended;
    },
  };
}
