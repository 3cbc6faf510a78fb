import { describe, expect, it } from 'vitest';
import { Failure } from '../../../../services/domain/failure.ts';
import { reachStore } from '../../../../services/store/database/reach-store.ts';

/** An error as the driver throws it. */
const driverError = (code?: string) => Object.assign(new Error('from the server'), code && { code });

async function failureOf(error: Error): Promise<unknown> {
  const repository = reachStore({ finish: () => Promise.reject(error) });
  return repository.finish().catch((thrown: unknown) => thrown);
}

describe('what a repository fails with', () => {
  it.each([
    ['a zero byte in text', '22021'],
    ['an escape that jsonb does not take', '22P05'],
    ['what is no JSON', '22P02'],
    ['a number out of range', '22003'],
    ['a missing value', '23502'],
    ['a reference to nothing', '23503'],
    ['a value that a rule forbids', '23514'],
    ['a row or index entry that is too large', '54000'],
  ])('is final for %s (%s)', async (_, code) => {
    expect(await failureOf(driverError(code))).toMatchObject({
      fault: 'grader',
      code: 'store-refused',
      facts: { operation: 'finish', sqlState: code },
    });
  });

  it.each([
    ['a server that does not listen', 'ECONNREFUSED'],
    ['a connection that broke', '08006'],
    ['a statement that took too long', '57014'],
    ['a deadlock', '40P01'],
    ['a full disk', '53100'],
    ['a row that somebody else wrote first', '23505'],
    ['an error without a code', undefined],
  ])('may be tried again for %s (%s)', async (_, code) => {
    expect(await failureOf(driverError(code))).toMatchObject({
      fault: 'infrastructure',
      code: 'store-unavailable',
    });
  });

  it('is left as it is when it is a failure already', async () => {
    const failure = new Failure('learner', 'no-such-course', 'no');
    expect(await failureOf(failure)).toBe(failure);
  });
});
