import { join } from 'node:path';
import { MessageProcess } from '../process/message-process';
import type { UpstreamMessage, UpstreamOrder, UpstreamPace } from './upstream-pace';

/** The paced upstream, as the rest of the bench sees it. */
export class Upstream {
  private constructor(
    readonly port: number,
    private readonly process: MessageProcess<UpstreamOrder, UpstreamMessage>,
  ) {}

  static async start(): Promise<Upstream> {
    const script = join(__dirname, 'upstream-process.js');
    const [process, { port }] = await MessageProcess.start<UpstreamOrder, UpstreamMessage>(script);
    return new Upstream(port, process);
  }

  /** Streams that begin from now on have this pace. Those that are open are broken off. */
  async setPace(pace: UpstreamPace): Promise<void> {
    this.process.send({ kind: 'pace', pace });
    await this.process.next('paced');
  }

  async cpuSeconds(): Promise<number> {
    this.process.send({ kind: 'usage' });
    return (await this.process.next('usage')).cpuSeconds;
  }

  stop(): Promise<void> {
    return this.process.stop();
  }
}
