// Internationalised host names: the URL standard's own, as the browser or Node implements it.
import { toUnicode as decoded } from 'punycode/punycode.es6.js';

/**
 * The host in A-labels and lower case; '' when the URL standard refuses it.
 * @param {string} host
 */
export function toAscii(host) {
  try {
    return new URL(`http://${host}/`).hostname;
  } catch {
    return '';
  }
}

/**
 * The host with its A-labels as U-labels; '' when it has none, or one that stands for nothing.
 * @param {string} host in A-labels
 */
export function toUnicode(host) {
  try {
    const shown = decoded(host);
    return shown !== host && toAscii(shown) === host ? shown : '';
  } catch {
    return '';
  }
}
