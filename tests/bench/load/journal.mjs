// What the writers were told is done, and whether the store has it: no more and no less.

/** @typedef {{id: string, external_ids?: string[], title?: string}} Case */

/**
 * @typedef {object} Journal
 * @property {Map<string, {name: string, revision: number, asked: number}>} cases by id, of what is to be there
 * @property {Set<string>} unanswered names of cases that may have been made
 * @property {Set<string>} deleting ids; one of each call that was asked
 * @property {number} deleted how many of these calls were acknowledged
 * @property {number} writes that were acknowledged
 */

/** @param {string} text @returns {Journal} */
export function readJournal(text) {
  /** @type {Journal} */
  const read = { cases: new Map(), unanswered: new Set(), deleting: new Set(), deleted: 0, writes: 0 };
  for (const line of text.split('\n')) {
    const [what, first, second] = line.split(' ');
    const known = read.cases.get(first);
    if (what === 'creating') read.unanswered.add(first);
    else if (what === 'deleting') read.deleting.add(first);
    else if (what === 'patching' && known) known.asked = Number(second);
    else if (what === 'patched' && known) known.revision = Number(second);
    else if (what === 'created') {
      read.unanswered.delete(first);
      read.cases.set(second, { name: first, revision: 0, asked: 0 });
    } else if (what === 'deleted') ++read.deleted;
    else if (what) throw new Error(`the journal of the writers cannot be read: ${line}`);
    if (['created', 'patched', 'deleted'].includes(what)) ++read.writes;
  }
  return read;
}

/**
 * Each acknowledged write that the store does not have, or has no more, as a sentence.
 * @param {Journal} journal
 * @param {Case[]} stored all cases, but those of before
 */
export function lostWrites({ cases, unanswered, deleting, deleted }, stored) {
  const found = new Map(stored.map((one) => [one.id.slice(one.id.lastIndexOf('/') + 1), one]));
  const lost = [];
  let undead = 0;
  for (const [id, { name, revision, asked }] of cases) {
    const one = found.get(id);
    found.delete(id);
    if (deleting.has(id)) undead += one ? 1 : 0;
    else if (!one) lost.push(`${name} was created and is not there.`);
    else {
      const kept = Number(one.title?.split(' ')[1]);
      if (kept !== revision && kept !== asked) lost.push(`${name} has revision ${kept} and was told ${revision}.`);
    }
  }
  if (undead > deleting.size - deleted) lost.push(`${undead} cases are there of ${deleted} that were deleted.`);
  for (const one of found.values()) {
    if (!one.external_ids?.some((name) => unanswered.has(name))) lost.push(`Nobody has created ${one.title}.`);
  }
  return lost;
}
