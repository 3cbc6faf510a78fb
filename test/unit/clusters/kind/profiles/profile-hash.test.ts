import { describe, expect, it } from 'vitest';
import { findProfile } from '../../../../../services/clusters/kind/profiles/find-profile.ts';
import {
  profileHash,
  type ProfileHashInput,
} from '../../../../../services/clusters/kind/profiles/profile-hash.ts';
import { PROFILES } from '../../../../../services/clusters/kind/profiles/profiles.ts';

const base: ProfileHashInput = {
  profile: findProfile('single'),
  imageId: 'sha256:1',
  engine: { cgroupVersion: 2, cpus: 4, memoryBytes: 8 * 1024 ** 3 },
  zoneinfo: true,
  tools: ['a', 'b'],
};

const { limits } = base.profile;

describe('profileHash', () => {
  it('is twelve digits and does not depend on the order of tools', () => {
    expect(profileHash(base)).toMatch(/^[0-9a-f]{12}$/);
    expect(profileHash({ ...base, tools: ['b', 'a'] })).toBe(profileHash(base));
  });

  it.each<[string, Partial<ProfileHashInput>]>([
    ['the node image', { imageId: 'sha256:2' }],
    ['the nodes', { profile: findProfile('w2') }],
    ['a limit that kind is not told', { profile: { ...base.profile, limits: { ...limits, pids: 1 } } }],
    ['a limit of pods', { profile: { ...base.profile, limits: { ...limits, pidsPerPod: 1 } } }],
    ['the cgroup version', { engine: { ...base.engine, cgroupVersion: 1 } }],
    ['the memory of the machine', { engine: { ...base.engine, memoryBytes: 4 * 1024 ** 3 } }],
    ['time zone data', { zoneinfo: false }],
    ['the tools', { tools: ['a'] }],
  ])('changes with %s', (_, change) => {
    expect(profileHash({ ...base, ...change })).not.toBe(profileHash(base));
  });

  it('tells all profiles with a shape of their own apart', () => {
    const hashes = PROFILES.map((profile) => profileHash({ ...base, profile }));
    expect(new Set(hashes).size).toBe(PROFILES.length);
  });

  it('does not change with what a profile is said to need', () => {
    const profile = { ...base.profile, memoryMiB: 1, needs: { cpus: 9, memoryMiB: 1 } };
    expect(profileHash({ ...base, profile })).toBe(profileHash(base));
  });
});
