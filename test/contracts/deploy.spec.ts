import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { parseDuration } from '../../src/config/duration';
import { Environment } from '../../src/config/environment.dto';

const textOf = (file: string): string => readFileSync(join(__dirname, '..', '..', 'deploy', file), 'utf8');
const seconds = (duration: string): number => (parseDuration(duration) ?? NaN) / 1000;
const DEFAULTS = new Environment();

interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
}
interface Pod {
  readonly terminationGracePeriodSeconds: number;
  readonly containers: readonly {
    readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
    readonly env: readonly { readonly name: string; readonly value: string }[];
    readonly startupProbe: Probe;
    readonly readinessProbe: Probe;
    readonly livenessProbe: Probe;
    readonly lifecycle: { readonly preStop: { readonly sleep: { readonly seconds: number } } };
  }[];
}

describe('the examples in deploy/', () => {
  it('let running streams finish in Kubernetes, and probe what is there', () => {
    const { spec } = parse(textOf('kubernetes/deployment.yaml')) as { spec: { template: { spec: Pod } } };
    const { terminationGracePeriodSeconds, containers } = spec.template.spec;
    const [{ ports, env, lifecycle, ...probes }] = containers;
    const grace = env.find(({ name }) => name === 'SHUTDOWN_GRACE')?.value ?? '';
    expect(terminationGracePeriodSeconds).toBeGreaterThan(lifecycle.preStop.sleep.seconds + seconds(grace));
    expect(ports).toEqual([{ name: 'http', containerPort: DEFAULTS.PORT }]);
    expect(probes.startupProbe.httpGet).toEqual({ path: '/health/startup', port: 'http' });
    expect(probes.readinessProbe.httpGet).toEqual({ path: '/health/ready', port: 'http' });
    expect(probes.livenessProbe.httpGet).toEqual({ path: '/health/live', port: 'http' });
  });

  it('let running streams finish in Docker', () => {
    const { services } = parse(textOf('compose.yaml')) as {
      services: Record<string, { environment: Record<string, string>; stop_grace_period: string }>;
    };
    const { environment, stop_grace_period } = services['streaming-llm-api'];
    expect(seconds(stop_grace_period)).toBeGreaterThan(seconds(environment.SHUTDOWN_GRACE));
  });

  it('let running streams finish under systemd', () => {
    const stop = /^TimeoutStopSec=(\d+)$/m.exec(textOf('streaming-llm-api.service'))?.[1];
    expect(Number(stop) * 1000).toBeGreaterThan(DEFAULTS.SHUTDOWN_GRACE);
  });

  it('have nginx wait longer than the service is silent, and close connections first', () => {
    const conf = textOf('nginx.conf');
    const ms = (directive: string): number =>
      parseDuration(new RegExp(`^ +${directive} (\\w+);`, 'm').exec(conf)?.[1] ?? '') ?? NaN;
    expect(ms('proxy_read_timeout')).toBeGreaterThan(DEFAULTS.KEEP_ALIVE_INTERVAL);
    expect(ms('keepalive_timeout')).toBeLessThan(DEFAULTS.IDLE_CONNECTION_TIMEOUT);
  });
});
