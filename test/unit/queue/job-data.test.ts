import { describe, expect, it } from 'vitest';
import { parseJob } from '../../../services/queue/job-data.ts';

const job = (message: unknown) => ({ message, givenBack: 0 });
const good = { v: 1, repositoryId: 1, pullNumber: 2 };

describe('parseJob', () => {
  it('reads a message of version 1', () => {
    expect(parseJob('publish', job(good))).toEqual(good);
  });

  it.each([
    ['a newer version', job({ ...good, v: 2 }), '/v'],
    ['a missing field', job({ v: 1, repositoryId: 1 }), 'pullNumber'],
    ['an unknown field', job({ ...good, extra: 1 }), 'Cannot read'],
    ['no message', job(undefined), 'Cannot read'],
    ['data of another program', 'hello', 'Cannot read'],
  ])('refuses %s for good', (_, data, reason) => {
    expect(() => parseJob('publish', data)).toThrow(
      expect.objectContaining({
        name: 'UnrecoverableError',
        message: expect.stringContaining(reason) as string,
      }),
    );
  });
});
