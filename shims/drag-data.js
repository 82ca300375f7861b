// What is dragged, as browsers carry it between elements, windows and programs. What comes is from anybody: it goes to
// C++ as texts, within bounds.

/**
 * @typedef {object} DragData
 * @property {string} text a line a value
 * @property {string} json a list of {type, value}
 * @property {string} [urls] those of the values that are URLs, a line each: who drops them somewhere opens them
 */

/** UTF-16 units, as widgets/casebook/dragging.h takes; a longer text is cut, a longer JSON is none. */
const longest = 2_000_000;

/** @param {DataTransfer} transfer @param {DragData} data */
export function writeDrag(transfer, { text, json, urls }) {
  transfer.effectAllowed = 'copy';
  transfer.setData('text/plain', text);
  transfer.setData('application/json', json);
  if (urls) transfer.setData('text/uri-list', urls);
}

/** Whether it may hold observables: what it is can be read only once it is dropped. @param {DataTransfer} transfer */
export function mayHoldObservables({ types }) {
  if (types.includes('Files')) return false; // taken by files.js
  return ['text/plain', 'application/json', 'text/uri-list'].some((type) => types.includes(type));
}

/** @param {DataTransfer} transfer @returns {DragData} */
export function readDrag(transfer) {
  const json = transfer.getData('application/json');
  const text = transfer.getData('text/plain') || transfer.getData('text/uri-list');
  return { json: json.length <= longest ? json : '', text: text.slice(0, longest) };
}
