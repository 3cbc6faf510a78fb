import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../graders/core/random.ts';
import { DEFAULT_COURSE_ID } from '../../../services/domain/courses/course.ts';
import type { FaultHandle } from '../../github-server/control.ts';
import type { RequestFault } from '../../github-server/rules/fault.ts';
import { startClassroom, type Classroom } from '../../support/scenarios/classroom.ts';
import { randomFaults } from '../../support/scenarios/random-faults.ts';
import { answer } from '../../support/scenarios/scripted-exercises.ts';
import { setStage, type Stage } from '../../support/scenarios/stage.ts';

/** `SAITEN_FAULT_SEED=123 npx vitest run ...` repeats a run; the seed stands in the name of each test. */
const SEED = Number(process.env['SAITEN_FAULT_SEED'] ?? Date.now() % 1_000_000);

const JOBS = 'grading / 02-batch-jobs';
const PASSED = { [JOBS]: ['success'], grading: ['success'] };

/** By name, the conclusions of a commit's checks, oldest first; of `grading` the newest alone. */
type Checks = Readonly<Record<string, readonly string[]>>;

/** Tells a story; returns the commit that decides, and what its checks must be in the end. */
type Story = (stage: Stage) => Promise<[string, Checks]> | [string, Checks];

function course({ github, owner, teacherId }: Stage, text: string) {
  const files = { '.saiten/course.yaml': `version: 1\nstaff: [{ id: ${teacherId} }]\n${text}` };
  github.push(github.addRepository({ owner, name: 'staff', files }), { files: { 'README.md': 'start\n' } });
}

const STORIES: Readonly<Record<string, Story>> = {
  'a push that passes': (stage) => [stage.opens(answer('passes')).headSha, PASSED],
  'a push that fails': (stage) => [
    stage.opens(answer('fails')).headSha,
    { [JOBS]: ['failure'], grading: ['failure'] },
  ],
  'a second push at once': (stage) => {
    stage.opens(answer('fails'));
    return [stage.pushes(answer('passes')), PASSED];
  },
  'a second push after the verdict': async (stage) => {
    await stage.verdicts(stage.opens(answer('fails')).headSha);
    return [stage.pushes(answer('passes')), PASSED];
  },
  'a push by force': async (stage) => {
    await stage.verdicts(stage.opens(answer('fails')).headSha);
    return [stage.forcePushes(answer('passes')), PASSED];
  },
  'a push by force back to what was graded': async (stage) => {
    const { headSha } = stage.opens(answer('passes'));
    await stage.verdicts(headSha);
    stage.pushes(answer('fails'));
    stage.github.resetBranch(stage.repo, { branch: 'work', commit: headSha, author: stage.learner });
    return [headSha, PASSED];
  },
  'a draft that is ready': async (stage) => {
    const { number, headSha } = stage.opens(answer('passes'), { draft: true });
    await stage.github.idle();
    stage.github.setDraft(stage.repo, number, false);
    return [headSha, PASSED];
  },
  'merged while it is graded': async (stage) => {
    const { number, headSha } = stage.opens(answer('waits'));
    await stage.until(() => stage.room.exercises.graded(headSha) > 0);
    stage.github.closePullRequest(stage.repo, number, { merged: true });
    stage.room.exercises.release(headSha);
    return [headSha, PASSED];
  },
  'graded again by a command': async (stage) => {
    const { headSha } = stage.opens(answer('fails'));
    await stage.verdicts(headSha);
    stage.says('/regrade');
    return [headSha, { [JOBS]: ['failure', 'failure'], grading: ['failure'] }];
  },
  'graded by push': async (stage) => {
    course(stage, "repositories: [{ match: '*', gradedBy: push }]\n");

    const push = (files: Record<string, string>) =>
      stage.github.push(stage.repo, { files, author: stage.learner });

    await stage.verdicts(push({ ...answer('fails'), ...answer('passes', { folder: '03-config' }) }), 2);
    return [push(answer('passes')), { [JOBS]: ['success'] }];
  },
  'handed in by a command': async (stage) => {
    course(stage, "repositories: [{ match: '*' }]\nhandIn: command\n");
    await stage.verdicts(stage.opens(answer('passes')).headSha);
    stage.says('/submit');
    return [stage.commits[0] ?? '', PASSED];
  },
  'queued for merging': async (stage) => {
    const { number, headSha } = stage.opens(answer('passes'));
    await stage.verdicts(headSha);
    return [stage.github.queueForMerge(stage.repo, number), { grading: ['success'] }];
  },
};

