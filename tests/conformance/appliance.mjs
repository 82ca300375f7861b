// Starts the reference appliance for a test and waits for the line that says it is ready.
//
// TR_APPLIANCE names the program; without it, the one `npm start` builds.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const program = process.env.TR_APPLIANCE ?? fileURLToPath(new URL('../../build/native/appliance', import.meta.url));

/**
 * @typedef {object} Ready
 * @property {string} appliance origin
 * @property {string} visibility origin
 * @property {string} private_intel origin
 * @property {string} client_id
 * @property {string} client_password
 */

/**
 * Without `state` the store is temporary and the ports are free ones.
 * @param {{state?: string, listen?: string}} [options] `listen` is host:port, default a free port
 * @returns {Promise<Ready & {stop: () => Promise<number | null>, kill: () => Promise<void>}>} `stop` ends it
 *   as a user would and gives its exit status; `kill` is SIGKILL
 */
export async function startAppliance({ state, listen = '127.0.0.1:0' } = {}) {
  const words = state ? ['--state', state, '--listen', listen] : ['--ephemeral'];
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => { said += text; });
  const ready = await Promise.race([
    firstLine(child.stdout),
    ended.then(([status]) => { throw new Error(`the appliance ended with ${status}: ${said}`); }),
    once(child, 'error').then(([error]) => { throw error; }),
  ]);
  return {
    ...JSON.parse(ready),
    async stop() {
      child.kill('SIGTERM');
      const [status] = await ended;
      return status;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** @param {import('node:stream').Readable} stream */
async function firstLine(stream) {
  stream.setEncoding('utf8');
  return new Promise((resolve) => {
    let text = '';
    stream.on('data', (part) => {
      text += part;
      const end = text.indexOf('\n');
      if (end >= 0) resolve(text.slice(0, end));
    });
  });
}
