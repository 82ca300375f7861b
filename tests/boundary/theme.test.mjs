// The design's own colours are readable, light and dark: 4.5:1 for text (WCAG 2.2, 1.4.3), 3:1 for what tells where a
// field is (1.4.11).
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

/**
 * @param {0 | 1} theme
 * @param {Name} over
 * @param {Name} under
 * @param {number} least
 */
function expectContrast(theme, over, under, least) {
  const found = contrast(colours[over][theme], colours[under][theme]);
  assert.ok(found >= least, `${over} on ${under}: ${found.toFixed(2)}`);
}

for (const [theme, name] of /** @type {const} */ ([[0, 'light'], [1, 'dark']])) {
  test(`every text of the ${name} theme is readable on what it stands on`, () => {
    for (const [texts, grounds] of pairs) {
      for (const text of texts) for (const ground of grounds) expectContrast(theme, text, ground, 4.5);
    }
  });

  test(`a field of the ${name} theme is seen by its border`, () => {
    for (const ground of /** @type {const} */ (['surface', 'raised', 'field'])) {
      expectContrast(theme, 'field-border', ground, 3);
    }
  });
}
