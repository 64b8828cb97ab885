#!/usr/bin/env node
import '../engine-check';
import '../compile-cache';
import '../lean-http';
import { Command, CommanderError } from 'commander';
import { version } from '../version';
import { serveCommand } from './serve.command';
import { verifyCommand } from './verify.command';

/** Wrong usage; what `verify` finds out has exit codes of its own. */
const USAGE_EXIT_CODE = 2;

const program = new Command('streaming-llm-api')
  .description('A streaming LLM API that a team runs itself.')
  .version(version)
  .exitOverride()
  .addCommand(serveCommand())
  .addCommand(verifyCommand());

program.parseAsync().catch((error: unknown) => {
  // Commander has printed its message already; help and version end with 0.
  if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : USAGE_EXIT_CODE);
  console.error(error instanceof Error ? error.message : error);
  process.exit(USAGE_EXIT_CODE);
});
