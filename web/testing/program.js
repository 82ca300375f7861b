// The program of the embedded service: where it comes from, and starting it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';

/**
 * @typedef {object} Told what the program says of itself when it is ready
 * @property {string} appliance address of the report pages
 * @property {string} visibility address of the embedded Threat Response
 * @property {string} private_intel address of its store of cases
 * @property {string} exchange address of the embedded exchange on this machine
 * @property {string} exchange_ca file of its authority, PEM
 * @property {string} client_id of the client that may do all that the widgets do
 * @property {string} client_password
 * @property {{name: string, email: string, organization: string, password: string}[]} users
 * @property {{name: string, scopes: string, client_id: string, client_password: string}[]} clients others, with less
 * @property {{name: string, password: string}[]} operators who may log in to the report pages
 */

/**
 * @typedef {object} Process
 * @property {Told} told
 * @property {() => Promise<number | null>} stop ends it as a person does; gives its exit status
 * @property {() => Promise<void>} kill ends it as a power cut does
 * @property {() => string} stderr what it has said so far
 * @property {number} pid
 */

/** The systems there is a package for. */
const packed = ['linux-x64'];

/**
 * The file of the program: the one that is named, that of the environment variable TR_APPLIANCE, or that of the
 * package for this system.
 * @param {string} [named]
 * @returns {string}
 */
export function findProgram(named) {
  const given = named || process.env['TR_APPLIANCE'];
  if (given) {
    if (existsSync(given)) return given;
    const origin = named ? 'the option "program"' : 'TR_APPLIANCE';
    throw new Error(`There is no file ${given}, which ${origin} names as the program of the embedded service.`);
  }
  const system = `${process.platform}-${process.arch}`;
  const build = 'name a program that you have built (node web/package/build.mjs) with the option "program" or the ' +
    'environment variable TR_APPLIANCE';
  if (!packed.includes(system)) {
    throw new Error(`There is no package of the embedded service for ${system}, only for ${packed.join(', ')}: ` +
      `run the tests in a container of such a system, or ${build}.`);
  }
  const name = `threat-response-widgets-appliance-${system}`;
  try {
    return createRequire(import.meta.url).resolve(`${name}/appliance`);
  } catch {
    throw new Error('The embedded service is not installed: in a checkout node web/package/appliance-package.mjs ' +
      `makes the package ${name}, to be installed as a file; or ${build}.`);
  }
}

/** Its libraries are packed with it, as the systems that it runs on have others. @param {string} program */
function environmentFor(program) {
  const libraries = path.join(path.dirname(program), 'lib');
  return existsSync(libraries) ? { ...process.env, LD_LIBRARY_PATH: libraries } : process.env;
}

/** What a person has to do about a program that does not start. @param {string} said */
function remedyOf(said) {
  const library = /error while loading shared libraries: (\S+?):/.exec(said)?.[1];
  if (library) return ` Install the package of your system that has ${library}, or build the program here.`;
  const version = /version `(\S+)' not found/.exec(said)?.[1];
  return version ? ` This system is older than the program, which needs ${version}: build the program here.` : '';
}

/**
 * Starts it and waits until it answers. Rejects with the program's own words when it ends before that.
 * @param {string} program
 * @param {string[]} words of its command line
 * @returns {Promise<Process>}
 */
export async function startProgram(program, words) {
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'], env: environmentFor(program) });
  const end = () => { child.kill('SIGKILL'); };
  process.once('exit', end); // nobody else would end it
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
  /** @type {Promise<number | null>} */
  const ended = new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new Error(`${program} cannot be started: ${error.message}.`)));
    child.once('close', (status) => {
      process.off('exit', end);
      resolve(status);
    });
  });
  /** @type {Promise<string>} */
  const ready = new Promise((resolve) => createInterface({ input: child.stdout }).once('line', resolve));
  const first = await Promise.race([ready, ended]);
  if (typeof first !== 'string') {
    throw new Error(`The appliance ended with status ${first}: ${stderr.trim()}${remedyOf(stderr)}`);
  }
  return {
    told: JSON.parse(first),
    stop: () => (child.kill('SIGTERM'), ended),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    stderr: () => stderr,
    pid: Number(child.pid),
  };
}
