// Whether the registry knows of a weakness, moderate or worse, of an npm package that ships: of the `dependencies`.
import { execute } from '../web/package/build.mjs';

/**
 * @param {string} output of `npm audit --json`
 * @returns {{asked: boolean, problems: string}} not asked: no registry has answered, which is no finding
 */
export function readAudit(output) {
  /** @type {{vulnerabilities?: Record<string, {severity: string, range: string}>}} */
  let report = {};
  try {
    report = JSON.parse(output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1));
  } catch { /* no report */ }
  if (!report.vulnerabilities) return { asked: false, problems: '' };
  const bad = Object.entries(report.vulnerabilities).filter(([, { severity }]) => !['info', 'low'].includes(severity));
  return { asked: true, problems: bad.map(([name, { severity, range }]) => `${name} ${range}: ${severity}`).join('\n') };
}

/** @returns {Promise<string>} '' for none, or when nobody could be asked: then it is said, and is no failure */
export async function auditWhatShips() {
  const { output } = await execute('npm', ['audit', '--json', '--audit-level=moderate', '--omit=dev']);
  const { asked, problems } = readAudit(output);
  if (!asked) console.log('npm audit: not asked, no registry has answered');
  return problems;
}
