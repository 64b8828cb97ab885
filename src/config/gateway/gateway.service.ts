import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { ConfigurationError } from '../configuration-error';
import type { Settings } from '../settings';
import type { Gateway } from './gateway';
import { type GatewaySources, parseGateway } from './parse-gateway';

const DEFAULT_FILE = 'streaming-llm-api.yaml';

/** What the configuration file says; without a text where there is none. */
export interface ConfigurationText {
  readonly text?: string;
}

/**
 * Told of a new gateway, and of what it was made of. A listener that throws refuses it: the old one stays.
 */
export type GatewayListener = (gateway: Gateway, source: ConfigurationText) => void | Promise<void>;

/**
 * Holds the gateway in force and takes over a changed configuration file: when the file changes, or when
 * told to (SIGHUP). A file that cannot be used is refused with a log line, and the old gateway stays.
 */
@Injectable()
export class GatewayService implements OnModuleDestroy {
  private readonly logger = new Logger(GatewayService.name);
  private readonly file: string;
  private readonly defaultModel: string | undefined;
  private readonly listeners: GatewayListener[] = [];
  private gateway: Gateway;
  private source: ConfigurationText;
  /** The state of the file that was read last, whether it could be used or not. */
  private seen = '';
  private reloading = Promise.resolve();
  private stopWatching: (() => void) | undefined;

  /**
   * @param given the file's text, where the file is somebody else's to read and to watch
   * @throws ConfigurationError when the file cannot be used, or is named and not there
   */
  constructor(
    { gateway }: Settings,
    private readonly sources: Omit<GatewaySources, 'defaultModel' | 'warn'>,
    given?: ConfigurationText,
  ) {
    this.file = gateway.file ?? DEFAULT_FILE;
    this.defaultModel = gateway.defaultModel;
    if (given) {
      this.source = given;
      this.gateway = this.parse(given);
      return;
    }
    if (gateway.file !== undefined && !existsSync(this.file)) {
      throw new ConfigurationError([`CONFIG_FILE names ${this.file}, which does not exist`]);
    }
    this.source = this.read();
    this.gateway = this.parse(this.source);
    if (gateway.watchMs > 0) this.watch(gateway.watchMs);
  }

  /** The gateway in force. Not to be kept: ask again for each request. */
  get current(): Gateway {
    return this.gateway;
  }

  /** What the gateway in force was made of. */
  get inForce(): ConfigurationText {
    return this.source;
  }

  /** Calls `listener` with every later gateway, before it comes into force. */
  onChange(listener: GatewayListener): void {
    this.listeners.push(listener);
  }

  /** Reads the file again. Never fails: what cannot be used is logged. */
  reload(reason: string): Promise<void> {
    this.reloading = this.reloading.then(async () => {
      try {
        const source = this.read();
        const next = this.parse(source);
        for (const listener of this.listeners) await listener(next, source);
        this.gateway = next;
        this.source = source;
        this.logger.log(`Configuration reloaded (${reason})`);
      } catch (error) {
        const why = error instanceof ConfigurationError ? error.message : String(error);
        this.logger.error(`Configuration not reloaded (${reason}), the old one stays. ${why}`);
      }
    });
    return this.reloading;
  }

  onModuleDestroy(): void {
    this.stopWatching?.();
  }

  private read(): ConfigurationText {
    this.seen = this.signature();
    return existsSync(this.file) ? { text: readFileSync(this.file, 'utf8') } : {};
  }

  private parse({ text }: ConfigurationText): Gateway {
    return parseGateway(this.file, text, {
      ...this.sources,
      defaultModel: this.defaultModel,
      warn: (message) => this.logger.warn(message),
    });
  }

  /**
   * By polling: it alone sees every way in which files are replaced (editors rename, Kubernetes swaps a
   * link two folders up, network disks report nothing).
   */
  private watch(intervalMs: number): void {
    const timer = setInterval(() => {
      if (this.signature() !== this.seen) void this.reload('file changed');
    }, intervalMs);
    timer.unref();
    this.stopWatching = () => clearInterval(timer);
  }

  /** What tells one state of the file from another. */
  private signature(): string {
    const stat = statSync(this.file, { throwIfNoEntry: false });
    return stat ? `${stat.ino} ${stat.mtimeMs} ${stat.size}` : 'none';
  }
}
