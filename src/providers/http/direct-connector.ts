import { buildConnector } from 'undici';
import { DirectReads } from './direct-reads';

/** undici's connector, for TCP and TLS, of sockets that are read by {@link DirectReads}. */
export function directConnector(options: buildConnector.BuildOptions): buildConnector.connector {
  const onread: Partial<DirectReads['onread']> = {};
  const connect = buildConnector({ ...options, onread } as buildConnector.BuildOptions);
  return (target, callback) => {
    const reads = new DirectReads();
    // The options are the same object for all connections; Node takes what is in it as it makes the socket, now.
    Object.assign(onread, reads.onread);
    connect(target, (...result) => {
      const [, socket] = result;
      if (socket) reads.attach(socket);
      callback(...result);
    });
  };
}
