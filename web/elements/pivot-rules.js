// The look of <tr-pivot-menu> in the page: three dots on a line that turn off (where to go from here), then the grip of
// the handle. An empty inline box of padding: it is 24 pixels high and makes no line higher, breaks no line, and stands
// in the middle of its text's small letters. It has no tree of its own and is cheaper to lay out than an inline block,
// which counts where a page has tens of thousands; so does that it is not positioned: Chromium looks for the place of
// each positioned box among all others, which takes a minute for thirty thousand. Pictures would need the page's policy
// (img-src): they are gradients.
import { noCallout } from './ribbon-rules.js';

/** Pixels: the end of the button that it is dragged by. */
export const gripWidth = 18;

/** Where the parts are, in pixels from the left. @param {number} stem @param {number} ends @param {number} grip */
function picture(stem, ends, grip) {
  const dot = (/** @type {number} */ x, /** @type {number} */ y) =>
    `radial-gradient(circle at ${x}px ${y}px, currentcolor 1.7px, #0000 2.3px)`;
  const line = (/** @type {string} */ to, /** @type {number} */ y) =>
    `linear-gradient(to ${to}, #0000 calc(50% - 1px), currentcolor calc(50% - .4px) calc(50% + .4px),
      #0000 calc(50% + 1px)) ${Math.min(stem, ends)}px ${y}px / ${Math.abs(ends - stem)}px 5px no-repeat`;
  const dots = (/** @type {number} */ x) =>
    `repeating-linear-gradient(currentcolor 0 2px, #0000 2px 5px) ${x}px 6px / 2px 12px no-repeat`;
  const [up, down] = stem < ends ? ['bottom right', 'top right'] : ['bottom left', 'top left'];
  return `background: ${[dot(stem, 12), dot(ends, 7), dot(ends, 17), line(up, 7),
    line(down, 12), dots(grip), dots(grip + 4)].join(', ')} !important;`;
}

export const pivotRules = `
  tr-pivot-menu { display: inline !important; padding: 12px 20px !important; margin: -12px 0 !important;
    border: 0 !important; font-size: 0 !important; line-height: 0 !important; vertical-align: middle !important;
    float: none !important; align-self: center !important; border-radius: 6px; cursor: pointer;
    color: var(--tr-accent, #0b63bd); ${picture(8, 16, 27)} ${noCallout} }
  tr-pivot-menu:dir(rtl) { ${picture(32, 24, 7)} }
  tr-pivot-menu:is(:hover, [expanded]) {
    background-color: color-mix(in srgb, currentcolor 14%, transparent) !important; }
  /* Find on page (page-finds.js): the place that is shown. */
  tr-pivot-menu[shown] { outline: 2px solid currentcolor !important; outline-offset: -2px !important; }
  ::highlight(tr-found) { background-color: #ffe27a; color: #1a1a1a; }
  ::highlight(tr-shown) { background-color: #ff9b3d; color: #1a1a1a; text-decoration: underline 2px; }
  @media (forced-colors: active) {
    ::highlight(tr-found) { background-color: Mark; color: MarkText; }
    ::highlight(tr-shown) { background-color: Highlight; color: HighlightText; }
  }
  tr-pivot-menu:focus-visible { outline: 2px solid currentcolor !important; outline-offset: -2px !important; }
  /* The page's own scheme, not the system's: few pages have a dark one. */
  @supports (color: light-dark(red, red)) { tr-pivot-menu { color: var(--tr-accent, light-dark(#0b63bd, #6cb4fb)); } }
  /* Forced colours take every gradient away. */
  @media (forced-colors: active) { tr-pivot-menu { forced-color-adjust: none; color: LinkText; } }
  @media print { tr-pivot-menu { display: none !important; } }
`;
