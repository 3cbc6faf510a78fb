import { describe, expect, it } from 'vitest';
import { labelQuery } from '../../../../graders/objects/label-query.ts';

describe('labelQuery', () => {
  it.each([
    [{ matchLabels: { app: 'web', tier: 'front' } }, 'app=web,tier=front'],
    [{ matchExpressions: [{ key: 'app', operator: 'In', values: ['web', 'www'] }] }, 'app in (web,www)'],
    [{ matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['db'] }] }, 'app notin (db)'],
    [{ matchExpressions: [{ key: 'app', operator: 'Exists' }] }, 'app'],
    [{ matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] }, '!app'],
    [
      { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'tier', operator: 'Exists' }] },
      'app=web,tier',
    ],
    [{}, ''],
    [undefined, undefined],
  ])('turns %j into "%s"', (selector, expected) => {
    expect(labelQuery(selector)).toBe(expected);
  });
});
