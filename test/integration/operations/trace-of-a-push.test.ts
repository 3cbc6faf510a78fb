import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTracingIfWanted } from '../../../services/processes/telemetry/start-tracing-if-wanted.ts';
import { startClassroom, type Classroom } from '../../support/scenarios/classroom.ts';
import { answer } from '../../support/scenarios/scripted-exercises.ts';
import { setStage } from '../../support/scenarios/stage.ts';
import { startTraceCollector, type CollectedSpan } from '../../support/trace-collector.ts';

let collector: Awaited<ReturnType<typeof startTraceCollector>>;
let room: Classroom;
let trace: CollectedSpan[];
let submissionIds: string[];

beforeAll(async () => {
  collector = await startTraceCollector();

  const tracing = await startTracingIfWanted(
    { traceEndpoint: collector.url, traceHeaders: ['authorization=Bearer%20key'] },
    'test',
  );

  room = await startClassroom();
  const stage = setStage(room, 'traced');
  const { headSha } = stage.opens(answer('passes'));
  await stage.verdicts(headSha);
  await room.quiet();
  submissionIds = (await room.store.submissions.forCommit(stage.repo.id, headSha)).map(({ id }) => id);
  await tracing.stop();
  const runs = collector.spans.filter(({ name }) => name === 'run');
  trace = collector.spans.filter(({ traceId }) => runs.some((run) => run.traceId === traceId));
});

afterAll(async () => {
  await room.close();
  await collector.close();
});

describe('one push', () => {
  it('gives one trace from the delivery to the comment', () => {
    const names = new Set(trace.map(({ name }) => name));

    expect([...names]).toEqual(
      expect.arrayContaining([
        ...['accept delivery', 'handle intake', 'handle grade', 'run', 'fetch', 'lease cluster', 'grade'],
        ...['settle', 'handle publish', 'publish check', 'publish comment', 'GitHub POST', 'GitHub GET'],
      ]),
    );

    expect(new Set(trace.map(({ traceId }) => traceId)).size).toBe(1);
  });

  it('connects every span of it to the delivery', () => {
    const byId = new Map(trace.map((span) => [span.spanId, span]));
    const loose = trace.filter(({ parentSpanId = '' }) => !byId.has(parentSpanId));
    expect(loose.map(({ name }) => name)).toEqual(['accept delivery']);
  });

  it('names the submission', () => {
    const run = trace.find(({ name }) => name === 'run');

    expect(run?.attributes.find(({ key }) => key === 'saiten.submission')?.value.stringValue).toBe(
      submissionIds[0],
    );
  });

  it('is told to a collector with the headers of the settings', () => {
    expect([...collector.headers]).toEqual(['Bearer key']);
  });
});
