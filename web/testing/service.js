// The embedded Threat Response for a test: started on this machine, with what the test wants to find in it.
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Cases } from './cases.js';
import { Faults } from './faults.js';
import { readFixtures } from './fixtures.js';
import { modulesWith } from './modules.js';
import { findProgram, startProgram } from './program.js';
import { forgetClients, logIn, tokenFrom } from './session.js';

/**
 * @typedef {object} Options
 * @property {string} [program] the file of the program; without it that of TR_APPLIANCE or of the installed package
 * @property {string} [state] the folder that keeps everything; without it a temporary one, gone at the end
 * @property {number} [port] of the report pages, and the three after it; without it free ones, and those of the last
 *   start for a known folder
 * @property {import('./fixtures.js').Fixtures | string} [fixtures] what there is in it; or a file of JSON
 * @property {boolean} [faults] whether faults can be set; true without it
 * @property {string[]} [pages] origins of your own pages that may call it, such as "http://localhost:5173"
 * @property {object} [settings] others of the service, see web/docs/embedded-service.md
 * @property {boolean} [live] new rows come into the reports while one looks
 */

/**
 * @typedef {import('./program.js').Told & {
 *   faults: Faults,
 *   cases: Cases,
 *   servers: Server[],
 *   cookie: string,
 *   token: (client?: import('./session.js').Client) => Promise<string>,
 *   logIn: (operator?: {name: string, password: string}) => Promise<string>,
 *   forgetClients: (cookie?: string) => Promise<void>,
 *   stop: () => Promise<number | null>,
 *   kill: () => Promise<void>,
 *   stderr: () => string,
 * }} Service
 * `servers` is the list for the ribbon's attribute of that name. `cookie` is a session of the first operator; `logIn`
 * makes another one. `stop` gives the program's exit status
 */
/** @typedef {{id: string, name: string, visibility: string, private_intel: string, api_clients: string}} Server */

/**
 * Starts it on 127.0.0.1 and waits until it answers. Rejects with one sentence when it cannot be started.
 * @param {Options} [options]
 * @returns {Promise<Service>}
 */
export async function startService(options = {}) {
  const { state, port = 0, fixtures = {}, faults: hasFaults = true, live = false } = options;
  const program = findProgram(options.program);
  const { cases, verdicts, faults } = await readFixtures(fixtures);
  const folder = await mkdtemp(path.join(tmpdir(), 'threat-response-testing-'));
  const tidy = () => {
    process.off('exit', tidy);
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', tidy);
  try {
    const settings = await writeSettings(folder, program, verdicts, options);
    const store = state ?? path.join(folder, 'state');
    if (!state) await mkdir(store);
    const { told, stop, kill, stderr } = await startProgram(program, [
      '--state', store, '--listen', `127.0.0.1:${port}`, '--settings', settings,
      ...(hasFaults ? ['--test-controls'] : []),
      ...(live ? ['--live-traffic'] : []),
    ]);
    const service = {
      ...told,
      faults: new Faults(told.visibility, hasFaults, faults),
      cases: new Cases(told),
      servers: [{ id: 'embedded', name: 'Embedded', visibility: told.visibility, private_intel: told.private_intel,
        api_clients: `${told.visibility}/settings/apiClients` }],
      cookie: '',
      token: (/** @type {import('./session.js').Client} */ client = told) => tokenFrom(told.visibility, client),
      logIn: (operator = told.operators[0]) => logIn(told.appliance, operator),
      forgetClients: (/** @type {string | undefined} */ cookie = undefined) =>
        forgetClients(told.appliance, cookie ?? service.cookie),
      stop: async () => {
        const status = await stop();
        tidy();
        return status;
      },
      kill: async () => {
        await kill();
        tidy();
      },
      stderr,
    };
    try {
      service.cookie = await service.logIn();
      await service.cases.add(...cases);
      if (faults.length > 0) await service.faults.reset();
    } catch (error) {
      await kill();
      throw error;
    }
    return service;
  } catch (error) {
    tidy();
    throw error;
  }
}

/**
 * @param {string} folder
 * @param {string} program
 * @param {import('./fixtures.js').Verdict[]} verdicts
 * @param {Options} options
 * @returns {Promise<string>} the file
 */
async function writeSettings(folder, program, verdicts, { pages, settings }) {
  const own = verdicts.length > 0 ? { modules: 'modules.json' } : {};
  if (verdicts.length > 0) {
    await writeFile(path.join(folder, 'modules.json'), JSON.stringify(await modulesWith(program, verdicts)));
  }
  const file = path.join(folder, 'settings.json');
  await writeFile(file, JSON.stringify({ ...(pages ? { pages } : {}), ...settings, ...own }));
  return file;
}
