import { Failure } from '../../domain/failure.ts';

/** Stops the making of clusters whose like have all failed, for a while that grows with every further failure. */
export interface CircuitBreaker {
  succeeded(key: string): void;
  failed(key: string, error: unknown): void;
  /** The failure to tell whoever asks for a cluster now; undefined when one may be made. */
  reason(key: string): Failure | undefined;
}

const FAILURES = 3;
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 600_000;
/** An engine that is away comes back at any moment. */
const AWAY_PAUSE_MS = 10_000;

interface Circuit {
  failures: number;
  openUntil: number;
  last: unknown;
}

export function createCircuitBreaker(now: () => number): CircuitBreaker {
  const circuits = new Map<string, Circuit>();
  return {
    succeeded: (key) => void circuits.delete(key),
    failed(key, last) {
      const before = circuits.get(key)?.failures ?? 0;
      const failures = isEngineAway(last) ? before : before + 1;
      const pause = isEngineAway(last) ? AWAY_PAUSE_MS : pauseAfter(failures);
      circuits.set(key, { failures, openUntil: now() + pause, last });
    },
    reason(key) {
      const circuit = circuits.get(key);
      if (circuit === undefined || now() >= circuit.openUntil) return undefined;
      const { failures, openUntil, last } = circuit;
      if (isEngineAway(last)) return last;
      const seconds = Math.ceil((openUntil - now()) / 1000);
      return new Failure(
        'infrastructure',
        'profile-broken',
        `Expected clusters of "${key}" to come up, found the last ${failures} failed; the next try is in ${seconds} s. ` +
          `The last one said: ${last instanceof Error ? last.message.slice(0, 500) : String(last)}`,
        { facts: { poolKey: key, failures }, cause: last },
      );
    },
  };
}

/** Nothing is wrong with the profile. */
function isEngineAway(error: unknown): error is Failure {
  return error instanceof Failure && error.code === 'engine-unreachable';
}

function pauseAfter(failures: number): number {
  return failures < FAILURES ? 0 : Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - FAILURES));
}
