// Files that people take with them, and files that they bring.

/** How long the address of a download is kept, in milliseconds: a browser may ask where to put it first. */
const kept = 60_000;

/**
 * Downloads a file, in the task of the user's own event.
 * @param {{name: string, type: string, text: string}} file
 */
export function saveFile({ name, type, text }) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), kept);
}

/** The picker that is open, so that it outlives the press. @type {HTMLInputElement | undefined} */
let picker;

/**
 * Lets people choose files, in the task of their own event.
 * @param {(files: FileList) => void} chosen not called when they choose none
 */
export function chooseFiles(chosen) {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.addEventListener('change', () => { if (input.files) chosen(input.files); });
  picker = input;
  picker.click();
}

/** As many bytes as widgets/exchange/import.h takes. */
const largest = 8 * 1024 * 1024;

/**
 * What a file says, or why it says nothing, as widgets/app/page.h reads it. Bytes that are no UTF-8 are not passed on.
 * @param {File} file
 * @returns {Promise<{name: string, text: string} | {name: string, problem: 'too-large' | 'unreadable' | 'not-text'}>}
 */
export async function readFile(file) {
  const { name } = file;
  if (file.size > largest) return { name, problem: 'too-large' };
  /** @type {ArrayBuffer} */
  let bytes;
  try {
    bytes = await file.arrayBuffer();
  } catch {
    return { name, problem: 'unreadable' }; // moved, in use, a folder
  }
  try {
    return { name, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { name, problem: 'not-text' };
  }
}

/**
 * Takes files that are dropped on an element; what else is dragged over it is not touched.
 * @param {HTMLElement} element has the class `dropping` while files are over it
 * @param {(files: FileList) => void} dropped
 */
export function takeDroppedFiles(element, dropped) {
  const has = (/** @type {DragEvent} */ event) => Boolean(event.dataTransfer?.types.includes('Files'));
  const mark = (/** @type {boolean} */ over) => element.classList.toggle('dropping', over);
  element.addEventListener('dragover', (event) => {
    if (!has(event)) return;
    event.preventDefault(); // or the browser opens the file
    mark(true);
  });
  element.addEventListener('dragleave', (event) => {
    if (!(event.relatedTarget instanceof Node && element.contains(event.relatedTarget))) mark(false);
  });
  element.addEventListener('drop', (event) => {
    mark(false);
    if (!has(event) || !event.dataTransfer) return;
    event.preventDefault();
    dropped(event.dataTransfer.files);
  });
}
