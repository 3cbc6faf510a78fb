import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { AttemptLimits } from '../../../services/domain/grades/attempt-limits.ts';
import { createStore } from '../../../services/store/create-store.ts';
import type { Store } from '../../../services/store/store.ts';
import { buildReport } from '../../support/builders/grading-report.ts';
import { startDatabaseServer, type DatabaseServer } from '../../support/database.ts';

const HANAKO = { githubId: 5_000_000_001, login: 'hanako' };
const TARO = { githubId: 5_000_000_002, login: 'taro' };
const JIRO = { githubId: 5_000_000_003, login: 'jiro' };
const EXERCISE = '02-batch-jobs';
const AT = new Date('2026-11-24T00:00:00Z');
const COURSE = { courseId: 77, owner: 'school', name: 'staff', headSha: 'a'.repeat(40), file: {} };

let server: DatabaseServer;
let store: Store;
let courseId: string;

beforeAll(async () => {
  server = await startDatabaseServer();
});

afterAll(() => server.stop());

beforeEach(async () => {
  store = await createStore({ url: await server.fresh(), now: () => AT });
  onTestFinished(() => store.close());
  await write([{ name: 'team-a', members: [TARO.githubId, HANAKO.githubId] }]);
  ({ courseId } = await store.courses.ofRepository(COURSE.courseId));
});

/** The instructors write the roster. */
const write = (
  teams: { name: string; members: number[]; exercises?: string[] }[],
  learners = [HANAKO, TARO, JIRO],
) => store.courseFiles.save(COURSE, learners, teams);

const teamOf = async ({ githubId }: typeof HANAKO, exercise = EXERCISE) => {
  const team = await store.teams.of({ courseId, exercise, githubId });
  return team && `${team.name}: ${team.members.map(({ login }) => login).join(' ')}`;
};

/** Somebody pushes, with the team that they are in now. */
async function handIn(
  id: string,
  author: typeof HANAKO,
  { limits, earned = 100 }: { limits?: AttemptLimits; earned?: number } = {},
) {
  const team = await store.teams.of({ courseId, exercise: EXERCISE, githubId: author.githubId });

  const opened = await store.submissions.open({
    id,
    identity: { repositoryId: 1, pullNumber: 3, headSha: id.padEnd(40, '0'), exercise: EXERCISE, attempt: 1 },
    ...{ courseId, folder: 'work', authorId: author.githubId, authorLogin: author.login },
    ...(limits !== undefined && { limits }),
    ...(team !== undefined && {
      team: {
        ...team,
        members: team.members.map((one) => ({ ...one, ...(limits !== undefined && { limits }) })),
      },
    }),
  });

  if (opened === 'no-attempt-left') return opened;
  await finish(id, earned);
  return opened;
}

async function finish(submissionId: string, points: number) {
  const runId = `R-${submissionId}`;
  await store.runs.start({ runId, submissionId, workerId: 'w', startedAt: AT });
  const report = buildReport({ runId, verdict: 'passed', score: { earned: points, possible: 100 } });
  await store.runs.finish({ runId, fencing: 1, report, state: 'graded' });
}

const earned = async ({ githubId }: typeof HANAKO) =>
  (await store.grades.get({ courseId, exercise: EXERCISE, githubId }))?.earned;

describe('a team', () => {
  it('is found by each of its members, and by nobody else', async () => {
    expect(await Promise.all([HANAKO, TARO, JIRO].map((one) => teamOf(one)))).toEqual([
      'team-a: hanako taro',
      'team-a: hanako taro',
      undefined,
    ]);
  });

  it('holds for the exercises that it names', async () => {
    await write([
      { name: 'team-a', members: [HANAKO.githubId, TARO.githubId], exercises: [EXERCISE] },
      { name: 'team-b', members: [HANAKO.githubId, JIRO.githubId], exercises: ['03-config'] },
    ]);

    expect([
      await teamOf(HANAKO),
      await teamOf(HANAKO, '03-config'),
      await teamOf(HANAKO, '04-probes'),
    ]).toEqual(['team-a: hanako taro', 'team-b: hanako jiro', undefined]);
  });

  it('is without who left the course', async () => {
    await write([{ name: 'team-a', members: [HANAKO.githubId, TARO.githubId] }], [HANAKO, JIRO]);
    expect([await teamOf(HANAKO), await teamOf(TARO)]).toEqual(['team-a: hanako', undefined]);
  });

  it('is one whose members may ask for each other', async () => {
    const isTogether = (other: number) => store.teams.isTogether(courseId, HANAKO.githubId, other);
    expect([await isTogether(TARO.githubId), await isTogether(JIRO.githubId)]).toEqual([true, false]);
  });
});

