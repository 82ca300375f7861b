// dist/testing/: what testers import, as it is written, with its types.
//
// Nothing is bundled: it runs in Node, has no dependency of its own, and people read it.
import { copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const source = path.join(root, 'web/testing');

/**
 * Makes dist/testing/.
 * @param {(program: string, words: string[]) => Promise<{status: number, output: string}>} execute runs a program
 * @returns {Promise<string>} what the compiler had to say against it; '' when all is well
 */
export async function buildTesting(execute) {
  const to = path.join(root, 'dist/testing');
  await rm(to, { recursive: true, force: true });
  const names = (await readdir(source, { recursive: true })).filter((name) => name.endsWith('.js')).sort();
  for (const name of names) {
    await mkdir(path.dirname(path.join(to, name)), { recursive: true });
    await copyFile(path.join(source, name), path.join(to, name));
  }
  const { status, output } = await execute(process.execPath, [
    'node_modules/typescript/bin/tsc', 'web/testing/index.js', 'web/testing/playwright.js', '--ignoreConfig',
    '--allowJs', '--declaration', '--emitDeclarationOnly', '--target', 'es2022', '--module', 'nodenext',
    '--moduleResolution', 'nodenext', '--lib', 'es2023,dom,dom.iterable', '--types', 'node', '--strict',
    '--skipLibCheck', '--rootDir', 'web/testing', '--outDir', to,
  ]);
  return status === 0 ? '' : output;
}
