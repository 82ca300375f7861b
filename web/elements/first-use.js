// What is loaded at the first use of the widgets, so that a page which nobody uses them on does not pay for it: the
// drawn surfaces with their twins, the vault, the store and what loads the WebAssembly module.
export { diagnose, nameOfFile } from './diagnostics.js';
export { Surface } from './surface.js';
export { Widgets } from './runtime.js';
export { saveFile, takeDroppedFiles } from '../../shims/files.js';
export { Store } from '../../shims/store.js';
