import { boot } from './boot';
import { burst } from './burst';
import { concurrent } from './concurrent';
import { crowd } from './crowd';
import { growth } from './growth';
import { held } from './held';
import { idle } from './idle';
import { memory } from './memory';
import { paced } from './paced';
import type { Scenario } from './scenario';
import { soak } from './soak';
import { unpaced } from './unpaced';
import { validation } from './validation';
import { workers } from './workers';

/** Every scenario, in the order in which they run. */
export const SCENARIOS: readonly Scenario[] = [
  boot,
  idle,
  memory,
  concurrent,
  unpaced,
  burst,
  paced,
  held,
  growth,
  crowd,
  validation,
  workers,
  soak,
];

/** Those that run when none is named: all but the longest, and in a hurry what shows most in little time. */
export const defaultScenarios = (quick: boolean): readonly Scenario[] =>
  quick
    ? [boot, idle, concurrent, unpaced, burst, paced, held, growth]
    : SCENARIOS.filter((one) => one !== soak);
