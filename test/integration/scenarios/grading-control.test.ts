import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApiOn, OPERATOR } from '../../support/running-api.ts';
import { startClassroom, type Classroom } from '../../support/scenarios/classroom.ts';
import { answer } from '../../support/scenarios/scripted-exercises.ts';
import { setStage, type Stage } from '../../support/scenarios/stage.ts';

let room: Classroom;
let app: Awaited<ReturnType<typeof createApiOn>>;
let stages = 0;

beforeAll(async () => {
  room = await startClassroom();
  app = await createApiOn(room.store, { queues: room.queues });
});

afterAll(async () => {
  await app.close();
  await room.close();
});

/** Staff of the default course ask the API. */
async function staff<Answer = { version: number }>(
  method: 'GET' | 'PUT' | 'POST' | 'DELETE',
  path: string,
  { payload, version }: { payload?: object; version?: number } = {},
): Promise<Answer> {
  const answered = await app.inject({
    method,
    url: `/api/v1/courses/default${path}`,
    headers: {
      authorization: `Bearer ${OPERATOR}`,
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    },
    ...(payload === undefined ? {} : { payload }),
  });

  if (answered.statusCode >= 300) throw new Error(`${method} ${path}: ${answered.body}`);
  return answered.body === '' ? ({} as Answer) : answered.json<Answer>();
}

const onStage = () => setStage(room, `control-${stages++}`);

const idOf = async ({ repo, pull }: Stage) =>
  (await room.store.pullRequests.get(repo.id, pull().number))?.authorId ?? 0;

const commentOf = ({ github, repo, pull }: Stage) =>
  github
    .comments(repo, pull().number)
    .filter(({ author }) => author === github.app.botLogin)
    .map(({ body }) => body)
    .join('\n=====\n');

const shows = (stage: Stage, text: string) => stage.until(() => commentOf(stage).includes(text));

const conclusions = ({ github, repo }: Stage, sha: string) =>
  github.checkRuns(repo, sha).map(({ name, conclusion }) => `${name}: ${String(conclusion)}`);

it('sets points and tells the learner why, as plain text', async () => {
  const stage = onStage();
  const { headSha } = stage.opens(answer('fails'));
  await stage.verdicts(headSha);
  const grade = `/grades/${await idOf(stage)}/02-batch-jobs`;
  const comment = 'Shown in person.\n<img src=x> @everyone **well done**';
  await staff('POST', `${grade}/overrides`, { payload: { points: 15, reason: 'oral exam', comment } });
  await shows(stage, 'Note from your instructors');
  const body = commentOf(stage);
  expect(body).toContain('What counts for your grade: **15 / 20 points** (set by your instructors)');
  expect(body).toContain('> Shown in person.');
  expect(body).toContain('講師からのコメント');
  expect(body).toContain('\\<img src=x\\> @\u200Beveryone');
  expect(body).not.toContain('oral exam');
  expect(await staff(`GET`, grade)).toMatchObject({ earned: 15, rawEarned: 0, state: 'failed' });

  const { items } = await staff<{ items: { overrideId: string }[] }>('GET', `${grade}/overrides`);
  await staff('POST', `/overrides/${items[0]?.overrideId}/revoke`, { payload: {} });
  await stage.until(() => !commentOf(stage).includes('Note from'));
});

it('holds results back and publishes them together', async () => {
  const stage = onStage();
  const { version } = await staff('GET', '/results');
  await staff('PUT', '/results', { version, payload: { exercise: '04-probes', results: 'held' } });
  const { headSha } = stage.opens(answer('fails', { folder: '04-probes' }));
  await shows(stage, 'Graded; the results come later');
  await room.quiet();
  const held = commentOf(stage);
  expect(held).not.toContain('Not passed');
  expect(held).not.toMatch(/\d+ \/ \d+ points/);
  expect(conclusions(stage, headSha)).toEqual(['grading / 04-probes: neutral', 'grading: neutral']);
  expect(JSON.stringify(stage.github.checkRuns(stage.repo, headSha))).not.toContain('Three Pods are ready');

  const before = await staff('GET', '/results');

  await staff('PUT', '/results', {
    version: before.version,
    payload: { exercise: '04-probes', results: 'released' },
  });

  await shows(stage, 'Not passed yet');
  await stage.until(() => conclusions(stage, headSha)[0] === 'grading / 04-probes: failure');
  await stage.until(() => conclusions(stage, headSha).includes('grading: failure'));
});

