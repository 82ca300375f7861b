// The package says what is in it that is not ours: a bill of materials that tools can read, and the README's licences.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { readAudit } from '../audit.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (/** @type {string} */ name) => readFile(path.join(root, name), 'utf8');
/** @typedef {{name: string, version: string, purl: string, licenses: object[]}} Component */
/** @returns {Promise<Component[]>} */
const components = async () => JSON.parse(await read('dist/sbom.cdx.json')).components;

test('the bill of materials is valid CycloneDX', async () => {
  const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
  assert.equal(await validator.validate(await read('dist/sbom.cdx.json')), null);
  assert.notEqual(await validator.validate('{"bomFormat":"CycloneDX"}'), null);
});

test('it lists what is bundled in the version that is locked, and what is compiled in', async () => {
  const { packages } = JSON.parse(await read('package-lock.json'));
  const listed = await components();
  for (const name of ['idb', 'punycode']) {
    const [one] = listed.filter((component) => component.name === name);
    assert.equal(one?.version, packages[`node_modules/${name}`].version, name);
  }
  for (const name of ['Dear ImGui', 'md4c', 'nlohmann/json', 'Boost.UUID', 'Emscripten'])
    assert.ok(listed.some((component) => component.name === name), name);
});

test('what is bundled is a dependency, so that the audit asks about it, and its findings are read', async () => {
  const { dependencies } = JSON.parse(await read('package.json'));
  const bundled = (await components()).filter(({ purl }) => purl.startsWith('pkg:npm/')).map(({ name }) => name);
  assert.deepEqual(Object.keys(dependencies).sort(), bundled.sort());
  const found = (/** @type {string} */ severity) => readAudit(JSON.stringify({
    auditReportVersion: 2, vulnerabilities: { lodash: { severity, range: '<4.17.21' } } }));
  assert.deepEqual(found('high'), { asked: true, problems: 'lodash <4.17.21: high' });
  assert.deepEqual(found('low'), { asked: true, problems: '' });
  assert.deepEqual(readAudit('npm warn audit 405 Method Not Allowed\n{"message": "405", "error": {}}'),
    { asked: false, problems: '' });
});

test('the README names the licence of all that is in it', async () => {
  const readme = (await read('README.md')).split('## Licences')[1];
  for (const { name, licenses, version } of await components()) {
    assert.ok(readme.includes(name), name);
    assert.ok(licenses.length === 1 && version, name);
  }
});
