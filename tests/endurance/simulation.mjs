// Many seeds of the client core's simulation (tests/simulation), in the optimised program, a process for each core;
// and every call of a course failing in turn, every fault during every recovery, and defects that it has to find.
import os from 'node:os';
import path from 'node:path';
import { compile, execute, root } from '../../web/package/build.mjs';

/**
 * @param {{seed: number, seeds: number, say: (line: string) => void}} options `seed`: the first one
 * @returns {Promise<{problems: string[]}>}
 */
export async function runSimulation({ seed, seeds, say }) {
  await compile('native', ['simulation']);
  const program = path.join(root, 'build/native/bin/simulation');
  const parts = Math.min(os.availableParallelism(), seeds);
  /** @type {string[]} */
  const problems = [];
  let played = 0;
  await Promise.all(Array.from({ length: parts }, async (_, part) => {
    const first = seed + Math.floor(seeds * part / parts), next = seed + Math.floor(seeds * (part + 1) / parts);
    const { status, output } = await execute(program, [String(next - first), String(first)]);
    const lines = output.trimEnd().split('\n');
    problems.push(...lines.flatMap((line) => line.match(/^FAILED (.*)/)?.[1] ?? []));
    if (status !== 0 && problems.length === 0) problems.push(`simulation ended with status ${status}: ${output}`);
    for (const line of lines.filter((one) => one.includes('times real time'))) say(line);
    const counts = /^(\d+) passed, (\d+) failed$/.exec(lines.at(-1) ?? '');
    played += Number(counts?.[1] ?? 0) + Number(counts?.[2] ?? 0);
  }));
  for (const word of ['calls', 'pairs', 'planted']) {
    const { status, output } = await execute(program, [word]);
    const lines = output.trimEnd().split('\n');
    problems.push(...lines.flatMap((line) => line.match(/^FAILED (.*)/)?.[1] ?? []));
    if (status !== 0 && problems.length === 0) problems.push(`simulation ${word} ended with ${status}: ${output}`);
    say(`${word}: ${lines.at(-1)}`);
  }
  if (played !== seeds) problems.push(`${played} of ${seeds} seeds were played`);
  if (problems.length > 0) say('Again: build/native/bin/simulation seed N; keep N in kKeptSeeds of simulation_test.cc');
  return { problems };
}
