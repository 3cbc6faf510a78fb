import { describe, expect, it } from 'vitest';
import { Blocked } from '../../../../graders/core/blocked.ts';
import { createFindingComposer } from '../../../../graders/core/compose-finding.ts';
import type { ExerciseDefinition } from '../../../../graders/contract/exercise-definition.ts';
import type { GraderEvent } from '../../../../graders/contract/grader-event.ts';
import { createContext } from '../../../../graders/core/create-context.ts';
import type { Check } from '../../../../graders/core/define-grader.ts';
import { eventually } from '../../../../graders/core/eventually.ts';
import { faultOfError } from '../../../../graders/core/fault-of-error.ts';
import type { GraderContext } from '../../../../graders/core/grader-context.ts';
import { loadKitMessages } from '../../../../graders/core/load-messages.ts';
import { runChecks } from '../../../../graders/core/run-checks.ts';
import { manualClock } from './manual-clock.ts';

const own = { 'no-luck': { text: { en: 'No luck.', ja: '失敗です。' } } };
const compose = createFindingComposer([own, loadKitMessages()]);

const definition = (points: Record<string, number>) =>
  ({
    timeLimitSeconds: 60,
    checks: Object.entries(points).map(([id, value]) => ({ id, points: value, title: { en: id, ja: id } })),
  }) as ExerciseDefinition;

function run(
  checks: Check<unknown>[],
  points: Record<string, number>,
  signal = new AbortController().signal,
  prepare: () => Promise<unknown> = async () => undefined,
) {
  const events: GraderEvent[] = [];
  const errors: unknown[] = [];
  const clock = manualClock();

  const context = createContext({
    submission: { paths: [], documents: () => [], objects: () => [] },
    cluster: {} as GraderContext['cluster'],
    namespace: 'a',
    graderNamespace: 'b',
    seed: 'abcdef',
    clock,
    signal,
    compose,
  });

  const work = runChecks({
    grader: { prepare, checks },
    exercise: definition(points),
    context,
    emit: (event) => events.push(event),
    reportError: (_, error) => errors.push(error),
  });

  return { work, events, errors };
}

const pass = async (): Promise<void> => undefined;

const fail = async (context: GraderContext): Promise<void> => {
  throw context.mismatch('no-luck');
};

