import { describe, expect, it } from 'vitest';
import { checkProfile } from '../../../../../services/clusters/kind/profiles/check-profile.ts';
import { findProfile } from '../../../../../services/clusters/kind/profiles/find-profile.ts';
import type { Profile } from '../../../../../services/clusters/kind/profiles/profile.ts';
import { PROFILES } from '../../../../../services/clusters/kind/profiles/profiles.ts';

const single = findProfile('single');
const engine = (cpus: number, gibibytes: number) => ({ cpus, memoryBytes: gibibytes * 1024 ** 3 });

const failure = (code: string, message: string) =>
  expect.objectContaining({
    fault: 'configuration',
    code,
    message: expect.stringContaining(message) as unknown,
  }) as unknown;

const thrown = (profile: Profile, machine = engine(64, 256)): unknown => {
  try {
    checkProfile(profile, machine);
    return undefined;
  } catch (error) {
    return error;
  }
};

const ranges = (...all: string[]) =>
  all.map((podSubnet, index) => ({ suffix: index === 0 ? 'a' : 'b', networking: { podSubnet } }) as const);

describe('checkProfile', () => {
  it.each(PROFILES.map((profile) => [profile.name, profile] as const))('accepts %s', (_, profile) => {
    expect(thrown(profile)).toBeUndefined();
  });

  it.each<[string, Partial<Profile>, string]>([
    ['a name the reaper cannot take apart', { name: 'a-b' }, '"a-b"'],
    ['no node', { nodes: [] }, 'no control plane'],
    ['a worker first', { nodes: [{ role: 'worker' }] }, 'no control plane'],
    ['two control planes', { nodes: [...single.nodes, ...single.nodes] }, 'odd number'],
    ['limits that leave pods nothing', { limits: { ...single.limits, memoryMiB: 300 } }, '300 MiB'],
    ['no cluster', { members: [] }, 'no cluster'],
    ['one suffix twice', { members: [{ suffix: 'a' }, { suffix: 'a' }] }, 'same suffix'],
    [
      'overlapping ranges',
      { members: ranges('10.0.0.0/8', '10.1.0.0/16') },
      '10.0.0.0/8 and 10.1.0.0/16 overlap',
    ],
    ['a range that is none', { members: ranges('10.0.0.0/40') }, 'no IPv4 range'],
  ])('refuses %s', (_, change, message) => {
    expect(thrown({ ...single, ...change })).toEqual(failure('profile-invalid', message));
  });

  it('accepts ranges side by side', () => {
    expect(thrown({ ...single, members: ranges('10.0.0.0/16', '10.1.0.0/16') })).toBeUndefined();
  });

  it.each([
    ['too few cores', engine(2, 64), '4 cores and 8192 MiB'],
    ['too little memory', engine(8, 4), 'found 8 cores and 4096 MiB'],
  ])('refuses ha3 on a machine with %s, and says what is needed', (_, machine, message) => {
    expect(thrown(findProfile('ha3'), machine)).toEqual(failure('machine-too-small', message));
  });
});
