/** What the inspector answers to `Runtime.getHeapUsage`, in bytes. */
interface HeapUsage {
  readonly usedSize: number;
  readonly backingStorageSize?: number;
}

const ADDRESS = /ws:\/\/\S+/;
const BYTES_PER_MIB = 1_048_576;

/** The heap of a process that runs with `--inspect`, asked through Node's own inspector. */
export class Heap {
  private lastId = 0;

  private constructor(private readonly socket: WebSocket) {}

  /** @param printed what the process wrote when it started: the inspector's address is in it */
  static async of(printed: string): Promise<Heap> {
    const address = ADDRESS.exec(printed)?.[0];
    if (address === undefined) throw new Error('The process has no inspector');
    const socket = new WebSocket(address);
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve, { once: true });
      socket.addEventListener('error', reject, { once: true });
    });
    return new Heap(socket);
  }

  /** What is in use after everything unused has been collected, buffers included, in MiB. */
  async usedMib(): Promise<number> {
    // Twice: what the first one finalises is only collected by the second.
    await this.ask('HeapProfiler.collectGarbage');
    await this.ask('HeapProfiler.collectGarbage');
    const { usedSize, backingStorageSize = 0 } = (await this.ask('Runtime.getHeapUsage')) as HeapUsage;
    return (usedSize + backingStorageSize) / BYTES_PER_MIB;
  }

  close(): void {
    this.socket.close();
  }

  private ask(method: string): Promise<unknown> {
    const id = ++this.lastId;
    return new Promise((resolve) => {
      const onMessage = ({ data }: MessageEvent): void => {
        const answer = JSON.parse(String(data)) as { id?: number; result?: unknown };
        if (answer.id !== id) return;
        this.socket.removeEventListener('message', onMessage);
        resolve(answer.result);
      };
      this.socket.addEventListener('message', onMessage);
      this.socket.send(JSON.stringify({ id, method }));
    });
  }
}
