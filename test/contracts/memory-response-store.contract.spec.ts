import { MemoryResponseStore } from '../../src/responses/store/memory-response-store';
import { describeResponseStore } from './response-store.contract';

describeResponseStore(
  MemoryResponseStore.name,
  () => new MemoryResponseStore({ entries: 100, bytes: 1_000_000, ageMs: 60_000 }),
);
