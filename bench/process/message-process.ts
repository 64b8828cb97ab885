import type { ChildProcess } from 'node:child_process';
import { spawnNode, stopChild } from './spawn-node';

/** A child that is spoken with by messages, one question at a time. */
export class MessageProcess<Order extends object, Message extends { readonly kind: string }> {
  private constructor(private readonly child: ChildProcess) {}

  /** Starts a script and waits for its message of the kind `ready`. */
  static async start<O extends object, M extends { readonly kind: string }>(
    script: string,
    environment: Readonly<Record<string, string>> = {},
  ): Promise<[MessageProcess<O, M>, Extract<M, { kind: 'ready' }>]> {
    const child = spawnNode(script, { environment, messages: true });
    child.stderr?.pipe(process.stderr);
    const started = new MessageProcess<O, M>(child);
    return [started, await started.next('ready')];
  }

  get pid(): number {
    return this.child.pid ?? NaN;
  }

  send(order: Order): void {
    this.child.send(order);
  }

  /** The next message of a kind. */
  next<K extends Message['kind']>(kind: K): Promise<Extract<Message, { kind: K }>> {
    return new Promise((resolve, reject) => {
      const onMessage = (message: Message): void => {
        if (message.kind !== kind) return;
        done();
        resolve(message as Extract<Message, { kind: K }>);
      };
      const onExit = (): void => {
        done();
        reject(new Error(`The process ended before it said "${kind}"`));
      };
      const done = (): void => {
        this.child.off('message', onMessage).off('exit', onExit);
      };
      this.child.on('message', onMessage).on('exit', onExit);
    });
  }

  stop(): Promise<void> {
    return stopChild(this.child);
  }
}
