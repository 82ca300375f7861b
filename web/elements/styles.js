// Style sheets of the shadow roots, constructed so that a strict CSP needs no exception for them.

/** @param {string} text */
function sheet(text) {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
}

// The colours of the design, light and dark; a page may set each on the element (`tr-ribbon { --tr-accent: ... }`).
// widgets/kit/theme.cc draws with the same ones.
const themeRules = `
  :host { --tr-bar: #ffffff; --tr-text: #1b2430; --tr-edge: #c9d0da; --tr-press: #eaf0f7; --tr-accent: #0b63bd;
    --tr-on-accent: #ffffff; --tr-muted: #566273; --tr-raised: #f3f5f8; --tr-selected: #deebf9;
    --tr-danger: #b3261e; --tr-danger-surface: #fdeceb; --tr-malicious: #b3261e; --tr-suspicious: #8a4b00;
    --tr-common: #0b5a99; --tr-clean: #1a6b38; --tr-field: #ffffff; --tr-field-text: #1b2430; }
  :host(.dark) { --tr-bar: #1a2028; --tr-text: #e6ebf2; --tr-edge: #3d4857; --tr-press: #273140;
    --tr-accent: #6cb4fb; --tr-on-accent: #0b1a2b; --tr-muted: #a3b0c0; --tr-raised: #222a35; --tr-selected: #23374f;
    --tr-danger: #ff9a92; --tr-danger-surface: #3a2123; --tr-malicious: #ff9a92; --tr-suspicious: #f2b45c;
    --tr-common: #8fc3f7; --tr-clean: #7fd39b; --tr-field: #12161c; --tr-field-text: #e6ebf2;
    color-scheme: dark; }`;

// Where the twin is the interface it looks as what would be drawn.
const shownRules = `
  .twin.shown { background: var(--tr-bar); }
  .twin.shown, .twin.shown :is(h2, h3, h4, p, span, div, li, button, option) { color: var(--tr-text); }
  .twin.shown :is(.muted, [data-look=unknown], [data-look=none]) { color: var(--tr-muted); }
  .twin.shown button { background: var(--tr-bar); border: 1px solid var(--tr-edge); border-radius: 6px; }
  .twin.shown button:hover, .twin.shown [role=menuitem]:hover, .twin.shown :is([role=option], [role=row]):hover {
    background: var(--tr-press); }
  .twin.shown [data-look=primary] { background: var(--tr-accent); color: var(--tr-on-accent);
    border-color: var(--tr-accent); }
  .twin.shown :is([data-look=quiet], [role=menuitem], [role=tab], [role=columnheader] button) {
    border-color: transparent; background: none; }
  .twin.shown :is(a, [data-look=quiet]) { color: var(--tr-accent); text-decoration: underline; }
  .twin.shown [data-look=quiet] { text-decoration: none; }
  .twin.shown [aria-disabled] { color: var(--tr-muted); background: var(--tr-raised); }
  .twin.shown [aria-expanded=false]::after { content: "\\25B8"; float: inline-end; padding-inline-end: 12px; }
  .twin.shown [aria-expanded=true]::after { content: "\\25BE"; float: inline-end; padding-inline-end: 12px; }
  .twin.shown :is(input, textarea, select) { background: var(--tr-field); color: var(--tr-field-text);
    border: 1px solid var(--tr-edge); border-radius: 6px; }
  .twin.shown select { padding-inline: 10px; }
  .twin.shown [aria-invalid] { border-color: var(--tr-danger); }
  .twin.shown [role=alert]:not(:empty, [data-look]) { padding-block: 8px; background: var(--tr-danger-surface);
    border-inline-start: 3px solid var(--tr-danger); }
  .twin.shown :is([aria-current], [aria-selected=true]) { background: var(--tr-selected); }
  .twin.shown [role=tab][aria-selected=true] { color: var(--tr-accent); border-block-end: 3px solid var(--tr-accent); }
  .twin.shown [role=progressbar]::after { content: ""; position: absolute; inset: 25px 0 5px; border-radius: 3px;
    background: linear-gradient(to right, var(--tr-accent) var(--share), var(--tr-edge) var(--share)); }
  .twin.shown [role=progressbar]::before { content: attr(aria-valuetext); color: var(--tr-muted); }
  .twin.shown [role=separator]::after { content: ""; position: absolute; inset: 0 calc(50% - 1px);
    background: var(--tr-muted); }
  .twin.shown [data-look=danger] { color: var(--tr-danger); }
  .twin.shown [data-look=malicious] { color: var(--tr-malicious); }
  .twin.shown [data-look=suspicious] { color: var(--tr-suspicious); }
  .twin.shown [data-look=common] { color: var(--tr-common); }
  .twin.shown [data-look=clean] { color: var(--tr-clean); }
  .twin.shown p[data-look]::before { position: absolute; inset-inline-start: 0; }
  .twin.shown [data-look=malicious]::before { content: "\\25CF"; }
  .twin.shown [data-look=suspicious]::before { content: "\\25B2"; }
  .twin.shown [data-look=common]::before { content: "\\25A0"; }
  .twin.shown [data-look=clean]::before { content: "\\2713"; }
  .twin.shown [data-look=unknown]::before { content: "\\25CB"; }
  .twin.shown [data-look=none]::before { content: "\\2013"; }
  .twin.shown :is(a:not([role]), span) { overflow: visible; }
  .twin.shown [type=checkbox] { appearance: auto; width: 18px !important; margin: 3px; }
  .twin.shown :is(button, a, input, textarea, select, [tabindex]):focus-visible { outline: 2px solid var(--tr-accent);
    outline-offset: -2px; }`;

// A canvas, and its transparent twin over it.
export const surfaceSheet = sheet(`${themeRules}
  .surface { position: relative; overflow: hidden; }
  .surface canvas { position: absolute; inset: 0 auto auto 0; pointer-events: none; }
  .surface [hidden] { display: none; }
  .twin { position: absolute; inset: 0; font: 14px var(--tr-font, system-ui, sans-serif); }
  .twin :is(h2, h3, h4, p, span, ul, li, div, button, a, input, textarea, select) {
    position: absolute; box-sizing: border-box; margin: 0; padding: 0; border: 0; border-radius: 0;
    background: none; color: transparent; font: inherit; line-height: 1.4; list-style: none; outline: none;
    text-align: start; overflow: hidden; white-space: pre; text-overflow: ellipsis; text-decoration: none;
  }
  .twin .paragraph { white-space: pre-wrap; }
  .twin .centred { text-align: center; }
  .twin :is(button, a, [role=option], [type=checkbox]) { cursor: pointer; }
  .twin [aria-disabled] { cursor: default; }
  .twin [data-scrolls] { overflow: auto; overscroll-behavior: contain; scrollbar-width: thin; }
  .twin [data-scrolls]::after { content: ""; position: absolute; top: 0; width: 1px; height: var(--space); }
  .twin :is(input, textarea) { color: var(--tr-field-text); padding-inline: 11px; caret-color: var(--tr-field-text);
    appearance: none; cursor: text; }
  .twin textarea { padding-block: 8px; line-height: 20px; resize: none; overflow: auto; white-space: pre-wrap; }
  .twin span { pointer-events: none; }
  .twin select { appearance: none; cursor: pointer; }
  .twin option { color: var(--tr-field-text); background: var(--tr-field); }
  .twin [role=separator] { cursor: col-resize; touch-action: none; }
  .twin ::selection { background: #3b82f655; }
  ${shownRules}
`);

export const ribbonSheet = sheet(`
  :host { display: block; --bar: 40px; height: calc(var(--bar) + var(--panel, 0px)); }
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
