// A Threat Response that says `texts` wherever it has something to say. Signing in is the embedded service's.

/** @typedef {import('./fixtures.js').Appliance} Appliance */

/** Where a path in a reply may try to lead the next call, with the bearer. */
const paths = ['../../evil', '..%2f..%2fevil', 'https://evil.test/ctia/casebook/casebook-1', '//evil.test/x',
  '@evil.test/x', '.evil.test', 'casebook-1?x=1#y', 'casebook-1/../../../iroh/profile', '\\evil.test', '', ' '];

/**
 * @param {import('@playwright/test').Page} page
 * @param {Appliance} appliance
 * @param {string[]} texts
 */
export async function hostileService(page, { visibility, private_intel: intel }, texts) {
  const at = (/** @type {number} */ index) => texts[index % texts.length];
  const module = (/** @type {number} */ index) => ({
    module: at(index), module_instance_id: `instance ${index} ${at(index + 3)}`, module_type_id: at(index + 5) });
  const instant = (/** @type {number} */ away) => new Date(Date.now() + away).toISOString();
  const time = { start_time: instant(-1e8), end_time: instant(1e8) };
  const errors = () => texts.map((text, index) => ({
    ...module(index), module: `failed ${text}`, module_instance_id: `failed ${index}`, code: text,
    message: text, type: 'fatal' }));
  const cases = () => texts.map((text, index) => ({
    'id': `${intel}/ctia/casebook/casebook-${index}`, 'type': 'casebook', 'title': text, 'short_description': text,
    'description': text, 'tlp': text, 'timestamp': text, 'owner': text, 'source': text,
    'source_uri': text, 'groups': [text],
    '__proto__x': { polluted: 1 }, 'observables': [],
  }));
  const whole = () => ({ ...cases()[0],
    description: texts.join('\n\n'), short_description: texts.slice(0, 60).join(' '),
    observables: texts.flatMap((text, index) => [
      { type: 'domain', value: text }, ...(index % 8 ? [] : [{ type: text, value: at(index + 7) }])]),
    texts: texts.map((text) => ({ type: text, text })),
    external_references: texts.map((text) => ({ source_name: text, description: text, url: text, external_id: text })),
  });
  const verdicts = (/** @type {any[]} */ about) => texts.map((text, index) => ({ ...module(index), data: {
    verdicts: { count: 1, docs: about.slice(0, 1).map((observable) => ({
      type: 'verdict', disposition: 1 + index % 5, disposition_name: text, observable,
      valid_time: time, judgement_id: text })) } } }));
  const sightings = (/** @type {any[]} */ about) => texts.slice(0, 200).map((text, index) => ({
    ...module(index), data: { sightings: { count: 1, docs: [{
      title: text, description: text, source: text, source_uri: at(index + 1), count: index, confidence: text,
      observables: about.slice(0, 3), observed_time: { start_time: time.start_time },
      targets: [{ type: text, observables: [{ type: text, value: at(index + 2) }] }],
      relations: [{ relation: text, origin: text, source: about[index % about.length],
        related: { type: 'domain', value: at(index + 4) } }],
    }] } } }));
  const links = () => texts.flatMap((text, index) => [
    { ...module(index), id: text, title: text, description: text, categories: [text, '__proto__'],
      url: `https://link.test/${index}` },
    { ...module(index), id: text, title: `address ${text}`, description: text, url: text }]);
  const trigger = '/respond/trigger';
  const tampered = paths.flatMap((path) => [`${trigger}/instance/${path}`, `${trigger}/${path}/action`]);
  const actions = () => [
    ...tampered.map((url, index) => ({ title: `tampered ${index}`, url })),
    ...texts.map((title, index) => ({ title, url: `${trigger}/instance/action-${index}` })),
  ].map((action, index) => ({
    ...module(index), id: at(index), description: at(index), categories: [at(index)], ...action }));

  /** @type {[RegExp, (body: any) => unknown][]} */
  const answers = [
    [/\/casebook\/search$/, cases],
    [/\/casebook\/casebook-/, whole],
    [/\/deliberate\/observables/, (about) => (about.length > 1
      ? { data: verdicts(about).slice(0, 20), errors: errors().slice(0, 9) }
      : { data: verdicts(about), errors: errors() })],
    [/\/observe\/observables/, (about) => ({ data: sightings(about), errors: errors().slice(0, 9) })],
    [/\/refer\/observables/, () => ({ data: links(), errors: errors() })],
    [/\/respond\/observables/, () => ({ data: actions(), errors: errors() })],
    [/\/respond\/trigger\//, () => ({ data: { status: 'failure' }, errors: errors() })],
  ];
  const headers = { 'access-control-allow-origin': '*', 'access-control-expose-headers': '*' };
  for (const origin of [visibility, intel]) {
    await page.route(`${origin}/**`, async (route) => {
      const request = route.request();
      const answer = answers.find(([path]) => path.test(new URL(request.url()).pathname))?.[1];
      if (request.method() === 'OPTIONS' || !answer) return route.continue();
      return route.fulfill({ headers, json: answer(request.postDataJSON()) });
    });
  }
}

/**
 * Every call is refused with this text, in each way the service has to say so.
 * @param {import('@playwright/test').Page} page
 * @param {string} origin
 * @param {number} status
 * @param {string} text
 */
export const refuseWith = (page, origin, status, text) => page.route(`${origin}/**`, (route) => (
  route.request().method() === 'OPTIONS' ? route.continue() : route.fulfill({
    status, headers: { 'access-control-allow-origin': '*' }, json: {
    'error': text, 'error_description': text, 'message': text, 'trace_id': text, 'missing-scopes': [text],
    'errors': { [text]: text } } })));
