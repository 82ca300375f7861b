// What a test finds in the service: cases, verdicts and faults, as an object or as a file of JSON.
import { readFile } from 'node:fs/promises';

/** @typedef {'clean' | 'malicious' | 'suspicious' | 'common' | 'unknown'} Disposition */
/**
 * @typedef {object} Verdict comes in the place of all that the modules say about this observable
 * @property {string} type such as "domain"
 * @property {string} value
 * @property {Disposition} disposition
 * @property {boolean} [subdomains] of a domain: holds for all names in it, too
 */
/**
 * @typedef {object} Fixtures
 * @property {import('./cases.js').NewCase[]} [cases] the last is the newest
 * @property {Verdict[]} [verdicts]
 * @property {import('./faults.js').Fault[]} [faults]
 */

/** The number the service has for each. @type {Record<Disposition, number>} */
export const dispositions = { clean: 1, malicious: 2, suspicious: 3, common: 4, unknown: 5 };

const members = ['cases', 'verdicts', 'faults'];

/**
 * Reads and checks them; rejects with one sentence that says what is wrong where.
 * @param {Fixtures | string} from or the name of a file
 * @returns {Promise<Required<Fixtures>>}
 */
export async function readFixtures(from) {
  const name = typeof from === 'string' ? from : 'The fixtures';
  /** @type {any} */
  let read = from;
  if (typeof from === 'string') {
    const text = await readFile(from, 'utf8').catch(() => {
      throw new Error(`The file of fixtures ${from} cannot be read.`);
    });
    try {
      read = JSON.parse(text);
    } catch (error) {
      throw new Error(`${from} is no JSON: ${error instanceof Error ? error.message : error}`, { cause: error });
    }
  }
  const wrong = problemOf(read);
  if (wrong) throw new Error(`${name}: ${wrong}`);
  return { cases: [], verdicts: [], faults: [], ...read };
}

/** @param {any} read @returns {string} '' when all is well */
function problemOf(read) {
  const isObject = (/** @type {any} */ one) => typeof one === 'object' && one !== null && !Array.isArray(one);
  const isText = (/** @type {any} */ one) => typeof one === 'string' && one !== '';
  if (!isObject(read)) return 'they are an object with any of "cases", "verdicts" and "faults".';
  for (const [member, list] of Object.entries(read)) {
    if (!members.includes(member)) return `there is no member "${member}", only "${members.join('", "')}".`;
    if (!Array.isArray(list)) return `"${member}" is a list.`;
    const at = list.findIndex((one) => !isObject(one));
    if (at >= 0) return `"${member}[${at}]" is an object.`;
  }
  for (const [at, one] of (read.cases ?? []).entries()) {
    if (!isText(one.title)) return `"cases[${at}]" has a "title".`;
    const observables = one.observables ?? [];
    if (!Array.isArray(observables) || !observables.every((each) => isText(each?.type) && isText(each?.value))) {
      return `"cases[${at}].observables" is a list of objects with "type" and "value".`;
    }
  }
  for (const [at, one] of (read.verdicts ?? []).entries()) {
    if (!isText(one.type) || !isText(one.value)) return `"verdicts[${at}]" has "type" and "value".`;
    if (!Object.hasOwn(dispositions, one.disposition)) {
      return `"verdicts[${at}].disposition" is one of ${Object.keys(dispositions).join(', ')}.`;
    }
  }
  return '';
}
