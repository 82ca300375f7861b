// Links to cases: the part "tr-case=<id>" of an address, after its "#", which servers never see.
const key = 'tr-case=';

/** The parts of the address that are the page's own. */
const others = () => location.hash.slice(1).split('&').filter((part) => part && !part.startsWith(key));

/** This page's address with that of a case. @param {string} id */
export function linkTo(id) {
  const url = new URL(location.href);
  url.hash = [...others(), key + encodeURIComponent(id)].join('&');
  return url.href;
}

/**
 * The case that the address leads to, from anybody; taken out of it, so that it is followed once.
 * @returns {string | undefined}
 */
export function takeLink() {
  const found = location.hash.slice(1).split('&').find((part) => part.startsWith(key));
  if (found === undefined) return undefined;
  const rest = others().join('&');
  history.replaceState(history.state, '', location.pathname + location.search + (rest ? `#${rest}` : ''));
  try {
    return decodeURIComponent(found.slice(key.length));
  } catch {
    return ''; // names no case
  }
}
