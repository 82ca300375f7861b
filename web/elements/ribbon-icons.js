// The pictures on the ribbon's buttons, 16 x 16, drawn with lines of the text's colour.

const svg = 'http://www.w3.org/2000/svg';

const paths = {
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.7 10.7 14 14',
  // A page, and the glass over its foot.
  find: 'M6 14H3V2h6l3 3v1.5M9 2v3h3M10.5 9a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM12.4 13.4 14 15',
  // Three sliders.
  settings: 'M2 4h5M11 4h3M2 8h1M7 8h7M2 12h7M13 12h1M9 2.5v3M5 6.5v3M11 10.5v3',
  down: 'M3.5 6 8 10.5 12.5 6',
  up: 'M3.5 10 8 5.5 12.5 10',
  left: 'M10 3.5 5.5 8 10 12.5',
  right: 'M6 3.5 10.5 8 6 12.5',
};

/** @typedef {keyof typeof paths} IconName */

/** @param {IconName} name */
export function icon(name) {
  const picture = document.createElementNS(svg, 'svg');
  picture.setAttribute('viewBox', '0 0 16 16');
  picture.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(svg, 'path');
  line.setAttribute('d', paths[name]);
  picture.append(line);
  return picture;
}

/**
 * A button of an icon alone: its name is also its tooltip.
 * @param {HTMLButtonElement} button
 * @param {IconName} name
 * @param {string} words
 */
export function showIcon(button, name, words) {
  button.replaceChildren(icon(name));
  button.setAttribute('aria-label', words);
  button.title = words;
}
