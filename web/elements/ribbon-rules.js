// The look of the ribbon, of what opens from it, and of the holders of what is drawn. The twin of what is drawn has
// buttons and lists in the same tree, which these rules leave alone.
import { columnWidth } from './ribbon-record.js';

// A long press opens our menu, and does not select text or open the browser's own (iOS).
export const noCallout = '-webkit-touch-callout: none; -webkit-user-select: none; user-select: none;';

const ours = ':is(.bar, .settings, .question)';

const bar = `
  .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 12px; min-height: 39px; box-sizing: border-box;
    padding: 5px 16px; }
  .tools, .news, .own { display: flex; align-items: center; gap: 8px; min-width: 0; }
  .tools { flex: 0 1 auto; }
  .said { flex: 1 1 240px; display: flex; flex-direction: column; gap: 4px; min-width: 0; }
  .own { gap: 4px; margin-inline-start: auto; }
  /* Not taken away, or screen readers would miss what comes. */
  .silent .said { position: absolute; width: 1px; height: 1px; overflow: hidden; }
  .notice, .trouble { line-height: 1.25; overflow-wrap: anywhere; }
  /* A title in it may be of any length. */
  .notice { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; min-width: 0; overflow: hidden; }
  .notice.failed, .trouble { color: var(--_danger); }
  ${ours} button { font: inherit; font-weight: 600; color: inherit; background: none; border: 1px solid var(--_border);
    border-radius: 6px; padding: 3px 12px; cursor: pointer; min-height: 28px; ${noCallout} }
  ${ours} button:hover { background: var(--_hover); }
  ${ours} button:focus-visible { outline: 2px solid var(--_accent); outline-offset: 1px; }
  ${ours} button[aria-expanded=true] { background: var(--_accent); color: var(--_on-accent); border-color: var(--_accent); }
  .bar .icon { flex: none; display: inline-grid; place-items: center; width: 28px; padding: 0; border-color: transparent; }
  .bar .find { display: inline-flex; align-items: center; gap: 6px; white-space: nowrap; }
  .bar svg { width: 16px; height: 16px; fill: none; stroke: currentColor; stroke-width: 1.6; stroke-linecap: round;
    stroke-linejoin: round; }
  .search { position: relative; flex: 0 1 auto; width: 280px; min-width: 110px; }
  .search input { width: 100%; height: 28px; box-sizing: border-box; font: inherit; color: var(--_field-text);
    background: var(--_field); border: 1px solid var(--_field-border); border-radius: 6px; margin: 0;
    padding-block: 0; padding-inline: 10px 30px; text-overflow: ellipsis; }
  .search input::placeholder { color: var(--_muted); opacity: 1; }
  .search input[aria-invalid] { border-color: var(--_danger); }
  .search input:focus-visible { outline: 2px solid var(--_accent); outline-offset: -1px; }
  .bar .search .icon { position: absolute; inset: 1px 1px 1px auto; height: 26px; min-height: 26px; color: var(--_muted); }
  .bar .search .icon:dir(rtl) { inset: 1px auto 1px 1px; }
  ${ours} .dropping { outline: 2px dashed var(--_accent); outline-offset: 2px; background: var(--_hover); }
  ${ours} .dropping.refused { outline-color: var(--_danger); }
  .compact.bar { min-height: 33px; padding-block: 4px; }
  .compact.bar :is(button, .search input) { min-height: 24px; height: 24px; padding-block: 0; }
  .compact.bar .search .icon { inset-block: 0; height: 24px; }
  .compact.bar .icon { width: 26px; }`;

