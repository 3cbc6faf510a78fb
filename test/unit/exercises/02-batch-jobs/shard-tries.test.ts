import { describe, expect, it } from 'vitest';
import type { Look } from '../../../../graders/containers/script-witness.ts';
import { anySeen, shardLines, tryProblem } from '../../../../exercises/02-batch-jobs/shard-tries.ts';
import type { BatchWork } from '../../../../exercises/02-batch-jobs/batch-work.ts';
import type { JobPod } from '../../../../graders/jobs/job-pod.ts';

const work: BatchWork = {
  words: Array.from({ length: 8 }, (_, shard) => `abc${shard}`),
  marks: [],
  tickWord: 'def',
  data: {},
  processText: '',
  tickText: '',
  troubleKey: 'trouble',
  hopeless: 2,
  troubled: 5,
};

const pod = (changes: Partial<JobPod> = {}): JobPod => ({
  uid: 'uid',
  name: 'shards-3-x',
  index: 3,
  succeeded: true,
  ended: true,
  restarts: 0,
  startedAt: 10_000,
  finishedAt: 17_000,
  exitCodes: [0],
  output: 'I am shards-3\nshard=3 word=abc3 done\n',
  complete: true,
  ...changes,
});

const look = (from: number, shard?: string): Look => ({
  from,
  to: from + 100,
  runs: shard === undefined ? [] : [{ startedAt: from, arguments: [shard] }],
});

const seen = { looksAt: () => [look(12_000, '3')] };
const notSeen = { looksAt: () => [look(12_000), look(14_000), look(16_000)] };

describe('shardLines', () => {
  it.each([
    { output: '[x] shard=3 word=abc3 done', expected: [{ shard: 3, end: 'done' }] },
    {
      output: 'shard=3 word=abc3 trouble\r\nshard=3 word=abc3 done\r',
      expected: [
        { shard: 3, end: 'trouble' },
        { shard: 3, end: 'done' },
      ],
    },
    { output: 'shard=3 word=abc4 done', expected: [] },
    { output: 'shard=9 word=abc9 done', expected: [] },
    { output: 'word=abc3 done', expected: [] },
    { output: '', expected: [] },
  ])('finds $expected in $output', ({ output, expected }) => {
    expect(shardLines(pod({ output }), work)).toEqual(expected);
  });
});

describe('tryProblem', () => {
  it('has none with a try as it should be', () => {
    expect(tryProblem(pod(), work, seen)).toBeUndefined();
  });

  it.each<{ title: string; changes: Partial<JobPod>; id: string }>([
    { title: 'a log that nobody could read to its end', changes: { complete: false }, id: 'output-too-long' },
    { title: 'another number', changes: { index: 4 }, id: 'line-of-another-shard' },
    {
      title: 'two lines',
      changes: { output: 'shard=3 word=abc3 trouble\nshard=3 word=abc3 done' },
      id: 'several-tries-in-a-pod',
    },
    { title: 'a second life', changes: { restarts: 1 }, id: 'several-tries-in-a-pod' },
    { title: 'too short a life', changes: { finishedAt: 14_000 }, id: 'work-too-short' },
    { title: 'another exit code', changes: { exitCodes: [3] }, id: 'other-exit-code' },
    {
      title: 'another exit code than 42',
      changes: { exitCodes: [1], index: 2, output: 'shard=2 word=abc2 hopeless' },
      id: 'other-exit-code',
    },
  ])('finds $title', ({ changes, id }) => {
    const shard = String(changes.index ?? 3);
    expect(tryProblem(pod(changes), work, { looksAt: () => [look(12_000, shard)] })?.id).toBe(id);
  });

  it('finds a Pod of a Job that gives no numbers', () => {
    const { index: _, ...numberless } = pod();
    expect(tryProblem(numberless, work, seen)?.id).toBe('line-of-another-shard');
  });

  it('finds what was looked at and did not run', () => {
    expect(tryProblem(pod(), work, notSeen)?.id).toBe('script-not-seen');
  });

  it('finds that another shard was processed', () => {
    const looksAt = () => [look(12_000, '4'), look(14_000, '4'), look(16_000, '4')];
    expect(tryProblem(pod(), work, { looksAt })?.id).toBe('script-not-seen');
  });

  it('lets pass what nobody looked at in time', () => {
    expect(tryProblem(pod(), work, { looksAt: () => [] })).toBeUndefined();
  });
});

describe('anySeen', () => {
  const record = (pods: JobPod[]) => ({ pods, mostActive: 1, outcome: { state: 'running' as const } });

  it.each([
    { title: 'one was seen', pods: [pod()], witness: seen, expected: true },
    { title: 'none was seen', pods: [pod()], witness: notSeen, expected: false },
    { title: 'there is nothing to see', pods: [pod({ output: '' })], witness: notSeen, expected: true },
  ])('is $expected when $title', ({ pods, witness, expected }) => {
    expect(anySeen(record(pods), work, witness)).toBe(expected);
  });
});
