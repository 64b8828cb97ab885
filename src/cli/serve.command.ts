import { Command } from 'commander';

/** Options of `serve`, and the variables they stand for. */
const VARIABLES = { port: 'PORT', host: 'HOST', logLevel: 'LOG_LEVEL' } as const;

/** `serve`: runs the service. Options win over the environment, which has all other settings. */
export function serveCommand(): Command {
  return new Command('serve')
    .description('Run the service. All settings can be given by the environment; see the README.')
    .option('-p, --port <number>', 'port to listen on (PORT)')
    .option('--host <address>', 'address to listen on (HOST)')
    .option('--log-level <level>', 'fatal, error, warn, info, debug, trace or silent (LOG_LEVEL)')
    .exitOverride()
    .action(async (options: Partial<Record<keyof typeof VARIABLES, string>>) => {
      const overrides = Object.entries(VARIABLES).flatMap(([option, variable]) => {
        const value = options[option as keyof typeof VARIABLES];
        return value === undefined ? [] : [[variable, value] as const];
      });
      // Loaded at need: `verify` runs without the server's own modules.
      const { startServer } = await import('../server.js');
      await startServer(Object.fromEntries(overrides));
    });
}
