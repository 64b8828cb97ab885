import { IsBoolean, IsIn, IsInt, IsNotEmpty, IsString, Matches, Max, Min } from 'class-validator';
import { asBoolean, asBytes, asCount, asDuration, asList, asNumber } from './parsed.decorators';
import type { LogFormat, LogLevel } from './settings';

const duration = 'must be a duration such as 500ms, 30s or 5m (a bare number counts seconds)';
const size = 'must be a size such as 512kb or 1mb';
const whole = (from: number, to: number) => ({ message: `must be a whole number from ${from} to ${to}` });

const workers = { message: 'must be auto or a whole number from 1 to 128' };

const LOG_LEVELS: readonly LogLevel[] = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
const LOG_FORMATS: readonly LogFormat[] = ['auto', 'json', 'pretty'];
const DAY_MS = 86_400_000;
const GIB = 1024 ** 3;

/**
 * The environment as it is understood. A property is a variable; its initial value is the default, which
 * stands where the variable is absent or empty. The README's table and `.env.example` describe the same ones.
 */
export class Environment {
  @asNumber
  @IsInt(whole(0, 65_535))
  @Min(0, whole(0, 65_535))
  @Max(65_535, whole(0, 65_535))
  PORT = 8080;

  @IsString()
  @IsNotEmpty()
  HOST = '0.0.0.0';

  @asCount
  @IsInt(workers)
  @Min(1, workers)
  @Max(128, workers)
  WORKERS = 1;

  @IsIn(LOG_LEVELS, { message: `must be one of ${LOG_LEVELS.join(', ')}` })
  LOG_LEVEL: LogLevel = 'info';

  @IsIn(LOG_FORMATS, { message: `must be one of ${LOG_FORMATS.join(', ')}` })
  LOG_FORMAT: LogFormat = 'auto';

  @asList
  @Matches(/^(?:\*|null|[a-z][\w+.-]*:\/\/[^\s/]+)$/i, {
    each: true,
    message: 'must be *, none or a comma-separated list of origins such as https://app.example.com',
  })
  CORS_ORIGINS: string[] = ['*'];

  @asBoolean
  @IsBoolean({ message: 'must be true or false' })
  CORS_CREDENTIALS = false;

  @asBoolean
  @IsBoolean({ message: 'must be true or false' })
  DOCS = true;

  @asNumber
  @IsInt(whole(0, 16))
  @Min(0, whole(0, 16))
  @Max(16, whole(0, 16))
  TRUSTED_PROXIES = 0;

  @asBytes
  @IsInt({ message: size })
  @Min(1_024, { message: 'must be at least 1kb' })
  @Max(GIB, { message: 'must be at most 1gb' })
  BODY_LIMIT = 1_048_576;

  @asNumber
  @IsInt(whole(1, 10_000_000))
  @Min(1, whole(1, 10_000_000))
  @Max(10_000_000, whole(1, 10_000_000))
  PROMPT_MAX_CHARS = 5_000;

  @asNumber
  @IsInt(whole(1, 128))
  @Min(1, whole(1, 128))
  @Max(128, whole(1, 128))
  MAX_CHOICES = 128;

  @asNumber
  @IsInt(whole(1, 1_000_000))
  @Min(1, whole(1, 1_000_000))
  @Max(1_000_000, whole(1, 1_000_000))
  MAX_CONCURRENT_STREAMS = 16_384;

  @asBytes
  @IsInt({ message: size })
  @Min(1_024, { message: 'must be at least 1kb' })
  @Max(GIB, { message: 'must be at most 1gb' })
  MAX_COMPLETION_SIZE = 16_777_216;

  @asNumber
  @IsInt(whole(0, 10_000_000))
  @Min(0, whole(0, 10_000_000))
  @Max(10_000_000, whole(0, 10_000_000))
  STORED_RESPONSES = 10_000;

  @asBytes
  @IsInt({ message: size })
  @Max(64 * GIB, { message: 'must be at most 64gb' })
  STORED_RESPONSES_SIZE = 67_108_864;

  @asDuration
  @IsInt({ message: duration })
  @Min(1_000, { message: 'must be at least 1s' })
  @Max(30 * DAY_MS, { message: 'must be at most 720h' })
  STORED_RESPONSES_AGE = 3_600_000;

  @asDuration
  @IsInt({ message: duration })
  @Max(DAY_MS, { message: 'must be at most 24h' })
  KEEP_ALIVE_INTERVAL = 15_000;

  @asDuration
  @IsInt({ message: duration })
  @Min(100, { message: 'must be at least 100ms' })
  @Max(DAY_MS, { message: 'must be at most 24h' })
  SLOW_CLIENT_TIMEOUT = 60_000;

  @asDuration
  @IsInt({ message: duration })
  @Max(DAY_MS, { message: 'must be at most 24h' })
  SHUTDOWN_GRACE = 30_000;

  @asDuration
  @IsInt({ message: duration })
  @Min(1_000, { message: 'must be at least 1s' })
  @Max(DAY_MS, { message: 'must be at most 24h' })
  IDLE_CONNECTION_TIMEOUT = 75_000;

  /** Empty: the file's `defaults.model`, or `builtin`. */
  @IsString()
  DEFAULT_MODEL = '';

  /** Empty: `streaming-llm-api.yaml` in the working directory, where it exists. */
  @IsString()
  CONFIG_FILE = '';

  @asDuration
  @IsInt({ message: duration })
  @Max(DAY_MS, { message: 'must be at most 24h' })
  CONFIG_WATCH_INTERVAL = 2_000;

  @asNumber
  @IsInt(whole(0, 1_000_000))
  @Min(0, whole(0, 1_000_000))
  @Max(1_000_000, whole(0, 1_000_000))
  BUILTIN_TOKENS_PER_SECOND = 150;

  @asNumber
  @IsInt(whole(0, 600_000))
  @Min(0, whole(0, 600_000))
  @Max(600_000, whole(0, 600_000))
  BUILTIN_FIRST_TOKEN_MS = 0;

  @asBoolean
  @IsBoolean({ message: 'must be on or off' })
  BUILTIN_FAULTS = false;
}
