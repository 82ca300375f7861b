// LICENSES.txt of the package: the licence of each part of it that is not ours, in its own words.
//
// Two parts ask for no text beside what is compiled of them: Boost (BSL 1.0, for machine-executable object code) and
// the C++ library of LLVM (Apache 2.0 with the LLVM exception, for what is embedded in an object form).
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { debianFile } from './debian-file.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** @param {string} file absolute, or from the root */
const read = (file) => readFile(path.resolve(root, file), 'utf8');

/** @param {string} text what Debian says of a package @returns {string} the lines about the parts we compile */
function withoutPackaging(text) {
  const parts = text.split(/\n\n+/);
  return parts.filter((part) => !/^Files: (debian|tests|tools|docs|doc)\//.test(part)).join('\n\n');
}

/** @type {{name: string, text: () => Promise<string>}[]} */
const parts = [
  { name: 'Dear ImGui', text: () => read('.toolchain/imgui/LICENSE.txt') },
  { name: 'md4c', text: () => read('.toolchain/md4c/LICENSE.md') },
  { name: 'nlohmann/json',
    text: async () => withoutPackaging(await read(debianFile('share/doc/nlohmann-json3-dev/copyright'))) },
  { name: 'Emscripten', text: async () => {
    const mit = (await read('.toolchain/imgui/LICENSE.txt')).split('\n').filter((line) => !/^Copyright/.test(line));
    return ['Copyright 2010 The Emscripten Authors', ...mit].join('\n');
  } },
  { name: 'musl, of which Emscripten\'s C library is made',
    text: () => read('.toolchain/emscripten/system/lib/libc/musl/COPYRIGHT') },
  { name: 'idb', text: () => read('node_modules/idb/LICENSE') },
  { name: 'punycode', text: () => read('node_modules/punycode/LICENSE-MIT.txt') },
];

/** @returns {Promise<string>} */
export async function licences() {
  const texts = await Promise.all(parts.map(async ({ name, text }) => {
    const words = (await text()).trim();
    if (words.length < 200) throw new Error(`The licence of ${name} is not where web/package/licences.mjs looks for it.`);
    return `${'='.repeat(80)}\n${name}\n${'='.repeat(80)}\n\n${words}\n`;
  }));
  return `What is in this package and not its own. sbom.cdx.json has the versions. Boost.UUID (BSL 1.0) and the C++ library
of LLVM (Apache 2.0 with the LLVM exception) are compiled in, and ask for no text beside that.

${texts.join('\n')}`;
}
