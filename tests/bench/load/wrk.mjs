// Running wrk: one process for each kind of analysts.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const script = fileURLToPath(new URL('analysts.lua', import.meta.url));
/** So long an answer may take, in seconds: more is an error. */
const patience = 30;

/** @typedef {'pages' | 'service' | 'reads' | 'writes'} Kind */
/**
 * @typedef {object} Load
 * @property {Kind} kind
 * @property {string} address
 * @property {number} connections
 * @property {number} seconds
 * @property {number} pace milliseconds between an answer and the next call, on average; 0: none
 * @property {string} secret a cookie for the pages, else a token
 * @property {string} journal a file
 */
/**
 * What came of it; `p50` to `max` are milliseconds, the errors are counted.
 * @typedef {{requests: number, seconds: number, connect: number, read: number, write: number, timeout: number,
 *   wrong: number, why: string, p50: number, p95: number, p99: number, max: number}} Outcome
 */

/** @param {Load} load @returns {Promise<Outcome>} */
export async function runWrk({ kind, address, connections, seconds, pace, secret, journal }) {
  const words = ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', `${patience}s`, '-s', script, address, '--',
    kind, String(pace), secret, journal];
  const { stdout, stderr } = await promisify(execFile)('wrk', words).catch((error) => {
    throw new Error(error.code === 'ENOENT' ? 'wrk is not installed: run ./setup.' : `wrk failed: ${error.stderr}`);
  });
  const last = stdout.trim().split('\n').at(-1) ?? '';
  if (!last.startsWith('{')) throw new Error(`wrk gave no figures: ${stderr}${stdout}`);
  return JSON.parse(last);
}

/** @param {Outcome} outcome */
export const errorsOf = ({ connect, read, write, timeout, wrong }) => connect + read + write + timeout + wrong;
