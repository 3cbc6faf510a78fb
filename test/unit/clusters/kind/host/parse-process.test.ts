import { describe, expect, it } from 'vitest';
import {
  parseEnvironment,
  parseProcesses,
  type RawProcess,
} from '../../../../../services/clusters/kind/host/parse-process.ts';

const CLOCK = { now: 1_000_000, uptime: 500, ticksPerSecond: 100 };

const statOf = (name: string, ticks: number) =>
  `77 (${name}) S 1 77 77 0 -1 4194560 100 0 0 0 1 2 0 0 20 0 1 0 ${ticks} 1000 200 184`;

const statusOf = (pid: number, inner: number, parent: number, name = 'x') =>
  `Name:\t${name}\nPPid:\t${parent}\nUid:\t1000\t1001\t1001\t1001\nGid:\t2000\t2001\t2001\t2001\nGroups:\t2001 3000 \nNSpid:\t${pid}\t${inner}\n`;

const raw = (pid: number, inner: number, parent: number, over: Partial<RawProcess> = {}): RawProcess => ({
  pid,
  before: statOf('x', 20_000),
  after: statOf('x', 20_000),
  status: statusOf(pid, inner, parent),
  executable: '/bin/x',
  workingFolder: '/',
  arguments: ['x', ''],
  environment: ['A=1'],
  ...over,
});

describe('parseProcesses', () => {
  it('tells of processes as the container sees them', () => {
    const [first, second] = parseProcesses([raw(100, 1, 50), raw(101, 7, 100)], CLOCK);

    expect(first).toEqual({
      ...{
        pid: 1,
        parent: 0,
        arguments: ['x', ''],
        environment: { A: '1' },
        executable: '/bin/x',
        workingFolder: '/',
      },
      ...{ uid: 1001, gid: 2001, groups: [2001, 3000], startedAt: 1_000_000 - 300_000 },
    });

    expect(second).toMatchObject({ pid: 7, parent: 1 });
  });

  it.each(['a) S 1 2 3 (', 'a b', ')', '((', 'a\nb'])('is not misled by the name %j', (name) => {
    const stat = statOf(name, 20_000);

    expect(parseProcesses([raw(100, 1, 50, { before: stat, after: stat })], CLOCK)[0]?.startedAt).toBe(
      700_000,
    );
  });

  it.each<[string, Partial<RawProcess>]>([
    ['ended meanwhile', { after: '' }],
    ['gave its number to another', { after: statOf('x', 20_001) }],
    ['was never seen', { before: '', after: '', status: '' }],
  ])('leaves out one that %s', (_, over) => {
    expect(parseProcesses([raw(100, 1, 50, over)], CLOCK)).toEqual([]);
  });
});

describe('parseEnvironment', () => {
  it.each<[string[], Record<string, string>]>([
    [['A=1', 'B=x=y', 'C=', 'D=a\nb'], { A: '1', B: 'x=y', C: '', D: 'a\nb' }],
    [['A=first', 'A=second'], { A: 'first' }],
    [['', 'nothing', '=none'], {}],
  ])('reads %j', (entries, expected) => {
    expect(parseEnvironment(entries)).toEqual(expected);
  });

  it('takes any name for a name', () => {
    expect(Object.entries(parseEnvironment(['__proto__=x']))).toEqual([['__proto__', 'x']]);
  });
});
