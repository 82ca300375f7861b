// The browser tests that would take more than their share of `npm test`: those with @long in their title.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { root } from '../../web/package/build.mjs';

/** @param {{count: number, say: (line: string) => void}} course  so many times each */
export async function runLongTests({ count, say }) {
  const cli = path.join(root, 'node_modules/@playwright/test/cli.js');
  const words = [cli, 'test', '-c', 'tests/browser/playwright.config.js', `--repeat-each=${count}`];
  const child = spawn(process.execPath, words,
    { cwd: root, env: { ...process.env, TR_LONG: '1' }, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text) => { said += text; });
  const [status] = await once(child, 'close');
  say(said.trimEnd().split('\n').at(-1) ?? '');
  return { problems: status === 0 ? [] : [said] };
}
