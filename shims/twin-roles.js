// Which element stands for a role that C++ declares (widgets/kit/semantics.h).

/**
 * @typedef {object} Kind
 * @property {string} tag
 * @property {string} [role] where the element does not have it of itself
 * @property {string} [type] of an input
 * @property {boolean} [hidden] not read: another item says it
 * @property {boolean} [text] its name is its text; else it is its aria-label
 * @property {boolean} [flow] its text stands in it, piece by piece, in lines that are broken as they are drawn
 * @property {boolean} [inline] such a piece: it stands where the text before it ends
 */

const kinds = /** @type {Record<string, Kind>} */ ({
  // Of a rich text (widgets/kit/rich_text.h).
  blockquote: { tag: 'blockquote' },
  bullets: { tag: 'ul', role: 'list' },
  code: { tag: 'code', inline: true },
  codeblock: { tag: 'code', flow: true },
  deletion: { tag: 'del', inline: true },
  emphasis: { tag: 'em', inline: true },
  marker: { tag: 'span', text: true },
  numbers: { tag: 'ol', role: 'list' },
  paragraph: { tag: 'p', flow: true },
  prose: { tag: 'div' },
  rule: { tag: 'hr' },
  run: { tag: 'span', text: true, inline: true },
  strong: { tag: 'strong', inline: true },
  table: { tag: 'div', role: 'table' },
  tablecell: { tag: 'div', role: 'cell', flow: true },
  tablehead: { tag: 'div', role: 'columnheader', flow: true },
  tablerow: { tag: 'div', role: 'row' },
  textlink: { tag: 'a', inline: true },
  // All others.
  alert: { tag: 'div', role: 'alert', text: true },
  button: { tag: 'button', text: true },
  caption: { tag: 'span', text: true, hidden: true },
  checkbox: { tag: 'input', type: 'checkbox' },
  columnheader: { tag: 'div', role: 'columnheader', text: true },
  combobox: { tag: 'select' },
  dialog: { tag: 'div', role: 'dialog' },
  droparea: { tag: 'div', hidden: true },
  grid: { tag: 'div', role: 'grid' },
  gridcell: { tag: 'div', role: 'gridcell', text: true },
  group: { tag: 'div', role: 'group' },
  link: { tag: 'a', text: true },
  list: { tag: 'ul', role: 'list' },
  listbox: { tag: 'div', role: 'listbox' },
  listitem: { tag: 'li' },
  menu: { tag: 'div', role: 'menu' },
  menuitem: { tag: 'button', role: 'menuitem', text: true },
  menulink: { tag: 'a', role: 'menuitem', text: true },
  option: { tag: 'div', role: 'option' },
  password: { tag: 'input', type: 'password' },
  progressbar: { tag: 'div', role: 'progressbar' },
  row: { tag: 'div', role: 'row' },
  rowgroup: { tag: 'div', role: 'rowgroup' },
  searchbox: { tag: 'input', type: 'search' },
  splitter: { tag: 'div', role: 'separator' },
  status: { tag: 'div', role: 'status', text: true },
  tab: { tag: 'button', role: 'tab', text: true },
  tablist: { tag: 'div', role: 'tablist' },
  tabpanel: { tag: 'div', role: 'tabpanel' },
  text: { tag: 'p', text: true },
  textarea: { tag: 'textarea' },
  textbox: { tag: 'input', type: 'text' },
});

/** @param {import('./twin-tree.js').Item} item @returns {Kind | undefined} */
export function kindOf(item) {
  if (item.role === 'richheading') return { tag: `h${item.level ?? 2}`, flow: true };
  return item.role === 'heading' ? { tag: `h${item.level ?? 2}`, text: true } : kinds[item.role];
}
