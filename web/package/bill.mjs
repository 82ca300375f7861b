// The bill of materials of the package: what is in it that is not ours, as CycloneDX 1.6.
//
// npm packages are those that the bundler has read from; what is compiled in is named here, with the version that its
// own files say. No time and no serial number: the same sources give the same bill.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import { debianFile } from './debian-file.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** @typedef {{name: string, version: string, license: string, purl: string}} Part `license`: an SPDX expression */

/** What a pattern captures of a file. @param {string} file absolute, or from the root @param {RegExp} pattern */
async function versionIn(file, pattern) {
  const found = pattern.exec(await readFile(path.resolve(root, file), 'utf8'));
  if (!found) throw new Error(`${file} says no version: look how it says it by now, and mend web/package/bill.mjs.`);
  return found.slice(1).join('.').replaceAll('_', '.');
}

/** @returns {Promise<Part[]>} */
async function compiledIn() {
  const imgui = await versionIn('.toolchain/imgui/imgui.h', /define IMGUI_VERSION\s+"([^"]+)"/);
  const md4c = await versionIn('.toolchain/md4c/CMakeLists.txt', /VERSION "([\d.]+)"/);
  const json = await versionIn(debianFile('include/nlohmann/detail/abi_macros.hpp'),
    /VERSION_MAJOR (\d+)[^]*?VERSION_MINOR (\d+)[^]*?VERSION_PATCH (\d+)/);
  const boost = await versionIn(debianFile('include/boost/version.hpp'), /define BOOST_LIB_VERSION "(\d+_\d+)/);
  const emscripten = await versionIn('emsdk-version.txt', /([\d.]+)/);
  return [
    { name: 'Dear ImGui', version: imgui, license: 'MIT', purl: `pkg:github/ocornut/imgui@v${imgui}` },
    { name: 'md4c', version: md4c, license: 'MIT', purl: `pkg:github/mity/md4c@release-${md4c}` },
    { name: 'nlohmann/json', version: json, license: 'MIT', purl: `pkg:github/nlohmann/json@v${json}` },
    { name: 'Boost.UUID', version: boost, license: 'BSL-1.0', purl: `pkg:github/boostorg/uuid@boost-${boost}.0` },
    { name: 'Emscripten', version: emscripten, license: 'MIT OR NCSA',
      purl: `pkg:github/emscripten-core/emscripten@${emscripten}` },
  ];
}

/** @param {string[]} files that were bundled @returns {Promise<Part[]>} the npm packages they are of */
async function bundled(files) {
  const names = new Set(files.flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []));
  return Promise.all([...names].sort().map(async (name) => {
    const file = path.join(root, 'node_modules', name, 'package.json');
    const { version, license } = JSON.parse(await readFile(file, 'utf8'));
    return { name, version, license, purl: `pkg:npm/${name.replace('@', '%40')}@${version}` };
  }));
}

/**
 * @param {string[]} files that were bundled
 * @param {{name: string, version: string}} of the package
 * @returns {Promise<string>} JSON
 */
export async function billOf(files, { name, version }) {
  const { SpdxLicense, LicenseExpression, Component, Bom } = Models;
  /** @param {Part} part */
  const component = (part) => {
    const { ComponentType } = Enums;
    const made = new Component(ComponentType.Library, part.name, {
      version: part.version, purl: part.purl, bomRef: part.purl,
    });
    made.licenses.add(part.license.includes(' ') ? new LicenseExpression(part.license) : new SpdxLicense(part.license));
    return made;
  };
  const bom = new Bom();
  const ours = new Component(Enums.ComponentType.Library, name, {
    version, purl: `pkg:npm/${name}@${version}`, bomRef: `pkg:npm/${name}@${version}`,
  });
  ours.licenses.add(new SpdxLicense('MIT'));
  bom.metadata.component = ours;
  for (const part of [...await compiledIn(), ...await bundled(files)]) {
    const one = component(part);
    bom.components.add(one);
    ours.dependencies.add(one.bomRef);
  }
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
}
