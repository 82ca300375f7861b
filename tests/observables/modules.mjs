// The two builds of the recogniser that pages load: every test of what it finds is one of both.
import { pathToFileURL } from 'node:url';
import { pathOf } from '../dist.mjs';
import { loadObservables } from '../../web/observables/observables.js';

/** @param {string} name */
const load = (name) => loadObservables({ wasmUrl: pathToFileURL(pathOf(name)) });

/** The one that engines with vector instructions load, and the one for all others. */
export const observables = await load('observables.wasm');
export const scalar = await load('observables-scalar.wasm');