it('says when an exercise has closed, and grades after an extension', async () => {
  const stage = onStage();
  const closing = { local: '2026-01-01T09:00', timeZone: 'Europe/Berlin' };

  await staff('PUT', '/assignments/03-config', {
    version: 0,
    payload: { dueAt: closing, closesAt: closing, latePolicy: { kind: 'per-day', percent: 10 } },
  });

  const { headSha } = stage.opens(answer('passes', { folder: '03-config' }));
  await shows(stage, 'closed on 2026-01-01 17:00 (Asia/Tokyo)');
  await stage.until(() => conclusions(stage, headSha).includes('grading: action_required'));
  const dueAt = new Date(Date.now() + 3_600_000).toISOString();

  await staff('PUT', `/extensions/03-config/${await idOf(stage)}`, {
    version: 0,
    payload: { dueAt, reason: 'was ill' },
  });

  stage.says('/regrade');
  await shows(stage, '✅ Passed');
  await staff('DELETE', `/extensions/03-config/${await idOf(stage)}`, { version: 1 });

  await staff('PUT', '/assignments/03-config', {
    version: 1,
    payload: {
      dueAt: new Date(Date.now() - 30 * 3_600_000).toISOString(),
      latePolicy: { kind: 'per-day', percent: 10 },
    },
  });

  await shows(
    stage,
    'What counts for your grade: **16 / 20 points** (handed in 1 day 6 hours after the deadline)',
  );
});

it('grades again, shows whose grade would change, publishes that and takes it back', async () => {
  const stage = onStage();
  const { headSha } = stage.opens(answer('fails-at-first'));
  await stage.verdicts(headSha);
  await shows(stage, 'Not passed yet');
  const githubId = await idOf(stage);
  const grade = `/grades/${githubId}/02-batch-jobs`;

  const { regradeId } = await staff<{ regradeId: string }>('POST', '/regrades', {
    payload: { filter: { githubId, exercise: '02-batch-jobs' }, reason: 'the grader was wrong' },
  });

  const path = `/regrades/${regradeId}`;
  await stage.until(async () => (await staff<{ state: string }>('GET', path)).state === 'previewed');
  await room.quiet();
  expect(commentOf(stage)).toContain('Not passed yet');
  expect(conclusions(stage, headSha)).toEqual(['grading / 02-batch-jobs: failure', 'grading: failure']);
  expect(await staff('GET', grade)).toMatchObject({ state: 'failed', earned: 0 });

  expect(await staff('GET', `${path}/changes`)).toMatchObject({
    items: [{ githubId, before: { earned: 0, state: 'failed' }, after: { earned: 20, state: 'passed' } }],
  });

  const { version } = await staff('GET', path);
  await staff('POST', `${path}/publish`, { version, payload: {} });
  await shows(stage, '✅ Passed');
  await room.quiet();
  expect(conclusions(stage, headSha).at(-1)).toBe('grading / 02-batch-jobs: success');
  expect(conclusions(stage, headSha)).toContain('grading: success');
  expect(await staff('GET', grade)).toMatchObject({ state: 'passed', earned: 20 });

  await staff('POST', `${path}/undo`, { version: version + 1 });
  await shows(stage, 'Not passed yet');
  await room.quiet();
  const newest = conclusions(stage, headSha).at(-1);
  expect(newest).toBe('grading / 02-batch-jobs: failure');
  expect(await staff('GET', grade)).toMatchObject({ state: 'failed', earned: 0 });
});

it('grades a regrade to its end although the workers die in the middle and the learner moves on', async () => {
  const stage = onStage();
  const first = stage.opens(answer('waits')).headSha;
  await stage.until(() => room.exercises.graded(first) > 0);
  room.exercises.release(first);
  await stage.verdicts(first);
  await room.stopWorkers();
  const githubId = await idOf(stage);

  const { regradeId } = await staff<{ regradeId: string }>('POST', '/regrades', {
    payload: { filter: { githubId }, reason: 'grader fixed' },
  });

  stage.pushes(answer('fails'));
  await room.startWorkers();

  await stage.until(
    async () => (await staff<{ state: string }>('GET', `/regrades/${regradeId}`)).state === 'previewed',
  );

  await room.quiet();
  expect(await staff('GET', `/regrades/${regradeId}`)).toMatchObject({ items: { graded: 1 } });
  expect(await room.store.grades.recompute('00000000000000000000000000')).toBe(0);
});
