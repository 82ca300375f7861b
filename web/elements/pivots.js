// The custom pivots of a host page: links to services of its own choice (widgets/custom_pivots/library.h says what a
// list of them holds, and what of it is refused).

/** @typedef {{title: string, category?: string, links: Record<string, string>}} CustomPivot */

/**
 * The lists at `addresses`, blanks between, one behind the other.
 * @param {string | null} addresses
 * @returns {Promise<{list: unknown[], failed: boolean}>} failed: one of them is not there, or is no list
 */
export async function loadPivots(addresses) {
  const answers = await Promise.all((addresses ?? '').split(/\s+/).filter(Boolean).map(async (address) => {
    const response = await fetch(address, { credentials: 'same-origin' });
    const list = response.ok ? await response.json() : undefined;
    if (!Array.isArray(list)) throw new Error('no list of custom pivots');
    return list;
  }).map((loaded) => loaded.catch(() => undefined)));
  return { list: answers.flatMap((one) => one ?? []), failed: answers.includes(undefined) };
}
