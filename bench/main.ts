import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { Bench } from './bench';
import { reportText } from './report/report-text';
import { machine, writeResults } from './report/results-file';
import type { Findings, Scenario } from './scenarios/scenario';
import { defaultScenarios, SCENARIOS } from './scenarios/scenarios';

/** More than this and the figures are somebody else's too. */
const QUIET_LOAD = 0.5;
const USAGE_EXIT_CODE = 2;

const USAGE = `Usage: npm run bench -- [--quick] [scenario…]

  --quick  rougher figures, in under two minutes

${SCENARIOS.map(({ name, title }) => `  ${name.padEnd(12)}${title}`).join('\n')}

Without a name: all but soak; with --quick those that show most in little time. The exit code is 1 when a
goal was missed.`;

const progress = (text: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${text}`);
};

async function main(): Promise<number> {
  const chosen = choose();
  if (!chosen) return USAGE_EXIT_CODE;
  const { quick, scenarios } = chosen;
  const begun = new Date();
  console.log(`${machine()}\n`);
  if (loadavg()[0] > QUIET_LOAD) {
    console.log(`The machine has other work (load ${loadavg()[0].toFixed(1)}): trust the ratios only.\n`);
  }
  const bench = await Bench.start(quick, progress);
  const found = new Map<string, Findings>();
  try {
    for (const { name, title, run } of scenarios) {
      progress(`${name}…`);
      const findings = await run(bench);
      progress('');
      console.log(reportText(name, title, findings));
      found.set(name, findings);
    }
  } finally {
    await bench.stop();
    if (found.size > 0) console.log(writeResults(begun, quick, found).join('\n'));
  }
  const missed = [...found.values()].flatMap(({ goals }) => goals).filter(({ held }) => held === false);
  return missed.length > 0 ? 1 : 0;
}

/** What was asked for; undefined where it was not understood, or only help was wanted. */
function choose(): { quick: boolean; scenarios: readonly Scenario[] } | undefined {
  const options = { quick: { type: 'boolean', default: false }, help: { type: 'boolean' } } as const;
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const unknown = positionals.filter((name) => !SCENARIOS.some((scenario) => scenario.name === name));
    if (unknown.length === 0 && !values.help) {
      const named = SCENARIOS.filter(({ name }) => positionals.includes(name));
      return { quick: values.quick, scenarios: named.length > 0 ? named : defaultScenarios(values.quick) };
    }
    if (unknown.length > 0) console.error(`No scenario ${unknown.join(', ')}.\n`);
  } catch (error) {
    console.error(`${(error as Error).message}\n`);
  }
  console.error(USAGE);
  return undefined;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
