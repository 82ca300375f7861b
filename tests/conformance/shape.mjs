// Compares a reply with a vector's `body_shape`: the names of types in threat-response-api.json, "notation".
import assert from 'node:assert/strict';

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const LONG_ID = /^https?:\/\/[^/]+\/ctia\/casebook\/casebook-[0-9a-f-]{36}$/;

/** @type {Record<string, (value: any) => boolean>} */
const TYPES = {
  str: (value) => typeof value === 'string',
  int: (value) => Number.isInteger(value),
  number: (value) => typeof value === 'number',
  iso8601: (value) => ISO.test(value),
  'absolute-url': (value) => /^https?:\/\/[^/]/.test(value),
  'relative: starts with /respond/trigger/': (value) => value.startsWith('/respond/trigger/'),
  group: ({ count, docs }) => typeof count === 'number' && Array.isArray(docs),
  jwt: (value) => /^[\w-]+\.[\w-]+\.[\w-]+$/.test(value),
  semver: (value) => /^\d+\.\d+\.\d+$/.test(value),
  'long-id': (value) => LONG_ID.test(value),
  'long-id casebook': (value) => LONG_ID.test(value),
  enum: (value) => ['white', 'green', 'amber', 'red'].includes(value),
  observable: (value) => typeof value.type === 'string' && typeof value.value === 'string',
  text: (value) => typeof value.type === 'string' && typeof value.text === 'string',
  'int 1..5': (value) => Number.isInteger(value) && value >= 1 && value <= 5,
  'space-separated str': (value) => typeof value === 'string' && !/^ | {2}| $/.test(value),
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'echo of the request': (value) => typeof value === 'object' && value !== null,
  'str mentioning :title': (value) => typeof value === 'string' && value.includes(':title'),
  'array or str': (value) => Array.isArray(value) || typeof value === 'string',
  'array whose first element has a type reason': (value) => typeof value?.[0]?.type === 'string',
  'bool (literal key ends in ?)': (value) => typeof value === 'boolean',
};

/**
 * @param {any} value
 * @param {string} type
 */
function fitsType(value, type) {
  const known = TYPES[type];
  if (known) return known(value);
  const choice = /^enum\((.*)\)$/.exec(type);
  if (choice) return String(choice[1]).split(',').includes(value);
  const words = /^str \((.*)\)$/.exec(type);
  if (words) return String(words[1]).split(' | ').includes(value);
  return value === type;
}

/**
 * @param {any} value
 * @param {any} shape
 * @param {string} [where]
 */
export function assertShape(value, shape, where = 'body') {
  if (typeof shape === 'string') {
    assert.ok(fitsType(value, shape), `${where} is no ${shape}: ${JSON.stringify(value)}`);
  } else if (Array.isArray(shape)) {
    assert.ok(Array.isArray(value), `${where} is no array`);
    if (typeof shape[0] === 'string' && !(shape[0] in TYPES)) return assert.deepEqual(value, shape, where);
    value.forEach((item, index) => assertShape(item, shape[0], `${where}[${index}]`));
  } else if (typeof shape === 'object') {
    assert.ok(TYPES['object']?.(value), `${where} is no object: ${JSON.stringify(value)}`);
    assertMembers(value, shape, where);
  } else {
    assert.equal(value, shape, where);
  }
}

/**
 * A key that ends in '?' may be missing, unless its type says that the '?' is part of the key.
 * @param {any} value
 * @param {Record<string, any>} shape
 * @param {string} where
 */
function assertMembers(value, shape, where) {
  for (const [key, inner] of Object.entries(shape)) {
    const literal = typeof inner === 'string' && inner.includes('literal key');
    const optional = key.endsWith('?') && !literal;
    const name = optional ? key.slice(0, -1) : key;
    if (name in value) assertShape(value[name], inner, `${where}.${name}`);
    else assert.ok(optional, `${where} lacks ${name}`);
  }
}