const NAMES = Object.keys(STORIES);

let room: Classroom;
const log: string[] = [];
const told = new Map<string, { stage: Stage; faults: { fault: RequestFault; handle: FaultHandle }[] }>();
const endings = new Map<string, [string, Checks]>();

beforeAll(async () => {
  room = await startClassroom({
    environment: { SAITEN_COURSES: NAMES.map((_, index) => `school-random-${index}/staff`).join(',') },
    onLog: (line) => void log.push(line),
  });

  const stages = NAMES.map((_, index) => setStage(room, `random-${index}`));

  await room.store.members.write(
    DEFAULT_COURSE_ID,
    stages.map(({ teacher, teacherId }) => ({
      ...{ githubId: teacherId, login: teacher, role: 'assistant' as const, active: true },
    })),
  );

  for (const [index, stage] of stages.entries()) {
    const faults = randomFaults(createRandom(`${SEED} ${index}`)).map((fault) => ({
      fault,
      handle: room.github.faults.add({ ...fault, repositoryId: stage.repo.id }),
    }));

    told.set(NAMES[index] ?? '', { stage, faults });
  }
}, 120_000);

afterAll(() => room.close());

function checksOf({ github, repo }: Stage, commit: string): Checks {
  const shown: Record<string, string[]> = {};
  for (const { name, status, conclusion } of github.checkRuns(repo, commit))
    (shown[name] ??= []).push(conclusion ?? status);
  const newest = shown['grading']?.at(-1);
  return newest === undefined ? shown : { ...shown, grading: [newest] };
}

/** What happened to a story, for whoever has to find out why it ended otherwise. */
function struck(name: string): string {
  return (told.get(name)?.faults ?? [])
    .map(({ fault, handle }) => `${JSON.stringify(fault)} struck ${handle.hits} times`)
    .join('\n');
}

describe.concurrent(`random faults of seed ${SEED}`, () => {
  it.each(NAMES)(
    '%s',
    async (name) => {
      const { stage } = told.get(name) ?? {};
      const story = STORIES[name];
      if (stage === undefined || story === undefined) throw new Error('every story has a stage');
      const [commit, checks] = await story(stage);
      endings.set(name, [commit, checks]);
      const deadline = Date.now() + 150_000;

      const isThere = () =>
        JSON.stringify(sorted(checksOf(stage, commit))) === JSON.stringify(sorted(checks));

      await stage.until(() => isThere() || Date.now() > deadline);
      expect(checksOf(stage, commit), struck(name)).toEqual(checks);
    },
    240_000,
  );
});

describe(`random faults of seed ${SEED}, when all is quiet`, () => {
  beforeAll(() => room.quiet(), 120_000);

  it.each(NAMES)('%s', async (name) => {
    const { stage } = told.get(name) ?? {};
    const [commit, checks] = endings.get(name) ?? [];
    if (stage === undefined || commit === undefined) throw new Error('the story was not told');
    expect(checksOf(stage, commit), struck(name)).toEqual(checks);
    expect(await room.store.submissions.openIn(stage.repo.id)).toEqual([]);
  });

  it('nothing was given up, no cluster is left, GitHub answered as its descriptions say', async () => {
    expect(await room.queues.deadLetters()).toEqual([]);
    expect([...room.clusters]).toEqual([]);
    expect(room.github.violations).toEqual([]);
  });

  it('what is refused, which nothing beneath repeats, stands in the log', () => {
    const refused = [...told.values()].filter(({ faults }) =>
      faults.some(({ fault, handle }) => fault.kind === 'suspended' && handle.hits > 0),
    );

    const lines = log.filter((line) => line.includes('has been suspended'));
    expect(lines.length).toBeGreaterThanOrEqual(refused.length);
    expect(log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });
});

function sorted(checks: Checks): [string, readonly string[]][] {
  return Object.entries(checks).sort(([a], [b]) => a.localeCompare(b));
}
