// Until when the service asks to wait (Retry-After): kept for the pages that come, since the service counts the calls
// of a whole organisation and a reload is no reason to call it again.
const key = 'threat-response-widgets:pause';
/** Seconds. More than that no service is believed. */
const longest = 24 * 60 * 60;

/**
 * Whether it can be one: both what is stored and what other tabs say is from anybody on this origin.
 * @param {unknown} until seconds since 1970
 */
export function isPause(until) {
  return typeof until === 'number' && until <= Date.now() / 1000 + longest;
}

/**
 * Two tabs may be told at the same moment: the longer one stays. Without storage it does not outlive the page.
 * @param {number} until
 */
export function keepPause(until) {
  if ((keptPause() ?? 0) >= until) return;
  try {
    localStorage.setItem(key, `${until} ${Date.now() / 1000}`);
  } catch {
    // as said
  }
}

/**
 * One that was heard of later than now was heard of before the clock was set back: it counts from now.
 * @returns {number | undefined} nothing where none is kept, or what is kept is none
 */
export function keptPause() {
  try {
    const now = Date.now() / 1000;
    const [until, heard = now] = (localStorage.getItem(key) ?? 'none').split(' ').map(Number);
    const counted = until - Math.max(0, heard - now);
    return isPause(counted) ? counted : undefined;
  } catch {
    return undefined;
  }
}
