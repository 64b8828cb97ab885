import { Command, InvalidArgumentError } from 'commander';
import { Endpoint, UnreachableError } from './verify/endpoint';
import { ProgressLine } from './verify/progress-line';
import { reportTable } from './verify/report-table';
import { SpawnedServer } from './verify/spawned-server';
import { verifyEndpoint } from './verify/verify-endpoint';

interface VerifyOptions {
  readonly url?: string;
  readonly key?: string;
  readonly model?: string;
  readonly requests: number;
  readonly timeout: number;
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  $ streaming-llm-api verify
  $ streaming-llm-api verify --url http://localhost:8080 --requests 200
  $ streaming-llm-api verify --url https://llm.example.com/v1 --key sk-… --model my-model --json

Exit code: 0 if every requirement holds, 1 if one does not, 2 if the endpoint cannot be tested.`;

/** `verify`: tests an endpoint, requirement by requirement, and says what it measured. */
export function verifyCommand(): Command {
  return new Command('verify')
    .description('Test a streaming endpoint, requirement by requirement. Without --url, one is started.')
    .option('--url <url>', 'endpoint: its address, with or without /v1 or /v1/chat/completions')
    .option('--key <key>', 'API key, sent as a bearer token')
    .option('--model <name>', 'model to ask for (default: the one the endpoint chooses)')
    .option('--requests <number>', 'concurrent streams of the load test', positiveInteger, 50)
    .option('--timeout <seconds>', 'longest wait for any one request', positiveInteger, 60)
    .option('--json', 'print one JSON object instead of the table')
    .addHelpText('after', EXAMPLES)
    .exitOverride()
    .action(async (options: VerifyOptions) => {
      process.exitCode = await verify(options);
    });
}

async function verify({ url, key, model, requests, timeout, json }: VerifyOptions): Promise<number> {
  const server = url === undefined ? await SpawnedServer.start() : undefined;
  const progress = new ProgressLine(process.stderr);
  try {
    const endpoint = new Endpoint(server?.url ?? url!, { key, model, timeoutMs: timeout * 1000 });
    const report = await verifyEndpoint(endpoint, requests, (step) => progress.show(step));
    progress.clear();
    console.log(json ? JSON.stringify(report) : reportTable(report));
    return report.passed ? 0 : 1;
  } catch (error) {
    if (!(error instanceof UnreachableError)) throw error;
    progress.clear();
    console.error(error.message);
    return 2;
  } finally {
    await server?.stop();
  }
}

function positiveInteger(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('It must be a whole number from 1.');
  return value;
}
