// The two builds of the recogniser that pages load: every test of what it finds is one of both.
import { loadObservables } from '../../web/observables/observables.js';

/** @param {string} name */
const load = (name) => loadObservables({ wasmUrl: new URL(`../../dist/${name}`, import.meta.url) });

/** The one that engines with vector instructions load, and the one for all others. */
export const observables = await load('observables.wasm');
export const scalar = await load('observables-scalar.wasm');
