import { describe, expect, it } from 'vitest';
import { createCircuitBreaker } from '../../../../services/clusters/pool/circuit-breaker.ts';
import { Failure } from '../../../../services/domain/failure.ts';

const broken = new Failure('infrastructure', 'cluster-create-failed', 'no');
const away = new Failure('infrastructure', 'engine-unreachable', 'no');

describe('the circuit breaker', () => {
  it.each<[string, Failure[], number, string | undefined]>([
    ['lets two failures pass', [broken, broken], 0, undefined],
    ['opens at the third', [broken, broken, broken], 0, 'profile-broken'],
    ['lets another try pass after a pause', [broken, broken, broken], 30_000, undefined],
    ['says at once that the engine is away', [away], 0, 'engine-unreachable'],
    [
      'looks for the engine again soon, however long it was away',
      Array<Failure>(9).fill(away),
      10_000,
      undefined,
    ],
    [
      'takes an engine that was away for no failure of the profile',
      [away, away, away, broken],
      10_000,
      undefined,
    ],
  ])('%s', (_, failures, laterMs, code) => {
    let now = 0;
    const breaker = createCircuitBreaker(() => now);
    for (const failure of failures) breaker.failed('single', failure);
    now = laterMs;
    expect(breaker.reason('single')?.code).toBe(code);
  });
});
