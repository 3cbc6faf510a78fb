import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { requeue } from '../../../services/reconcile/requeue.ts';
import { createBackup } from '../../../services/store/backup/create-backup.ts';
import { restoreBackup } from '../../../services/store/backup/restore-backup.ts';
import { startClassroom, type Classroom } from '../../support/scenarios/classroom.ts';
import { answer } from '../../support/scenarios/scripted-exercises.ts';
import { setStage } from '../../support/scenarios/stage.ts';
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

it('goes on after a restore into an empty database: what was graded stays, what was open is graded', async () => {
  const done = setStage(room, 'done');
  done.opens(answer('passes'));
  await done.verdicts(done.pull().headSha);
  const open = setStage(room, 'open');
  const { headSha } = open.opens(answer('waits'));
  await open.until(() => room.exercises.graded(headSha) > 0);

  const file = join(folder, 'a.backup');
  await createBackup({ url: room.databaseUrl, file, files: new Map(), now: () => new Date() });
  const fresh = await room.freshDatabase();
  await restoreBackup({ url: fresh, file, dataFolder: folder, replace: false });
  const restored = await tableContents(fresh);
  await room.moveTo(fresh);
  expect(restored.submissions?.split('\n')).toHaveLength(2);

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
  expect({ shown, comments }).toEqual({ shown: [['success'], ['success']], comments: [1, 1] });
});
