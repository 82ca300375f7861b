// The design's own colours are readable: 4.5:1 for text (WCAG 2.2, 1.4.3), light and dark.
import assert from 'node:assert/strict';
import test from 'node:test';
import { colours } from '../../web/elements/theme.js';

/** @typedef {import('../../web/elements/theme.js').ColourName} Name */

/** @param {string} colour "#rrggbb" */
function luminance(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** @param {string} one @param {string} other */
function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** What is written with each, and on what. @type {[Name[], Name[]][]} */
const pairs = [
  [['text', 'muted', 'malicious', 'suspicious', 'common', 'clean'], ['surface', 'raised', 'hover', 'selected']],
  [['accent'], ['surface', 'raised', 'hover']],
  [['danger'], ['surface']],
  [['text'], ['danger-surface']],
  [['field-text', 'muted'], ['field']],
  [['on-accent'], ['accent']],
];

for (const [theme, name] of ['light', 'dark'].entries()) {
  test(`every text of the ${name} theme is readable on what it stands on`, () => {
    for (const [texts, grounds] of pairs) {
      for (const text of texts) {
        for (const ground of grounds) {
          const found = contrast(colours[text][theme], colours[ground][theme]);
          assert.ok(found >= 4.5, `${text} on ${ground}: ${found.toFixed(2)}`);
        }
      }
    }
  });
}
