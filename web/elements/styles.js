// Style sheets of the shadow roots, constructed so that a strict CSP needs no exception for them.

/** @param {string} text */
function sheet(text) {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
}

// A canvas, and its transparent twin over it.
export const surfaceSheet = sheet(`
  .surface { position: relative; overflow: hidden; }
  .surface canvas { position: absolute; inset: 0 auto auto 0; pointer-events: none; }
  .twin { position: absolute; inset: 0; font: 14px var(--tr-font, system-ui, sans-serif); }
  .twin :is(h2, h3, p, ul, li, div, button, a, input, select) {
    position: absolute; box-sizing: border-box; margin: 0; padding: 0; border: 0; border-radius: 0;
    background: none; color: transparent; font: inherit; line-height: 1.4; list-style: none; outline: none;
    text-align: start; overflow: hidden; white-space: pre-wrap; text-decoration: none;
  }
  .twin :is(button, a) { cursor: pointer; white-space: nowrap; }
  .twin [aria-disabled] { cursor: default; }
  .twin [role=group] { overflow: auto; overscroll-behavior: contain; scrollbar-width: thin; }
  .twin [data-space] { position: static; width: 1px; }
  .twin input { color: var(--tr-field-text); padding-inline: 11px; caret-color: var(--tr-field-text); }
  .twin select { appearance: none; cursor: pointer; }
  .twin option { color: var(--tr-field-text); background: var(--tr-field); }
  .twin ::selection { background: #3b82f655; }
`);

export const ribbonSheet = sheet(`
  :host { display: block; --bar: 40px; height: calc(var(--bar) + var(--panel, 0px)); }
  :host { --tr-bar: #ffffff; --tr-text: #1b2430; --tr-edge: #c9d0da; --tr-press: #eaf0f7; --tr-accent: #0b63bd;
    --tr-danger: #b3261e; --tr-field: #ffffff; --tr-field-text: #1b2430; }
  :host(.dark) { --tr-bar: #1a2028; --tr-text: #e6ebf2; --tr-edge: #3d4857; --tr-press: #273140;
    --tr-accent: #6cb4fb; --tr-danger: #ff9a92; --tr-field: #12161c; --tr-field-text: #e6ebf2; color-scheme: dark; }
  .ribbon { position: fixed; inset: auto 0 0 0; z-index: 2147483000; background: var(--tr-bar); color: var(--tr-text);
    border-top: 1px solid var(--tr-edge); font: 14px/1.4 var(--tr-font, system-ui, sans-serif);
    box-shadow: 0 -2px 12px #0b1a2b1f; }
  .bar { display: flex; align-items: center; gap: 12px; height: var(--bar); padding-inline: 16px; box-sizing: border-box; }
  .bar button { font: inherit; font-weight: 600; color: inherit; background: none; border: 1px solid var(--tr-edge);
    border-radius: 6px; padding: 4px 12px; cursor: pointer; min-height: 28px; }
  .bar button:hover { background: var(--tr-press); }
  .bar button:focus-visible { outline: 2px solid var(--tr-accent); outline-offset: 1px; }
  .bar button[aria-expanded=true] { background: var(--tr-accent); color: var(--tr-bar); border-color: var(--tr-accent); }
  .notice { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; min-width: 0; overflow: hidden;
    line-height: 1.25; }
  .notice.failed { color: var(--tr-danger); }
  [hidden] { display: none !important; }
  dialog, .menu { padding: 0; border: 1px solid var(--tr-edge); border-radius: 10px; background: var(--tr-bar);
    color: var(--tr-text); box-shadow: 0 12px 40px #0b1a2b40; overflow: hidden; }
  .menu { position: fixed; margin: 0; border-radius: 8px; inset: auto; box-sizing: border-box;
    overflow: hidden auto; overscroll-behavior: contain; scrollbar-width: thin; }
  dialog { margin: auto; max-width: calc(100vw - 16px); max-height: calc(100vh - 16px); }
  dialog::backdrop { background: #0b1a2b66; }
`);

export const pivotSheet = sheet(`
  :host { display: inline-block; vertical-align: middle; margin-inline-start: 4px; line-height: 1; user-select: none; }
  button { display: inline-grid; place-items: center; width: 24px; height: 24px; margin: -4px 0; padding: 0; border: 0;
    border-radius: 6px; background: none; color: #0b63bd; cursor: pointer; }
  button:hover, button[aria-expanded=true] { background: #0b63bd1f; }
  button:focus-visible { outline: 2px solid currentColor; outline-offset: -2px; }
  svg { width: 16px; height: 16px; fill: none; stroke: currentColor; stroke-width: 1.6; }
  @media (prefers-color-scheme: dark) { button { color: #6cb4fb; } button:hover { background: #6cb4fb2e; } }
`);
