// What is measured together, and how many of its branches the tests must take: all where losing something or telling
// a secret is at stake or hostile bytes are read, nine in ten elsewhere. And which branches are none, since nothing can
// take them.

/** @typedef {{name: string, files: RegExp, bound: number}} Group  a file is of the first group that names it */

/** @param {string} name @param {RegExp} files @returns {Group} */
const whole = (name, files) => ({ name, files, bound: 100 });
/** @param {string} name @param {RegExp} files @returns {Group} */
const most = (name, files) => ({ name, files, bound: 90 });

/** @type {Group[]} */
export const groups = [
  whole('outbox', /^widgets\/outbox\//),
  whole('policy of calls', /^widgets\/threat_response\/(client|session|token|retry_after|problem|scopes)\./),
  whole('answers', /^widgets\/threat_response\//),
  whole('json', /^widgets\/json\//),
  whole('recogniser', /^widgets\/observables\//),
  whole('import', /^widgets\/exchange\/(import|reading|fit|cell)/),
  whole('Markdown', /^widgets\/markdown\//),
  whole('link templates', /^widgets\/custom_pivots\//),
  whole('vault', /^shims\/(vault|keyring|client-list|appliance-clients)\.js$/),
  most('exchange', /^widgets\/exchange\//),
  most('messages', /^widgets\/messages\//),
  most('case choice and picture', /^widgets\/case_(choice|picture)\//),
  most('casebook', /^widgets\/casebook\//),
  most('pivot menu', /^widgets\/pivot_menu\//),
  most('sign-in', /^widgets\/sign_in\//),
  most('find on page', /^widgets\/find_on_page\//),
  most('cloud service', /^widgets\/cloud_service\//),
  most('kit and stage', /^widgets\/(kit|stage|effects)\//),
  most('app', /^widgets\/app\//),
  most('shims', /^shims\//),
  most('elements', /^web\/elements\//),
];

/** @type {import('./branches.mjs').Impossible[]} */
export const impossible = [
];
