// For tests of pages with the widgets: the embedded Threat Response, started from a test, with whatever runner.
// For Playwright there is more beside it, in playwright.js.
//
//   const service = await startService({ fixtures: { cases: [{ title: 'Phish of Monday' }] } });
//   await service.faults.status('verdicts', 503, { times: 1 });
//   await service.cases.list();
//   await service.stop();
export { startService } from './service.js';

/** @typedef {import('./service.js').Service} Service */
/** @typedef {import('./service.js').Options} ServiceOptions */
/** @typedef {import('./service.js').Server} Server */
/** @typedef {import('./session.js').Client} Client */
/** @typedef {import('./cases.js').NewCase} NewCase */
/** @typedef {import('./cases.js').StoredCase} StoredCase */
/** @typedef {import('./cases.js').Observable} Observable */
/** @typedef {import('./faults.js').Fault} Fault */
/** @typedef {import('./faults.js').Where} Where */
/** @typedef {import('./fixtures.js').Fixtures} Fixtures */
/** @typedef {import('./fixtures.js').Verdict} Verdict */
