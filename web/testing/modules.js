// Verdicts of a test, put into the modules that the embedded service comes with.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { dispositions } from './fixtures.js';

/** Where the program's own modules lie: packed with it, or in the sources that it was built from. */
const places = ['appliance-files/data/modules.json', '../../web/appliance/data/modules.json'];

/**
 * The modules file: the first module that knows the type says what a verdict says, and no other says anything else.
 * @param {string} program whose modules they are
 * @param {import('./fixtures.js').Verdict[]} verdicts
 * @returns {Promise<object>}
 */
export async function modulesWith(program, verdicts) {
  const { modules, ...rest } = await ownModules(program);
  for (const { type, value, disposition, subdomains } of verdicts) {
    const knows = (/** @type {any} */ one) => one.types?.includes(type) && !one.failure;
    const speaker = modules.find(knows);
    if (!speaker) throw new Error(`No module of the embedded service has verdicts of the type “${type}”.`);
    for (const module of modules) {
      const others = (module.verdicts ?? []).filter((/** @type {any} */ known) =>
        known.type !== type || known.value !== value);
      // What it says of a name above, of a host or of all else would be said beside the verdict.
      const silent = module !== speaker && knows(module) ? [{ type, value, disposition: 0, subdomains }] : [];
      module.verdicts = [...silent, ...others];
    }
    speaker.verdicts.unshift({ type, value, disposition: dispositions[disposition], subdomains: subdomains === true });
  }
  return { modules, ...rest };
}

/** @param {string} program @returns {Promise<{modules: any[]}>} */
async function ownModules(program) {
  for (const place of places) {
    const text = await readFile(path.join(path.dirname(program), place), 'utf8').catch(() => undefined);
    if (text !== undefined) return JSON.parse(text);
  }
  throw new Error(`The modules that came with ${program} are not beside it, so that no verdicts can be put into them: ` +
    'leave the program in its folder.');
}
