// Style sheets of the shadow roots, constructed so that a strict CSP needs no exception for them.
import { pivotRules } from './pivot-rules.js';
import { noCallout, placeRules, ribbonRules } from './ribbon-rules.js';
import { themeRules } from './theme.js';

/** @param {string} text */
function sheet(text) {
  if (!globalThis.CSSStyleSheet) return /** @type {CSSStyleSheet} */ ({}); // on a server, which shows nothing
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
}

// Where the twin is the interface it looks as what would be drawn.
const shownRules = `
  .twin.shown { background: var(--_surface); }
  .twin.shown, .twin.shown :is(h2, h3, h4, h5, h6, p, span, div, li, button, option, code) { color: var(--_text); }
  .twin.shown :is(.muted, [data-look=unknown], [data-look=none]) { color: var(--_muted); }
  .twin.shown button { background: var(--_surface); border: 1px solid var(--_border); border-radius: 6px; }
  .twin.shown button:hover, .twin.shown [role=menuitem]:hover, .twin.shown :is([role=option], [role=row]):hover {
    background: var(--_hover); }
  .twin.shown [data-look=primary] { background: var(--_accent); color: var(--_on-accent);
    border-color: var(--_accent); }
  .twin.shown :is([data-look=quiet], [role=menuitem], [role=tab], [role=columnheader] button) {
    border-color: transparent; background: none; }
  .twin.shown :is(a, [data-look=quiet]) { color: var(--_accent); text-decoration: underline; }
  .twin.shown [data-look=quiet] { text-decoration: none; }
  .twin.shown .inline { color: inherit; }
  .twin.shown a.inline { color: var(--_accent); }
  .twin.shown em { font-style: italic; }
  .twin.shown del { text-decoration: line-through; }
  .twin.shown hr { background: var(--_border); }
  .twin.shown blockquote { border-inline-start: 3px solid var(--_border); }
  .twin.shown code.inline { background: var(--_hover); }
  .twin.shown code.flow { background: var(--_raised); border: 1px solid var(--_border); border-radius: 6px; }
  .twin.shown ul > li::before { content: "\\2022" / ""; position: absolute; inset-inline-start: 6px; }
  .twin.shown [role=table] > [role=row] > .flow { border: 1px solid var(--_border); }
  .twin.shown [data-icon] { font-size: 0 !important; }
  .twin.shown [data-icon]::before { font-size: 18px; color: var(--_text); }
  .twin.shown [data-icon=close]::before { content: "\\2715" / ""; }
  .twin.shown [data-icon=refresh]::before { content: "\\21BB" / ""; }
  .twin.shown [data-icon=keyboard]::before { content: "\\2328" / ""; }
  .twin.shown [data-icon=zoom-in]::before { content: "+" / ""; }
  .twin.shown [data-icon=zoom-out]::before { content: "\\2212" / ""; }
  .twin.shown [data-icon=show-all]::before { content: "\\25A1" / ""; }
  .twin.shown [role=dialog] { background: var(--_surface); border: 1px solid var(--_border); border-radius: 8px;
    box-shadow: 0 0 0 100vmax #0b1a2b66; }
  .twin.shown [data-plane] { border: 1px solid var(--_border); border-radius: 6px; }
  .twin.shown [data-plane] [role=option] { border: 2px solid currentColor; border-radius: 13px; }
  .twin.shown [aria-disabled] { color: var(--_muted); background: var(--_raised); }
  .twin.shown [aria-expanded=false]::after { content: "\\25B8" / ""; float: inline-end; padding-inline-end: 12px; }
  .twin.shown [aria-expanded=true]::after { content: "\\25BE" / ""; float: inline-end; padding-inline-end: 12px; }
  .twin.shown :is(input, textarea, select) { background: var(--_field); color: var(--_field-text);
    border: 1px solid var(--_field-border); border-radius: 6px; }
  .twin.shown select { padding-inline: 10px; appearance: auto; }
  .twin.shown [aria-invalid] { border-color: var(--_danger); }
  .twin.shown [role=alert]:not(:empty, [data-look]) { padding-block: 8px; background: var(--_danger-surface);
    border-inline-start: 3px solid var(--_danger); }
  .twin.shown :is([aria-current], [aria-selected=true]) { background: var(--_selected); }
  .twin.shown [data-tick]::before { position: absolute; inset-block: 0; inset-inline-start: 12px; display: grid;
    place-items: center; }
  .twin.shown [data-tick=off]::before { content: "\\2610" / ""; }
  .twin.shown [data-tick=on]::before { content: "\\2611" / ""; }
  .twin.shown [role=tab][aria-selected=true] { color: var(--_accent); border-block-end: 3px solid var(--_accent); }
  .twin.shown [role=progressbar]::after { content: ""; position: absolute; inset: 25px 0 5px; border-radius: 3px;
    background: linear-gradient(to right, var(--_accent) var(--share), var(--_border) var(--share)); }
  .twin.shown [role=progressbar]::before { content: attr(aria-valuetext); color: var(--_muted); }
  .twin.shown [role=separator]::after { content: ""; position: absolute; inset: 0 calc(50% - 1px);
    background: var(--_muted); }
  .twin.shown [data-look=danger] { color: var(--_danger); }
  .twin.shown [data-look=malicious] { color: var(--_malicious); }
  .twin.shown [data-look=suspicious] { color: var(--_suspicious); }
  .twin.shown [data-look=common] { color: var(--_common); }
  .twin.shown [data-look=clean] { color: var(--_clean); }
  .twin.shown p[data-look]::before { position: absolute; inset-inline-start: 0; }
  .twin.shown [data-look=malicious]::before { content: "\\25CF"; }
  .twin.shown [data-look=suspicious]::before { content: "\\25B2"; }
  .twin.shown [data-look=common]::before { content: "\\25A0"; }
  .twin.shown [data-look=clean]::before { content: "\\2713"; }
  .twin.shown [data-look=unknown]::before { content: "\\25CB"; }
  .twin.shown [data-look=none]::before { content: "\\2013"; }
  .twin.shown :is(a:not([role]), span) { overflow: visible; }
  .twin.shown [data-plane] span { overflow: hidden; }
  .twin.shown [data-plane] [role=option]::before { position: absolute; inset: 0; display: grid; place-items: center; }
  .twin.shown [type=checkbox] { appearance: auto; width: 18px !important; margin: 3px; }
  .twin.shown :is(button, a, input, textarea, select, [tabindex]):focus-visible { outline: 2px solid var(--_accent);
    outline-offset: -2px; }`;

