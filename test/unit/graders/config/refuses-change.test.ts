import { ApiException } from '@kubernetes/client-node';
import { describe, expect, it } from 'vitest';
import { refusesChange } from '../../../../graders/config/refuses-change.ts';

const answer = (code: number, message: string) =>
  new ApiException(code, message, JSON.stringify({ details: { causes: [{ field: 'data', message }] } }), {});

const tried = (error?: Error) => {
  const patchNamespacedConfigMap = async () => {
    if (error !== undefined) throw error;
  };

  const cluster = { learner: { core: { patchNamespacedConfigMap } } };
  return refusesChange({ cluster, namespace: 'a', nonce: 'abc' } as never, 'settings');
};

describe('refusesChange', () => {
  it.each<[string, boolean, Error | undefined]>([
    ['a map that takes the change', false, undefined],
    ['an immutable one', true, answer(422, 'Forbidden: field is immutable when `immutable` is set')],
    ['one that has no room left', false, answer(422, 'Too long: must have at most 1048576 bytes')],
    ['one that is not there', false, answer(404, 'configmaps "settings" not found')],
  ])('of %s: %s', async (_name, expected, error) => {
    expect(await tried(error)).toBe(expected);
  });

  it('throws what says nothing about the map', async () => {
    await expect(tried(answer(403, 'no right'))).rejects.toThrow('no right');
  });
});