const places = `
  .ribbon { position: fixed; z-index: 2147483000; background: var(--_surface); color: var(--_text); box-sizing: border-box;
    border: 0 solid var(--_border); font: 14px/1.4 var(--_font, system-ui, sans-serif); text-align: start; }
  .foot { inset: auto 0 0 0; border-top-width: 1px; box-shadow: 0 -2px 12px #0b1a2b1f; }
  .foot .panel { padding-top: 10px; }
  .panel.dropping::after { content: ''; position: absolute; inset: 12px 4px 4px; border: 2px dashed var(--_accent);
    border-radius: 8px; pointer-events: none; }
  .collapsed { inset: auto 12px 0 auto; width: max-content; max-width: calc(100vw - 24px); border-width: 1px 1px 0;
    border-radius: 8px 8px 0 0; }
  .collapsed:is(.left, .bottom:dir(rtl)) { inset: auto auto 0 12px; }
  .collapsed :is(.tools, .own > :not(:last-child)) { display: none; }
  .collapsed .bar { min-height: 0; padding: 1px 6px; }
  .side { inset: 0 auto 0 0; width: calc(${columnWidth}px + var(--panel, 0px)); box-shadow: 0 0 12px #0b1a2b1f; }
  .side.left { border-right-width: 1px; }
  .side.right { inset: 0 0 0 auto; border-left-width: 1px; }
  .side .bar { position: absolute; inset: 0 auto 0 0; width: ${columnWidth - 1}px; flex-flow: column nowrap;
    align-items: stretch; gap: 12px; padding: 12px; overflow: hidden auto; }
  .side.right .bar { inset: 0 0 0 auto; }
  .side .tools { flex-flow: column nowrap; align-items: stretch; flex: none; }
  .side .search { width: auto; }
  .side .said { flex: none; }
  .side .news { flex-flow: column nowrap; align-items: stretch; }
  .side .notice { -webkit-line-clamp: 12; }
  .side .own { margin-block-start: auto; margin-inline-start: 0; justify-content: space-between; }
  .side .panel { position: absolute; inset: 0 auto 0 ${columnWidth - 1}px; padding-right: 10px; overflow: hidden;
    border: 0 solid var(--_border); border-left-width: 1px; }
  .side.right .panel { inset: 0 ${columnWidth - 1}px 0 auto; padding: 0 0 0 10px; border-width: 0 1px 0 0; }
  @media (max-width: 480px) {
    .foot .bar { padding-inline: 8px; gap: 6px 8px; }
    .foot:not(.collapsed) .bar { display: grid; grid-template-columns: 1fr auto; }
    .foot:not(.collapsed) .said { grid-row: 2; grid-column: 1 / -1; }
    .foot .news { flex-wrap: wrap; }
    .foot .notice { -webkit-line-clamp: 6; }
    .foot .find { padding-inline: 5px; }
    .foot .find span { display: none; }
    .foot .tools { flex: 1; }
    .foot .search { flex: 1; min-width: 80px; }
  }`;

// Its box is 24 pixels wide or high, as a finger needs it (WCAG 2.2, 2.5.8), but only the strip along the edge and the
// grip in its middle are there for the pointer: what is drawn beside them is not covered.
const edge = `
  .edge { position: absolute; z-index: 1; inset: 0 0 auto 0; height: 24px; pointer-events: none; outline: none; }
  .edge::before, .edge::after { content: ""; position: absolute; pointer-events: auto; touch-action: none; }
  .edge { touch-action: none; forced-color-adjust: none; }
  .edge::before { inset: 0 0 auto 0; height: 10px; }
  .edge::after { inset: 0 calc(50% - 32px); height: 24px; background: linear-gradient(var(--_field-border) 0 0)
    center 4px / 36px 3px no-repeat; }
  .edge::before, .edge::after { cursor: row-resize; }
  .edge:is(:hover, :active)::before { background: var(--_hover); }
  .edge:focus-visible::before { background: var(--_accent); }
  .edge:focus-visible::after { background-image: linear-gradient(var(--_on-accent) 0 0); }
  .side .edge { inset: 0 0 0 auto; width: 24px; height: auto; }
  .side.right .edge { inset: 0 auto 0 0; }
  .side .edge::before { inset: 0 0 0 auto; width: 10px; height: auto; }
  .side.right .edge::before { inset: 0 auto 0 0; }
  .side .edge::after { inset: calc(50% - 32px) 0; width: 24px; height: 64px; background-size: 3px 36px;
    background-position: calc(100% - 4px) center; }
  .side.right .edge::after { background-position: 4px center; }
  .side .edge::before, .side .edge::after { cursor: col-resize; }`;

