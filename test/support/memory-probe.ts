import type { SpawnedService } from './spawned-service';
import { until } from './until';

const TOLD = 'memory probe';

/** Has a service measure its own memory, at a signal, and tell it as a line of its log. */
export class MemoryProbe {
  /** Variables that a service has to be started with to be asked. */
  readonly environment: { readonly NODE_OPTIONS: string };

  /** @param measure the body of a function in the service's process, with `gc` at hand, that returns bytes */
  constructor(measure: string) {
    const program = `import v8 from 'node:v8';
      const measure = () => { ${measure} };
      process.on('SIGUSR2', () => process.stdout.write(JSON.stringify({ msg: '${TOLD}', bytes: measure() }) + '\\n'));`;
    this.environment = {
      NODE_OPTIONS: `--expose-gc --import=data:text/javascript,${encodeURIComponent(program)}`,
    };
  }

  /** Asks the service. @returns bytes */
  async read(service: SpawnedService): Promise<number> {
    const readings = () => service.log.filter(({ msg }) => msg === TOLD);
    const before = readings().length;
    service.signal('SIGUSR2');
    await until('the memory is told', () => readings().length > before);
    return readings()[before].bytes as number;
  }
}
