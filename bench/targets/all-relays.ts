import { bareProxy } from './bare-proxy';
import { direct } from './direct';
import { nginx } from './nginx';
import { Service } from './service';
import type { Target } from './target';

/**
 * Starts everything that is compared in front of the upstream. Going direct is the first, the service the last.
 * @param few leaves out what adds least to the picture
 */
export const allRelays = (upstreamPort: number, few: boolean): Promise<Target | undefined>[] => [
  direct(upstreamPort),
  nginx(upstreamPort),
  bareProxy('bare Node', upstreamPort),
  ...(few ? [] : [bareProxy('bare Nest', upstreamPort)]),
  Service.relay(upstreamPort),
];