describe('what a team hands in', () => {
  it('counts for each member, whoever pushed', async () => {
    await handIn('S1', TARO, { earned: 60 });
    await handIn('S2', JIRO, { earned: 10 });
    expect(await Promise.all([HANAKO, TARO, JIRO].map(earned))).toEqual([60, 60, 10]);
  });

  it('is the same when all grades are made anew', async () => {
    await handIn('S1', TARO);
    expect(await store.grades.recompute(courseId)).toBe(0);
  });

  it('tells who handed it in', async () => {
    await handIn('S1', TARO);
    const team = { name: 'team-a', members: [HANAKO, TARO] };
    expect((await store.submissions.get('S1'))?.team).toEqual(team);
    const [listed] = await store.submissionList.ofCourse(courseId, { limit: 9, sort: 'createdAt' });
    expect(listed?.team).toEqual(team);
  });

  it('belongs to each member, and to nobody else', async () => {
    await handIn('S1', TARO);
    const learners = [HANAKO.githubId, TARO.githubId];
    expect(await store.located.submission('S1')).toEqual({ courseId, learners });
    expect(await store.located.run('R-S1')).toEqual({ courseId, learners });
  });

  it.each<[string, object, string[]]>([
    ['a member', { learner: HANAKO.githubId }, ['S1']],
    ['a member, by login', { learnerLogin: 'Hanako' }, ['S1']],
    ['somebody else', { learner: JIRO.githubId }, []],
  ])('is listed for %s', async (_who, filter, ids) => {
    await handIn('S1', TARO);
    const listed = await store.submissionList.ofCourse(courseId, { limit: 9, sort: 'createdAt', ...filter });
    expect(listed.map(({ id }) => id)).toEqual(ids);
  });

  it('changes for whom its changes are told', async () => {
    await handIn('S1', TARO);
    const [change] = await store.submissionList.changedSince(AT, 9);
    expect(change?.members).toEqual([HANAKO.githubId, TARO.githubId]);
  });

  it('uses an attempt of every member', async () => {
    await handIn('S1', TARO);
    const limits = { inAll: 1 };
    expect(await handIn('S2', HANAKO, { limits })).toBe('no-attempt-left');
    expect(await handIn('S3', JIRO, { limits })).not.toBe('no-attempt-left');
  });

  it('is not let in by an attempt that only one of them has', async () => {
    await write([]);
    await handIn('S1', TARO);
    await write([{ name: 'team-a', members: [HANAKO.githubId, TARO.githubId] }]);
    expect(await handIn('S2', HANAKO, { limits: { inAll: 1 } })).toBe('no-attempt-left');
  });

  it('stays with those who handed it in when the teams change', async () => {
    await handIn('S1', TARO, { earned: 60 });
    await write([{ name: 'team-a', members: [HANAKO.githubId, JIRO.githubId] }]);
    await store.grades.recompute(courseId);
    expect(await Promise.all([HANAKO, TARO, JIRO].map(earned))).toEqual([60, 60, undefined]);
    await handIn('S2', JIRO, { earned: 90 });
    expect(await Promise.all([HANAKO, TARO, JIRO].map(earned))).toEqual([90, 60, 90]);
  });

  it('goes by the deadline of each member', async () => {
    await store.assignments.put(
      {
        ...{ courseId, exercise: EXERCISE, weight: 1 },
        dueAt: new Date(AT.getTime() - 3_600_000),
        latePolicy: { kind: 'per-hour', percent: 50 },
      },
      0,
    );

    const { githubId } = TARO;

    await store.extensions.put(
      { courseId, exercise: EXERCISE, githubId, dueAt: AT, extraAttempts: 0, reason: 'ill', actor: 'x' },
      0,
    );

    await handIn('S1', TARO);
    expect([await earned(TARO), await earned(HANAKO)]).toEqual([100, 50]);
  });

  it('is one run of two learners in the statistics', async () => {
    await handIn('S1', TARO);

    expect(await store.statistics.ofExercise(courseId, EXERCISE)).toMatchObject({
      ...{ runs: 1, learners: 2, passedLearners: 2 },
      scores: [0, 0, 0, 0, 0, 0, 0, 0, 0, 2],
    });
  });

  it('is graded again for all of them', async () => {
    await handIn('S1', TARO, { earned: 60 });

    const begun = await store.regrades.preview(
      {
        ...{ regradeId: 'G1', courseId, reason: 'grader fixed', actor: 'teacher' },
        filter: { exercise: EXERCISE, githubId: HANAKO.githubId, which: 'current' },
      },
      { most: 10, identifiers: { next: () => 'S2' } },
    );

    expect(begun).toMatchObject({ submissionIds: ['S2'] });
    await finish('S2', 80);

    expect(await store.regrades.changes('G1')).toMatchObject([
      { githubId: HANAKO.githubId, before: { earned: 60 }, after: { earned: 80 } },
      { githubId: TARO.githubId, before: { earned: 60 }, after: { earned: 80 } },
    ]);

    await store.regrades.publish('G1', { version: 2, onlyBetter: false });
    expect(await Promise.all([HANAKO, TARO].map(earned))).toEqual([80, 80]);
  });

  it('stays for the others when the one who pushed is erased', async () => {
    await handIn('S1', TARO, { earned: 60 });
    await store.learners.erase({ githubId: TARO.githubId });
    expect(await Promise.all([HANAKO, TARO].map(earned))).toEqual([60, undefined]);
    const { authorLogin, team } = (await store.submissions.get('S1')) ?? {};
    expect([authorLogin, team]).toEqual(['hanako', { name: 'team-a', members: [HANAKO] }]);
    expect(await store.grades.recompute(courseId)).toBe(0);
    expect(await store.statistics.ofExercise(courseId, EXERCISE)).toMatchObject({ runs: 1, learners: 1 });
  });

  it('goes with the last of them', async () => {
    await handIn('S1', TARO, { earned: 60 });
    await store.learners.erase({ githubId: HANAKO.githubId });
    expect(await earned(TARO)).toBe(60);

    expect(await store.learners.erase({ githubId: TARO.githubId })).toMatchObject({
      submissions: 1,
      runs: 1,
    });

    expect(await store.submissions.get('S1')).toBeUndefined();
  });
});