// A canvas, and its transparent twin over it.
export const surfaceSheet = sheet(`${themeRules}
  .surface { position: relative; overflow: hidden; }
  /* Drawn in device pixels: where the page puts the surface between two of them it is not blurred. */
  .surface canvas { position: absolute; inset: 0 auto auto 0; pointer-events: none; image-rendering: pixelated; }
  .surface [hidden] { display: none; }
  .twin { position: absolute; inset: 0; forced-color-adjust: none; font: 14px var(--_font, system-ui, sans-serif); }
  .twin :is(h2, h3, h4, h5, h6, p, span, ul, ol, li, div, button, a, input, textarea, select, blockquote, hr, code,
    strong, em, del) {
    position: absolute; box-sizing: border-box; margin: 0; padding: 0; border: 0; border-radius: 0;
    background: none; color: transparent; font: inherit; line-height: 1.4; list-style: none; outline: none;
    text-align: start; overflow: hidden; white-space: pre; text-overflow: ellipsis; text-decoration: none;
  }
  .twin .paragraph { white-space: pre-wrap; overflow-wrap: anywhere; }
  .twin .centred { text-align: center; }
  /* The lines of a rich text are broken where they are drawn so. What breaks them is not copied. */
  .twin .flow { white-space: pre; text-align: left; padding-left: var(--start, 0); }
  .twin .flow:dir(rtl) { text-align: right; padding: 0 var(--start, 0) 0 0; }
  .twin .flow[data-look=rtl] { direction: rtl; }
  .twin .flow[data-look=ltr] { direction: ltr; }
  .twin .inline { position: static; overflow: visible; line-height: inherit; white-space: inherit;
    pointer-events: auto; }
  .twin strong { font-weight: 600; }
  .twin code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; }
  .twin code.inline { font-size: calc(1em - 1px); line-height: 0; }
  .twin [data-look=break] { font-size: 0; line-height: 0; }
  .twin [data-look=break]::after { content: "\\A"; content: "\\A" / ""; white-space: pre; }
  .twin :is(button, a, [role=option], [type=checkbox]) { cursor: pointer; }
  .twin [aria-disabled] { cursor: default; }
  .twin [data-scrolls] { overflow: auto; overscroll-behavior: contain; scrollbar-width: thin; }
  .twin [data-scrolls]::after { content: ""; position: absolute; top: 0; width: 1px; height: var(--space); }
  .twin :is(input, textarea) { color: var(--_field-text); padding-inline: 11px; caret-color: var(--_field-text);
    appearance: none; cursor: text; }
  /* Contextual forms (arrows of "->" in Inter) make every long row of dashes one piece that is shaped again for each
     line of it: ten times the work of a paste. */
  .twin textarea { padding-block: 8px; line-height: 20px; resize: none; overflow: auto; white-space: pre-wrap;
    font-variant-ligatures: no-contextual; }
  .twin span { pointer-events: none; }
  .twin select { appearance: none; cursor: pointer; }
  .twin option { color: var(--_field-text); background: var(--_field); }
  .twin [data-plane] { cursor: grab; touch-action: pan-y; user-select: none; }
  .twin [data-plane=xy] { touch-action: none; }
  .twin [data-plane].moving, .twin .moving [role=option] { cursor: grabbing; }
  .twin [data-plane] [role=option] { overflow: visible; }
  .twin [role=separator] { cursor: col-resize; touch-action: none; }
  @media (pointer: coarse) { .twin [aria-haspopup], .twin [aria-haspopup] * { ${noCallout} } }
  .twin .dropping { outline: 2px dashed var(--_accent); outline-offset: -3px; border-radius: 6px;
    background: color-mix(in srgb, var(--_accent) 12%, #0000); }
  .twin .dropping.refused { outline-color: var(--_danger); background: none; }
  .twin ::selection { background: #3b82f655; }
  ${shownRules}
`);

export const placeSheet = sheet(placeRules);
export const ribbonSheet = sheet(ribbonRules);

export const pivotSheet = sheet(pivotRules);

// A surface that has moved into a layer of the host page takes no style from it.
export const layerSheet = sheet(`
  :host { all: initial !important; display: contents !important; }
  :host(.dark) { color-scheme: dark !important; }
`);
