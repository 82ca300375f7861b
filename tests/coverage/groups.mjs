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
  { file: 'widgets/outbox/change.cc', line: 'for (const auto& [known, name] : kFieldNames)', branch: ': is never false',
    why: 'every field has a name in the table' },
  { file: 'widgets/outbox/delivery.cc', line: 'found->empty() && list && !json::elements(*list).empty())',
    branch: 'list is never false', why: 'what was read as cases is a list' },
  { file: 'widgets/outbox/queue.cc', line: 'if (outcome.fresh)', branch: 'outcome.fresh is never false',
    why: 'what was taken comes with the case' },
  { file: 'widgets/outbox/queue.cc', line: 'if (outcome.fresh && is_replaced(outbox, entry))',
    branch: 'outcome.fresh is never false', why: 'a conflict comes with the case' },
  { file: 'widgets/outbox/queue.cc', branch: 'mine is never false',
    line: 'else if (later && mine && edit && same_case(other.change, entry.change) && edit->field == mine->field &&',
    why: 'it is asked of edits alone: nothing else comes to a conflict' },
  { file: 'widgets/outbox/queue.cc', above: 'std::vector<std::string> moot;',
    line: 'for (const Entry& entry : outbox.entries) {', branch: ': is never false',
    why: 'the deletion itself is among them' },
  { file: 'widgets/threat_response/problem.cc', branch: 'end > 0 is never false',
    line: 'while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;',
    why: 'the text was read from JSON, so it has a beginning of a character' },
  { file: 'widgets/threat_response/pivots.cc', branch: 'size > 0 is never false',
    line: 'while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) --size;',
    why: 'the text was read from JSON, so it has a beginning of a character' },
  { file: 'widgets/markdown/markdown.cc', line: 'case MD_BLOCK_HTML:', branch: 'case MD_BLOCK_HTML is never true',
    why: 'tags are text (MD_FLAG_NOHTML)' },
];
