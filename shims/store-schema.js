// The schemas of the store (shims/store.js), oldest first: step N makes schema N of schema N-1, so that a database of
// any released version of the widgets becomes today's when it is opened, in one transaction or not at all.
//
// A step that was released is never changed: databases of it are on people's devices, and tests/fixtures/store holds
// one of each. What an older version must not read as it did before needs a new step: an older version then refuses
// the database as a whole. A kind of change that it merely does not know it leaves alone.

export const database = 'threat-response-widgets', table = 'changes';

/** @typedef {(db: import('idb').IDBPDatabase) => void} Step */

/** @type {readonly Step[]} */
const steps = [
  (db) => {
    const changes = db.createObjectStore(table, { keyPath: 'seq', autoIncrement: true });
    changes.createIndex('id', 'id', { unique: true });
  },
];

/** The number of today's. */
export const schema = steps.length;

/** @param {import('idb').IDBPDatabase} db @param {number} from its schema; 0 for none */
export function upgrade(db, from) {
  for (const step of steps.slice(from)) step(db);
}
