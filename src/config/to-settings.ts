import type { Environment } from './environment.dto';
import { Settings } from './settings';

/** The settings that follow from a valid environment. */
export function toSettings(env: Environment): Settings {
  const settings: Settings = {
    server: {
      port: env.PORT,
      host: env.HOST,
      workers: env.WORKERS,
      shutdownGraceMs: env.SHUTDOWN_GRACE,
      idleConnectionMs: env.IDLE_CONNECTION_TIMEOUT,
      docs: env.DOCS,
      trustedProxies: env.TRUSTED_PROXIES,
    },
    log: { level: env.LOG_LEVEL, format: env.LOG_FORMAT },
    cors: { origins: env.CORS_ORIGINS, credentials: env.CORS_CREDENTIALS },
    limits: {
      bodyBytes: env.BODY_LIMIT,
      promptChars: env.PROMPT_MAX_CHARS,
      choices: env.MAX_CHOICES,
      concurrentStreams: env.MAX_CONCURRENT_STREAMS,
      completionBytes: env.MAX_COMPLETION_SIZE,
    },
    responses: {
      entries: env.STORED_RESPONSES,
      bytes: env.STORED_RESPONSES_SIZE,
      ageMs: env.STORED_RESPONSES_AGE,
    },
    stream: { keepAliveMs: env.KEEP_ALIVE_INTERVAL, slowClientMs: env.SLOW_CLIENT_TIMEOUT },
    gateway: {
      file: env.CONFIG_FILE || undefined,
      watchMs: env.CONFIG_WATCH_INTERVAL,
      defaultModel: env.DEFAULT_MODEL || undefined,
    },
    builtin: {
      tokensPerSecond: env.BUILTIN_TOKENS_PER_SECOND,
      firstTokenMs: env.BUILTIN_FIRST_TOKEN_MS,
      faults: env.BUILTIN_FAULTS,
    },
  };
  return deepFreeze(Object.assign(new Settings(), settings));
}

function deepFreeze<T extends object>(value: T): T {
  for (const inner of Object.values(value)) {
    if (typeof inner === 'object' && inner !== null) deepFreeze(inner as object);
  }
  return Object.freeze(value);
}
