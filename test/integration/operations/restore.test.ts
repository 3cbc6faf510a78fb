import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEFAULT_COURSE_ID } from '../../../services/domain/courses/course.ts';
import { requeue } from '../../../services/reconcile/requeue.ts';
import { createBackup } from '../../../services/store/backup/create-backup.ts';
import { restoreBackup } from '../../../services/store/backup/restore-backup.ts';
import { OPERATOR, startApi } from '../../support/running-api.ts';
import { startClassroom, type Classroom } from '../../support/scenarios/classroom.ts';
import { answer } from '../../support/scenarios/scripted-exercises.ts';
import { setStage, type Stage } from '../../support/scenarios/stage.ts';
import { tableContents } from '../../support/table-contents.ts';

let room: Classroom;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'saiten-restore-'));
  room = await startClassroom();
});

afterAll(async () => {
  await room.close();
  await rm(folder, { recursive: true });
});

/** The check of the exercise and the one of the commit. */
const BOTH = ['success', 'success'];

/** The gradebook of the database in every form, as bytes. */
async function gradebooks(url: string): Promise<string[]> {
  const { app, close } = await startApi(url);

  const answers = ['json', 'csv', 'canvas', 'moodle'].map((format) =>
    app.inject({
      url: `/api/v1/courses/default/gradebook?format=${format}`,
      headers: { authorization: `Bearer ${OPERATOR}` },
    }),
  );

  const bytes = (await Promise.all(answers)).map(({ statusCode, rawPayload }) => {
    expect(statusCode).toBe(200);
    return rawPayload.toString('latin1');
  });

  await close();
  return bytes;
}

/** Makes the learner one of the default course, whose gradebook is exported. */
async function enrol({ repo, learner, pull }: Stage): Promise<void> {
  const [submission] = await room.store.submissions.forCommit(repo.id, pull().headSha);
  const client = new pg.Client({ connectionString: room.databaseUrl });
  await client.connect();

  await client.query(
    `insert into course_members
       (course_id, github_id, login, name, pseudonym, role, source, active, version, created_at, updated_at)
     values ($1, $2, $3, '採点 太郎', 'heron', 'learner', 'api', true, 1, now(), now())
     on conflict (course_id, github_id) do update set name = excluded.name, active = true`,
    [DEFAULT_COURSE_ID, submission?.authorId, learner],
  );

  await client.end();
}

it('goes on after a restore into an empty database: what was graded stays, what was open is graded', async () => {
  const done = setStage(room, 'done');
  done.opens(answer('passes'));
  await done.verdicts(done.pull().headSha);
  await enrol(done);
  const open = setStage(room, 'open');
  const { headSha } = open.opens(answer('waits'));
  await open.until(() => room.exercises.graded(headSha) > 0);

  const file = join(folder, 'a.backup');
  await createBackup({ url: room.databaseUrl, file, files: new Map(), now: () => new Date() });
  const fresh = await room.freshDatabase();
  await restoreBackup({ url: fresh, file, dataFolder: folder, replace: false });
  const restored = await tableContents(fresh);
  const exported = [await gradebooks(room.databaseUrl), await gradebooks(fresh)];
  await room.moveTo(fresh);
  expect(restored.submissions?.split('\n')).toHaveLength(2);
  expect(exported[0]?.join('')).toContain(done.learner);
  expect(exported[1]).toEqual(exported[0]);

  room.exercises.release(headSha);
  const { store, queues } = room;

  const lookAfterOpenOnes = () =>
    requeue({
      ...{ submissions: store.submissions, runs: store.runs, grade: queues.grade, publish: queues.publish },
      ...{ now: Date.now, patienceMs: 0, maxRuns: 6 },
    });

  await open.until(async () => {
    await lookAfterOpenOnes();
    return room.github.checkRuns(open.repo, headSha).every(({ status }) => status === 'completed');
  });

  await room.quiet();

  const shown = [done, open].map(({ repo, pull }) =>
    room.github.checkRuns(repo, pull().headSha).map(({ conclusion }) => conclusion),
  );

  const comments = [done, open].map(
    ({ repo, pull }) =>
      room.github.comments(repo, pull().number).filter(({ author }) => author === room.github.app.botLogin)
        .length,
  );

  expect({ shown, comments }).toEqual({ shown: [BOTH, BOTH], comments: [1, 1] });
});
