// Unpacks a Debian package where there is no dpkg: an `ar` archive with a tar archive in it.
//
//   node .setup/deb-data.mjs <package.deb> <folder> [words for tar, such as --exclude=…]
import { spawnSync } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';

const [file, folder, ...words] = process.argv.slice(2);
if (!file || !folder) throw new Error('deb-data.mjs needs the name of a package and a folder to unpack it into.');
const bytes = await readFile(file);
/** @type {Record<string, string>} */
const packers = { '.xz': '--xz', '.gz': '--gzip', '.zst': '--zstd', '': '' };

/** @returns {{packer: string, data: Buffer}} */
function dataOf() {
  for (let at = 8; at + 60 <= bytes.length;) {
    const name = bytes.toString('latin1', at, at + 16).trim().replace(/\/$/, '');
    const size = Number(bytes.toString('latin1', at + 48, at + 58));
    const ending = /^data\.tar(\.\w+)?$/.exec(name);
    if (ending) return { packer: packers[ending[1] ?? ''], data: bytes.subarray(at + 60, at + 60 + size) };
    at += 60 + size + size % 2;
  }
  throw new Error(`${file} is no Debian package.`);
}

const { packer, data } = dataOf();
await mkdir(folder, { recursive: true });
const { status, error } = spawnSync('tar', ['-x', packer, '-C', folder, ...words].filter(Boolean),
  { input: data, stdio: ['pipe', 'inherit', 'inherit'] });
if (error) throw error;
process.exitCode = status ?? 1;
