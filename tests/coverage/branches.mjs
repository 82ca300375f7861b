// The branches of a source, as llvm-cov counts them.

/** @typedef {{taken: number, all: number}} Share */
/**
 * A branch that no test can take, and why. `line` is the whole line without the blanks before it, wherever it stands
 * in the file, or behind the line `above`; `branch` is what the run prints of it: "name.empty() is never true".
 * @typedef {{file: string, above?: string, line: string, branch: string, why: string}} Impossible
 */
/**
 * missing: "line:column condition is never true"; impossible: how many of them are none; wrong: what is said to be
 * impossible and is taken, or is not there any more.
 * @typedef {{share: Share, missing: string[], impossible: number, wrong: string[]}} Branches
 */

/**
 * Each branch of a file once, however often its template was instantiated. What cannot be taken is none: the way past
 * all cases of an enumeration, of which the compiler makes sure, out of a loop without a condition, an assertion that
 * fails, and what is impossible for a reason.
 * @param {number[][]} told lines, columns and counts, as llvm-cov has them
 * @param {string[]} source its lines
 * @param {Impossible[]} reasons those of this file
 * @returns {Branches}
 */
export function branchesOf(told, source, reasons = []) {
  /** @type {Map<string, {count: number, above: string, line: string, branch: string}>} */
  const places = new Map();
  for (const [line, column, lastLine, end, yes, no] of told) {
    const whole = source[line - 1], before = whole.slice(0, column - 1), behind = whole.slice(column - 1);
    const condition = lastLine === line ? whole.slice(column - 1, end - 1) : behind;
    if (condition === 'true') continue;
    for (const [side, count] of /** @type {const} */ ([['true', yes], ['false', no]])) {
      if (side === 'true' && before.endsWith('switch (')) continue;
      if (side === 'false' && behind.startsWith('assert(')) continue;
      const branch = `${condition} is never ${side}`, place = `${line}:${column} ${branch}`;
      places.set(place, {
        count: (places.get(place)?.count ?? 0) + count, above: (source[line - 2] ?? '').trim(), line: whole.trim(),
        branch,
      });
    }
  }
  const impossible = new Set();
  const wrong = [];
  for (const reason of reasons) {
    const meant = [...places].filter(([, { above, line, branch }]) =>
      above === (reason.above ?? above) && line === reason.line && branch === reason.branch);
    const taken = meant.some(([, { count }]) => count > 0);
    if (meant.length === 0) wrong.push(`${reason.file} has no such branch: ${reason.branch}, of ${reason.line}`);
    else if (taken) wrong.push(`${reason.file} says it is impossible, and it was taken: ${reason.branch}`);
    else for (const [place] of meant) impossible.add(place);
  }
  const possible = [...places].filter(([place]) => !impossible.has(place));
  const missing = possible.filter(([, { count }]) => count === 0).map(([place]) => place);
  return {
    share: { taken: possible.length - missing.length, all: possible.length },
    missing, impossible: impossible.size, wrong,
  };
}
