import { describe, expect, it } from 'vitest';
import type { BatchWork } from '../../../../exercises/02-batch-jobs/batch-work.ts';
import { tickProblem } from '../../../../exercises/02-batch-jobs/tick-problem.ts';
import type { JobPod } from '../../../../graders/jobs/job-pod.ts';

const work = { tickWord: 'def' } as BatchWork;

const pod = (changes: Partial<JobPod> = {}): JobPod => ({
  uid: 'uid',
  name: 'tick-1',
  succeeded: true,
  ended: true,
  restarts: 0,
  startedAt: 0,
  finishedAt: 91_000,
  exitCodes: [0],
  output: 'tick word=abc begin\ntick word=def end\n',
  complete: true,
  ...changes,
});

const record = (found: JobPod) => ({
  pods: [found],
  mostActive: 1,
  outcome: { state: 'complete' as const, at: 0 },
});

/** A look every five seconds; the script runs for a part of the time. */
const looks = (startedAt: number, until: number) =>
  Array.from({ length: 18 }, (_, i) => i * 5_000).map((from) => ({
    from,
    to: from + 500,
    runs: from >= startedAt && from < until ? [{ startedAt, arguments: [] }] : [],
  }));

const whole = { looksAt: () => looks(0, 90_000) };

describe('tickProblem', () => {
  it('has none with a whole run', () => {
    expect(tickProblem(record(pod()), work, whole)).toBeUndefined();
  });

  it.each<{ title: string; changes: Partial<JobPod>; id: string }>([
    { title: 'a short run', changes: { finishedAt: 80_000 }, id: 'tick-task-not-run' },
    { title: 'another word', changes: { output: 'tick word=abc end' }, id: 'tick-task-not-run' },
    { title: 'no end', changes: { succeeded: false }, id: 'tick-task-not-run' },
    { title: 'a flood', changes: { complete: false }, id: 'output-too-long' },
  ])('finds $title', ({ changes, id }) => {
    expect(tickProblem(record(pod(changes)), work, whole)?.id).toBe(id);
  });

  it.each([
    { title: 'never runs', startedAt: 0, until: 0 },
    { title: 'is stopped after half a minute', startedAt: 0, until: 30_000 },
    { title: 'begins late', startedAt: 50_000, until: 91_000 },
  ])('finds a tick.sh that $title', ({ startedAt, until }) => {
    const found = tickProblem(record(pod()), work, { looksAt: () => looks(startedAt, until) });
    expect(found?.id).toBe('script-not-seen');
  });
});
