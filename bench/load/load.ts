import { join } from 'node:path';
import { MessageProcess } from '../process/message-process';
import type { LoadJob, LoadMessage, LoadResult } from './load-job';

/** The load, as the rest of the bench sees it. */
export class Load {
  private constructor(private readonly process: MessageProcess<LoadJob, LoadMessage>) {}

  static async start(): Promise<Load> {
    const [process] = await MessageProcess.start<LoadJob, LoadMessage>(join(__dirname, 'load-process.js'));
    return new Load(process);
  }

  /** @param onMeasuring called when the measured time begins */
  async run(job: LoadJob, onMeasuring: () => void): Promise<LoadResult> {
    const measuring = this.process.next('measuring');
    const result = this.process.next('result');
    this.process.send(job);
    await measuring;
    onMeasuring();
    return (await result).result;
  }

  stop(): Promise<void> {
    return this.process.stop();
  }
}
