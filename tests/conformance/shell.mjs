// The appliance's command line in a pseudo-terminal (script, of util-linux), line by line as a person types.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';

import { APPLIANCE } from './appliance.mjs';

const CLI = path.join(path.dirname(APPLIANCE), 'appliance-cli');

export class Shell {
  #child;
  #ended = false;
  #changed = () => {};
  screen = '';

  /** @param {string} state */
  constructor(state) {
    this.#child = spawn('script', ['-qefc', `${CLI} --state ${state}`, '/dev/null'],
      { env: { ...process.env, TERM: 'dumb', COLUMNS: '200' }, stdio: ['pipe', 'pipe', 'inherit'] });
    this.#child.stdout.setEncoding('utf8').on('data', (text) => {
      this.screen += text;
      this.#changed();
    });
    this.#child.once('close', () => {
      this.#ended = true;
      this.#changed();
    });
  }

  /** What is on the screen, without what only moves a terminal's cursor. */
  get text() {
    return stripVTControlCharacters(this.screen).replaceAll('\r', '');
  }

  /**
   * Waits until the last line is `prompt`, and enters `line` there.
   * @param {string} prompt
   * @param {string} line
   */
  async enter(prompt, line) {
    await this.shows(prompt);
    this.#child.stdin.write(`${line}\n`);
    // The terminal echoes what is typed: the next prompt is another one.
    const typed = `${prompt}${line}\n`;
    await this.#until(() => this.text.includes(typed), `echo "${line}"`);
  }

  /** @param {string} prompt as the last line */
  shows(prompt) { return this.#until(() => this.text.endsWith(prompt), `show "${prompt}"`); }

  /** @param {() => boolean} isSo @param {string} what @returns {Promise<void>} */
  #until(isSo, what) {
    return new Promise((resolve, reject) => {
      const done = () => {
        clearTimeout(patience);
        this.#changed = () => {};
      };
      const fail = () => {
        done();
        reject(new Error(`The shell ${this.#ended ? 'ended and ' : ''}did not ${what}. It shows:\n${this.text}`));
      };
      const patience = setTimeout(fail, 20_000);
      this.#changed = () => {
        if (isSo()) {
          done();
          resolve();
        } else if (this.#ended) fail();
      };
      this.#changed();
    });
  }

  /** @param {string} bytes such as Ctrl+C */
  press(bytes) { this.#child.stdin.write(bytes); }

  /** As a power cut does. */
  async kill() {
    this.#child.kill('SIGKILL');
    await once(this.#child, 'close');
  }

  /** @returns {Promise<number>} the exit status */
  async exit() {
    this.#child.stdin.write('exit\n');
    const [status] = await once(this.#child, 'close');
    return status;
  }
}

/**
 * One command in one line.
 * @param {string} state
 * @param {string} command
 */
export function run(state, command) {
  const words = ['--state', state, '-c', command];
  const { status, stdout, stderr } = spawnSync(CLI, words, { encoding: 'utf8', timeout: 60_000 });
  return { status, stdout, stderr };
}