const overlays = `
  dialog, .menu, .popup { padding: 0; border: 1px solid var(--_border); border-radius: 10px; background: var(--_surface);
    color: var(--_text); box-shadow: 0 12px 40px #0b1a2b40; overflow: hidden; }
  .menu, .popup { position: fixed; margin: 0; border-radius: 8px; inset: auto; box-sizing: border-box;
    overflow: hidden auto; overscroll-behavior: contain; scrollbar-width: thin; }
  dialog { margin: auto; max-width: calc(100vw - 16px); max-height: calc(100vh - 16px); }
  dialog::backdrop { background: #0b1a2b66; }
  .dragged { position: fixed; inset: auto; margin: 0; padding: 4px 10px; border: 1px solid var(--_accent);
    border-radius: 6px; background: var(--_surface); color: var(--_text); box-shadow: 0 4px 16px #0b1a2b40;
    font: 600 13px/1.4 var(--_font, system-ui, sans-serif); text-align: start; max-width: min(320px, calc(100vw - 8px));
    box-sizing: border-box; overflow-wrap: anywhere; pointer-events: none; }
  .dragged.refused { color: var(--_danger); border-color: var(--_danger); }
  :is(.settings, .found, .question) { font: 14px/1.4 var(--_font, system-ui, sans-serif); text-align: start; }
  .found { max-width: min(560px, calc(100vw - 8px)); }
  .found p { margin: 0; padding: 10px 12px; max-width: 320px; color: var(--_danger); }
  .found [role=listbox] { padding: 4px; }
  .found [role=option] { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 0 16px;
    padding: 5px 8px; border-radius: 4px; cursor: pointer; }
  .found [role=option] bdi { overflow-wrap: anywhere; }
  .found [role=option] span { color: var(--_muted); }
  .found [role=option]:hover { background: var(--_hover); }
  .found [role=option][aria-selected=true] { background: var(--_selected); outline: 2px solid var(--_accent);
    outline-offset: -2px; }
  .settings { padding: 12px 16px 16px; max-width: calc(100vw - 8px); }
  .settings fieldset { margin: 0 0 12px; padding: 0; border: 0; min-width: 0; }
  .settings legend { padding: 0; margin-block-end: 2px; font-weight: 600; }
  .choices { display: flex; flex-wrap: wrap; gap: 0 16px; }
  .settings label { display: inline-flex; align-items: center; gap: 6px; min-height: 28px; cursor: pointer; }
  .settings input { width: 16px; height: 16px; margin: 4px 0; accent-color: var(--_accent); }
  .settings input:focus-visible { outline: 2px solid var(--_accent); outline-offset: 2px; }
  .note { margin: 2px 0 0; max-width: 300px; color: var(--_muted); }
  .foot-buttons { display: flex; flex-wrap: wrap; gap: 8px; }
  .settings .foot-buttons { padding-block-start: 12px; border-block-start: 1px solid var(--_border); }
  .question { width: 400px; box-sizing: border-box; padding: 20px; }
  .question h2 { margin: 0 0 8px; font-size: 16px; }
  .question p { margin: 0 0 20px; }
  .question .foot-buttons { justify-content: flex-end; }
  /* The browser's own plate under the text would have the text's colour. */
  ${ours} :is([aria-expanded=true], .primary) { forced-color-adjust: none; }
  .question .primary { background: var(--_accent); color: var(--_on-accent); border-color: var(--_accent); }`;

export const ribbonRules = `
  :host { display: block; --bar: 40px; height: calc(var(--bar) + var(--foot, 0px)); }
  
  ${bar} ${places} ${edge} ${overlays}
  [hidden] { display: none !important; }
  @media print { :host { display: none !important; } }`;

/** Of a casebook that is a part of the page. On the host itself, whose classes are the page's. */
export const placeRules = `
  :host { height: 480px; min-height: 200px; contain: layout; border: 1px solid var(--_border); border-radius: 8px;
    overflow: hidden; box-sizing: border-box; }
  .place { position: relative; display: flex; flex-direction: column; height: 100%; }
  .place .panel { position: relative; flex: 1; min-height: 0; }
  .place .bar { border-block-start: 1px solid var(--_border); }
  .place .fallback { flex: 1; min-height: 0; overflow: auto; }`;
