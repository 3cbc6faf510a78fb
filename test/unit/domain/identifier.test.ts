import { describe, expect, it } from 'vitest';
import { clusterName } from '../../../services/domain/clusters/cluster-name.ts';
import { createIdentifiers } from '../../../services/domain/identifier.ts';

describe('createIdentifiers', () => {
  it('writes the time first, in base 32', () => {
    const identifiers = createIdentifiers(
      () => 1_469_918_176_385,
      () => new Uint8Array(16),
    );

    expect(identifiers.next()).toBe('01ARYZ6S410000000000000000');
  });

  it('sorts by time', () => {
    let now = 1000;

    const identifiers = createIdentifiers(
      () => now++,
      () => new Uint8Array(16).fill(31),
    );

    const made = [identifiers.next(), identifiers.next(), identifiers.next()];
    expect([...made].sort()).toEqual(made);
  });
});

describe('clusterName', () => {
  it('fits what kind allows', () => {
    expect(clusterName('abcdefghijkl', 'w2', '01ARYZ6S410000000000000000')).toMatch(/^[a-z0-9.-]{1,50}$/);
  });
});
