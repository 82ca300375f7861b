#!/usr/bin/env node
// threat-response-appliance: the embedded Threat Response from a terminal, until Ctrl+C.
import { parseArgs } from 'node:util';
import { startService } from './service.js';

const usage = `usage: threat-response-appliance [OPTION]...
  --fixtures FILE  cases, verdicts and faults to begin with, as JSON
  --faults         tests may set faults and the clock (PUT /test/...)
  --port PORT      of the report pages, and the three after it; free ones without it
  --state DIR      the folder that keeps everything; a temporary one without it
  --page ORIGIN    a page of yours that may call it, such as http://localhost:5173; may be given more than once
  --program FILE   the program, when its package is not installed
  --json           prints one line of JSON when it is ready
`;

/** @param {string} text */
function portOf(text) {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_532) throw new Error(`--port takes a number from 0 to 65532, not '${text}'.`);
  return port;
}

/** @param {import('./service.js').Service} service */
function inWords({ appliance, visibility, operators, client_id: id, client_password: password, faults, servers }) {
  const [operator] = operators;
  return `Open ${appliance} in a browser; Ctrl+C ends it.
Log in as ${operator.name}   Password ${operator.password}
Client ID ${id}   Client Password ${password}
What the attribute servers of your page's ribbon leads to: ${JSON.stringify(servers)}
${faults.available ? `Faults are set by PUT ${visibility}/test/faults\n` : ''}`;
}

async function main() {
  const { values } = parseArgs({
    options: {
      fixtures: { type: 'string' }, faults: { type: 'boolean' }, port: { type: 'string' }, state: { type: 'string' },
      page: { type: 'string', multiple: true }, program: { type: 'string' }, json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  const { fixtures, state, program, page: pages, faults = false, json = false } = values;
  // A service that is being started is ended, too, and what it has left behind is gone.
  const ending = new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, resolve);
  });
  const service = await startService({ fixtures, state, program, pages, faults, port: portOf(values.port ?? '0') });
  const { appliance, visibility, private_intel, client_id, client_password, operators, servers } = service;
  process.stdout.write(json
    ? `${JSON.stringify({ appliance, visibility, private_intel, client_id, client_password, operators, servers })}\n`
    : inWords(service));
  await ending;
  process.exitCode = await service.stop() ?? 1;
}

try {
  await main();
} catch (error) {
  process.stderr.write(`threat-response-appliance: ${error instanceof Error ? error.message : error}\n`);
  if (error instanceof TypeError && 'code' in error) process.stderr.write(usage);
  process.exitCode = 1;
}
