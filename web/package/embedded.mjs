// The WebAssembly modules as scripts, for bundlers that take along what a script imports but no file that it names by
// `new URL` (esbuild): `import 'threat-response-widgets/inline'` before the first use, and nothing else is needed.
//
// Each is its bytes with gzip, in base64: four thirds of what is loaded otherwise. Loaded at the first use as well.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const script = (/** @type {string} */ base64) => `// Made by the build: a WebAssembly module.
export default async () => {
  const bytes = Uint8Array.from(atob('${base64}'), (one) => one.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
};
`;

/**
 * Writes inline.js and a script for each module.
 * @param {string} dist
 * @param {Record<string, string>} files what each module is named in dist, by its name
 * @returns {Promise<string[]>} the scripts
 */
export async function embed(dist, files) {
  const names = Object.keys(files).filter((name) => name.endsWith('.wasm')).sort();
  const made = await Promise.all(names.map(async (name) => {
    const file = files[name].replace('.wasm', '.inline.js');
    // The time is left out of what gzip writes: the same bytes give the same file.
    const packed = gzipSync(await readFile(path.join(dist, files[name])), { level: 9 }).toString('base64');
    await writeFile(path.join(dist, file), script(packed));
    return { name, file };
  }));
  const entries = made.map(({ name, file }) => `  '${name}': async () => (await import('./${file}')).default(),\n`);
  await writeFile(path.join(dist, 'inline.js'),
    `globalThis[Symbol.for('threat-response-widgets embedded')] = {\n${entries.join('')}};\n`);
  await writeFile(path.join(dist, 'inline.d.ts'), 'export {};\n');
  return ['inline.js', ...made.map(({ file }) => file)];
}