describe('runChecks', () => {
  it('gives full points for a pass and none for a mismatch, which becomes the finding', async () => {
    const [a, b] = await run(
      [
        { id: 'a', run: pass },
        { id: 'b', run: fail },
      ],
      { a: 60, b: 40 },
    ).work;

    expect(a).toMatchObject({ status: 'pass', earned: 60, findings: [] });
    expect(b).toMatchObject({ status: 'fail', earned: 0, findings: [{ message: { id: 'no-luck' } }] });
  });

  it('names the first cause in a chain of blocked checks', async () => {
    const results = await run(
      [
        { id: 'a', run: fail },
        { id: 'b', needs: ['a'], run: pass },
        { id: 'c', needs: ['b'], run: pass },
        { id: 'd', run: pass },
      ],
      { a: 25, b: 25, c: 25, d: 25 },
    ).work;

    expect(results.map(({ status, blockedBy }) => [status, blockedBy])).toEqual([
      ['fail', undefined],
      ['blocked', 'a'],
      ['blocked', 'a'],
      ['pass', undefined],
    ]);
  });

  it('lets a check block itself on an earlier one', async () => {
    const blocked = async (): Promise<void> => {
      throw new Blocked('a');
    };

    const results = await run(
      [
        { id: 'a', run: fail },
        { id: 'b', run: blocked },
      ],
      { a: 50, b: 50 },
    ).work;

    expect(results[1]).toMatchObject({ status: 'blocked', blockedBy: 'a' });
  });

  it.each([
    [0.5, 'fail', 8],
    [1, 'pass', 15],
    [0, 'fail', 0],
  ])('rounds partial credit of %s', async (share, status, earned) => {
    const partly = async (context: GraderContext) => ({ share, findings: [context.finding('no-luck')] });
    const [result] = await run([{ id: 'a', run: partly }], { a: 15 }).work;
    expect(result).toMatchObject({ status, earned });
  });

  it('calls anything else that is thrown our error and reports it to staff', async () => {
    const broken = async (): Promise<void> => {
      throw new TypeError('oops');
    };

    const { work, errors } = run(
      [
        { id: 'a', run: broken },
        { id: 'b', needs: ['a'], run: pass },
      ],
      { a: 50, b: 50 },
    );

    const results = await work;

    expect(results[0]).toMatchObject({
      status: 'error',
      fault: 'grader',
      findings: [{ message: { id: 'grader-error' } }],
    });

    expect(results[1]).toMatchObject({ status: 'blocked', blockedBy: 'a' });
    expect(errors).toHaveLength(1);
  });

  it('blames the infrastructure for an API server that cannot be reached', async () => {
    const unreachable = async (): Promise<void> => {
      throw Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    };

    const [result] = await run([{ id: 'a', run: unreachable }], { a: 100 }).work;
    expect(result).toMatchObject({ status: 'error', fault: 'infrastructure' });
  });

  it('fails the running check with what it saw last when the time is over, and blocks the rest', async () => {
    const limit = new AbortController();

    const waiting = (context: GraderContext): Promise<void> => {
      setImmediate(() => limit.abort(new DOMException('over', 'TimeoutError')));
      return eventually(context, () => fail(context), { within: 1e12 });
    };

    const results = await run(
      [
        { id: 'a', run: waiting },
        { id: 'b', run: pass },
      ],
      { a: 50, b: 50 },
      limit.signal,
    ).work;

    expect(results[0]?.status).toBe('fail');
    expect(results[0]?.findings.map(({ message }) => message.id)).toEqual(['no-luck', 'time-limit']);
    expect(results[1]).toMatchObject({ status: 'blocked', blockedBy: 'a' });
  });

  it('begins no check any more when the time is over', async () => {
    let begun = 0;
    const limit = AbortSignal.abort(new DOMException('over', 'TimeoutError'));
    const count = async (): Promise<void> => void begun++;

    const results = await run(
      [
        { id: 'a', run: count },
        { id: 'b', run: count },
      ],
      { a: 50, b: 50 },
      limit,
    ).work;

    expect(results.map(({ status }) => status)).toEqual(['fail', 'blocked']);
    expect(begun).toBe(0);
  });

  it('calls the end of time ours where only the API server did not answer', async () => {
    const limit = new AbortController();

    const unreachable = (context: GraderContext): Promise<void> => {
      setImmediate(() => limit.abort(new DOMException('over', 'TimeoutError')));
      const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
      return eventually(context, () => Promise.reject(refused), { within: 1e12 });
    };

    const [result] = await run([{ id: 'a', run: unreachable }], { a: 100 }, limit.signal).work;
    expect(result).toMatchObject({ status: 'error', fault: 'infrastructure' });
  });

  it('does not wait for a check that ignores the end of time', async () => {
    const limit = new AbortController();
    const deaf = new Promise<void>(() => undefined);

    const ignoring = (): Promise<void> => {
      setImmediate(() => limit.abort(new DOMException('over', 'TimeoutError')));
      return deaf;
    };

    const [result] = await run([{ id: 'a', run: ignoring }], { a: 100 }, limit.signal).work;
    expect(result).toMatchObject({ status: 'fail', findings: [{ message: { id: 'time-limit' } }] });
  });

  it('blames the machines when the grader is not ready in time', async () => {
    const signal = AbortSignal.abort(new DOMException('over', 'TimeoutError'));
    const { work } = run([{ id: 'a', run: pass }], { a: 100 }, signal, () => new Promise(() => undefined));
    const error: unknown = await work.catch((reason: unknown) => reason);
    expect(faultOfError(error)).toBe('infrastructure');
  });

  it('throws the reason when the run is cancelled', async () => {
    const signal = AbortSignal.abort(new Error('superseded'));
    await expect(run([{ id: 'a', run: pass }], { a: 100 }, signal).work).rejects.toThrow('superseded');
  });

  it('emits start and end of every check and the end of all', async () => {
    const { work, events } = run([{ id: 'a', run: pass }], { a: 100 });
    await work;
    expect(events.map(({ type }) => type)).toEqual(['check-started', 'check-finished', 'finished']);
    expect(events.at(-1)).toEqual({ type: 'finished' });
  });

  it('refuses a grader whose checks are not those of exercise.yaml', async () => {
    await expect(run([{ id: 'b', run: pass }], { a: 100 }).work).rejects.toThrow('lacks the check "a"');
  });
});
