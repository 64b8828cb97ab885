import { LoadClient } from './load-client';
import type { LoadJob, LoadResult } from './load-job';
import { LoadTally } from './load-tally';

const TICK_MS = 5;

/** One job of the load, from the first client to the result. */
export class LoadRun {
  private readonly request: Buffer;
  private readonly tally = new LoadTally();
  private readonly clients: LoadClient[] = [];

  constructor(private readonly job: LoadJob) {
    this.request = Buffer.from(
      `POST ${job.path} HTTP/1.1\r\nHost: 127.0.0.1:${job.port}\r\nContent-Type: application/json\r\n` +
        `Accept: ${job.expect === 'stream' ? 'text/event-stream' : 'application/json'}\r\n` +
        `Authorization: Bearer bench\r\nContent-Length: ${Buffer.byteLength(job.body)}\r\n\r\n${job.body}`,
    );
  }

  /** @param onMeasuring called when the measured time begins */
  async result(onMeasuring: () => void): Promise<LoadResult> {
    const { tally, clients } = this;
    const { rampMs, warmUpMs, measuredMs } = this.job;
    await this.openAll();
    await after(Math.max(0, warmUpMs - rampMs));
    tally.measuring = true;
    const cpu = process.cpuUsage();
    const begin = performance.now();
    onMeasuring();
    await after(measuredMs);
    tally.measuring = false;
    const end = performance.now();
    const { user, system } = process.cpuUsage(cpu);
    const seconds = (end - begin) / 1_000;
    const gap = tally.gap.distribution();
    const longestSilence = Math.max(
      gap.max,
      clients.reduce((longest, client) => Math.max(longest, client.silence(end)), 0),
    );
    for (const client of clients) client.close();
    return {
      seconds,
      answers: tally.answers,
      events: tally.events,
      firstToken: tally.firstToken.distribution(),
      gap,
      whole: tally.whole.distribution(),
      longestSilence,
      errors: tally.errors,
      busy: (user + system) / 1e6 / seconds,
    };
  }

  /** Lets the clients begin one after another over the time of the ramp. */
  private async openAll(): Promise<void> {
    const { clients, job, request, tally } = this;
    const begin = performance.now();
    while (clients.length < job.clients) {
      const share = job.rampMs === 0 ? 1 : (performance.now() - begin) / job.rampMs;
      while (clients.length < Math.min(1, share) * job.clients)
        clients.push(new LoadClient(job, request, tally));
      await after(TICK_MS);
    }
  }
}

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
