// Starts the built appliance for a test and waits for its ready line.
import { fileURLToPath } from 'node:url';
import { putControl as put } from '../../web/testing/faults.js';
import { startProgram } from '../../web/testing/program.js';
import { logIn, tokenFrom } from '../../web/testing/session.js';

export { logIn };

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The executable: `TR_APPLIANCE`, else the one `npm start` builds. */
export const APPLIANCE = process.env['TR_APPLIANCE'] ?? `${ROOT}build/native/appliance`;

/**
 * @typedef {import('../../web/testing/program.js').Told &
 *   Omit<import('../../web/testing/program.js').Process, 'told'> & {cookie: string}} Appliance
 * `cookie` is of a session of the first operator, "name=value"
 */

/**
 * With `state` the store is that folder, else a temporary one. The ports are free ones, and those of the last
 * start for a known folder. Rejects with the appliance's own words when it ends before it is ready.
 * @param {{state?: string, settings?: string, controls?: boolean, args?: string[]}} [options] `settings` is a
 *   file, `controls` lets `putControl` work, `args` replaces the whole command line
 * @returns {Promise<Appliance>}
 */
export async function startAppliance({ state, settings, controls = false, args } = {}) {
  const words = args ?? [
    ...(state === undefined ? ['--ephemeral'] : ['--state', state, '--listen', '127.0.0.1:0']),
    ...(settings === undefined ? [] : ['--settings', settings]),
    ...(controls ? ['--test-controls'] : []),
  ];
  const { told, ...process } = await startProgram(APPLIANCE, words);
  return { ...told, cookie: await logIn(told.appliance, told.operators[0]), ...process };
}

/**
 * A bearer token of the demo client, or of another one.
 * @param {Appliance} appliance
 * @param {{client_id: string, client_password: string}} [client]
 * @returns {Promise<string>}
 */
export function signIn(appliance, client = appliance) {
  return tokenFrom(appliance.visibility, client);
}

/**
 * Sets a switch of an appliance that was started with `controls`.
 * @param {Appliance} appliance
 * @param {'faults' | 'clock' | 'traffic'} name
 * @param {unknown} value
 */
export function putControl(appliance, name, value) {
  return put(appliance.visibility, name, value);
}
