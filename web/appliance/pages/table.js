// A table that is shown again and again: rows are kept by their key and moved, cells by their text. A cell whose text
// has changed gets new nodes, as frameworks do it; one whose text is the same is not touched.
import { button, element } from './dom.js';

/** @typedef {import('./columns.js').Column} Column */
/** @typedef {import('./asyncos.js').Order} Order */
/** @typedef {import('./asyncos.js').Row} Row */
/** @typedef {{element: HTMLTableRowElement, cells: {element: HTMLElement, shown: string}[]}} Shown */

export class Table {
  element = element('table');
  #columns;
  #headings = element('tr');
  #body = element('tbody');
  /** @type {Map<string, Shown>} */
  #rows = new Map();

  /**
   * @param {Column[]} columns
   * @param {((name: string) => void) | undefined} sortBy nothing for a table that cannot be sorted
   */
  constructor(columns, sortBy) {
    this.#columns = columns;
    for (const { name, heading, className, isSortable = true } of columns) {
      const cell = element('th', '', className.includes('number') ? 'number' : '');
      cell.scope = 'col';
      cell.dataset['observables'] = 'off';
      cell.dataset['name'] = name;
      cell.append(sortBy && isSortable ? button(heading, () => sortBy(name), 'sort')
        : element('span', heading, 'heading'));
      this.#headings.append(cell);
    }
    const head = element('thead');
    head.append(this.#headings);
    this.element.append(head, this.#body);
  }

  /**
   * @param {Row[]} rows
   * @param {Order} order how they are sorted
   */
  show(rows, order) {
    for (const cell of this.#headings.cells) {
      if (cell.dataset['name'] !== order.by) cell.removeAttribute('aria-sort');
      else cell.setAttribute('aria-sort', order.direction === 'asc' ? 'ascending' : 'descending');
    }
    const wanted = new Set(rows.map(({ key }) => key));
    for (const [key, { element: gone }] of this.#rows)
      if (!wanted.has(key)) {
        gone.remove();
        this.#rows.delete(key);
      }
    for (const [index, row] of rows.entries()) {
      const shown = this.#rows.get(row.key) ?? this.#add(row.key);
      for (const [place, column] of this.#columns.entries())
        fill(column, shown.cells[place], row);
      this.#place(shown.element, index);
    }
  }

  /** @param {string} key */
  #add(key) {
    const row = element('tr');
    const cells = this.#columns.map(({ className, observables, isHeader }) => {
      const cell = element(isHeader ? 'th' : 'td', '', className);
      if (isHeader) cell.setAttribute('scope', 'row');
      if (!observables) cell.dataset['observables'] = 'off';
      return { element: cell, shown: '' };
    });
    row.append(...cells.map((cell) => cell.element));
    const shown = { element: row, cells };
    this.#rows.set(key, shown);
    return shown;
  }

  /**
   * Only a row that stands elsewhere is moved: moving takes the focus from what is in it.
   * @param {HTMLTableRowElement} row
   * @param {number} index
   */
  #place(row, index) {
    const there = this.#body.rows[index] ?? null;
    if (there === row) return;
    const body = /** @type {HTMLElement & {moveBefore?: (node: Node, before: Node | null) => void}} */ (this.#body);
    if (row.isConnected && body.moveBefore) body.moveBefore(row, there);
    else body.insertBefore(row, there);
  }
}

/**
 * @param {Column} column
 * @param {{element: HTMLElement, shown: string}} cell
 * @param {Row} row
 */
function fill(column, cell, row) {
  const value = row.values[column.name];
  const shown = column.text(value, row);
  if (shown === cell.shown) return;
  cell.shown = shown;
  if (column.fill) column.fill(cell.element, shown, value, row);
  else cell.element.replaceChildren(shown);
}
