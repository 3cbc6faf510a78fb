import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../graders/core/random.ts';
import { DEFAULT_COURSE_ID } from '../../../services/domain/courses/course.ts';
import { waitUntil } from '../wait-until.ts';
import { startClassroom, type Classroom } from './classroom.ts';
import { inTheEnd } from './in-the-end.ts';
import { randomFaults } from './random-faults.ts';
import { setStage, type Stage } from './stage.ts';

/**
 * `SAITEN_FAULT_SEED=7 npx vitest run --project integration test/integration/scenarios` plays all of them while GitHub answers
 * stale, slow and refused at random. Then what is seen in the end must be right; how it came about may differ.
 */
const FAULT_SEED = process.env['SAITEN_FAULT_SEED'];
/** Milliseconds until a scenario must have ended. */
const PATIENCE_MS = FAULT_SEED === undefined ? 100_000 : 300_000;

/** A check run's conclusion, or its status while it has none; several when it was graded several times, oldest first. */
type Shown = string | readonly string[];

/** What GitHub shows in the end. */
export interface Ending {
  /**
   * By commit of the learner (`c1` is the first), then by name of the check. A commit not named has no checks. Where
   * `grading` is not named, it must follow from the others. Of it the newest counts: whether it was seen between two results
   * is a matter of time.
   */
  checks: Readonly<Record<string, Readonly<Record<string, Shown>>>>;
  /** A part of our one comment on the pull request; null when there must be none. */
  comment: string | null;
  /** How many comments of ours there are; one with `comment`, else none. */
  comments?: number;
  /** Reactions on each of the learner's and the teacher's comments, in their order. */
  reactions?: readonly string[];
}

/** A story that somebody tells GitHub, and what GitHub shows in the end. */
export interface Scenario {
  name: string;
  /** What happens. Ends when everything was said; what follows from it is waited for. */
  steps(stage: Stage): Promise<void> | void;
  ends: Ending;
  /** Anything more that must be true, as sentences on what is not. */
  besides?(stage: Stage): string[];
  /** The same of how it came about, which is another story each time when GitHub's answers are stale and refused. */
  onTheWay?(stage: Stage): string[];
}

/**
 * Plays every scenario at the same time, each in an organisation of its own, until GitHub shows its ending; then waits
 * until nothing is on its way any more and looks again: exactly one check run per grading, exactly one comment.
 */
export function playScenarios(
  title: string,
  scenarios: readonly Scenario[],
  options: Parameters<typeof startClassroom>[0] = {},
): void {
  let room: Classroom;
  const stages = new Map<string, Stage>();

  beforeAll(async () => {
    room = await startClassroom(options);
    for (const [index, { name }] of scenarios.entries()) stages.set(name, setStage(room, String(index)));

    const teachers = [...stages.values()].map(({ teacher, teacherId }) => {
      return { githubId: teacherId, login: teacher, role: 'assistant' as const, active: true };
    });

    await room.store.members.write(DEFAULT_COURSE_ID, teachers);
    if (FAULT_SEED !== undefined)
      [...stages.values()].forEach(({ github, repo }, index) => {
        for (const fault of randomFaults(createRandom(`${FAULT_SEED} ${index}`)))
          github.faults.add({ ...fault, repositoryId: repo.id });
      });
  });

  afterAll(() => room.close());

  describe.concurrent(title, () => {
    it.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
      '%s',
      async (name, scenario) => {
        const stage = stages.get(name);
        if (stage === undefined) throw new Error('every scenario has a stage');
        await scenario.steps(stage);
        let seen: unknown;

        try {
          await within(PATIENCE_MS, async () => matches((seen = shownBy(stage, scenario)), scenario.ends));
        } catch {
          expect(seen).toEqual(expectedOf(scenario.ends));
        }
      },
      PATIENCE_MS + 140_000,
    );
  });

  describe(`${title}, when all is quiet`, () => {
    beforeAll(() => room.quiet(), 2 * PATIENCE_MS);

    it.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', (name, scenario) => {
      const stage = stages.get(name);
      if (stage === undefined) throw new Error('the scenario was not played');
      expect(shownBy(stage, scenario)).toEqual(expectedOf(scenario.ends));
      expect(scenario.besides?.(stage) ?? []).toEqual([]);
      if (FAULT_SEED === undefined) expect(scenario.onTheWay?.(stage) ?? []).toEqual([]);
    });

    it('GitHub was asked and answered as its descriptions say, and no cluster is left', () => {
      expect(room.github.violations).toEqual([]);
      expect([...room.clusters]).toEqual([]);
    });
  });
}

interface Seen {
  checks: Record<string, Record<string, string[]>>;
  comments: number;
  comment: string | null;
  reactions: string[] | undefined;
}

function shownBy(stage: Stage, { ends }: Scenario): Seen {
  const { github, repo, room } = stage;
  const checks: Seen['checks'] = {};

  stage.commits.forEach((sha, index) => {
    const shown =
      room.botLogin === undefined
        ? github
            .checkRuns(repo, sha)
            .map(({ name, conclusion, status }) => ({ name, is: conclusion ?? status }))
        : github.statuses(repo, sha).map(({ context, state }) => ({ name: context, is: state }));

    for (const { name, is } of shown) ((checks[`c${index + 1}`] ??= {})[name] ??= []).push(is);
    const mode = { isApp: room.botLogin === undefined, isPush: ends.comment === null };
    withoutWhatFollows(checks[`c${index + 1}`], ends.checks[`c${index + 1}`], mode);
  });

  const numbers = [...Array(20).keys()].map((index) => index + 1);

  const ours = numbers
    .flatMap((number) => commentsOf(stage, number))
    .filter(({ author }) => author === (room.botLogin ?? github.app.botLogin));

  const reactions = stage.said.map(
    ({ id }) =>
      numbers
        .flatMap((number) => commentsOf(stage, number))
        .find((comment) => comment.id === id)
        ?.reactions.map(({ content }) => content)
        .join('+') ?? '',
  );

  const body = ours[0]?.body ?? '';
  return {
    checks: FAULT_SEED === undefined ? checks : inTheEnd(checks, expectedOf(ends).checks),
    comments: ours.length,
    comment: ours.length === 0 ? null : body.includes(ends.comment ?? '') ? ends.comment : body,
    reactions: ends.reactions === undefined ? undefined : reactions,
  };
}

/** The worst of what the exercises of a commit ended with, as check run and as status. */
const WORST_FIRST = {
  true: ['in_progress', 'failure', 'timed_out', 'cancelled', 'action_required', 'neutral', 'success'],
  false: ['pending', 'failure', 'error', 'success'],
} as const;

/** Takes the check `grading` out where it says what follows from the others and the ending does not name it. */
function withoutWhatFollows(
  checks: Record<string, string[]> | undefined,
  ends: Readonly<Record<string, Shown>> | undefined,
  { isApp, isPush }: { isApp: boolean; isPush: boolean },
): void {
  const newestOfAll = checks?.['grading']?.at(-1);
  if (checks !== undefined && newestOfAll !== undefined) checks['grading'] = [newestOfAll];
  if (checks === undefined || (ends !== undefined && 'grading' in ends)) return;
  const ofExercises = Object.entries(checks).filter(([name]) => name !== 'grading');
  const newest = ofExercises.map(([, each]) => each.at(-1)?.replace('queued', 'in_progress'));
  const worst = WORST_FIRST[`${isApp}`].find((one) => newest.includes(one))?.replace('timed_out', 'failure');
  if (worst === undefined) return;
  if (newestOfAll === worst) delete checks['grading'];
  // Pushes to a default branch, which have no comment either, have none; a commit may be overtaken before it has one.
  else if (!isPush && worst !== 'cancelled') checks['grading'] ??= ['missing'];
}

function commentsOf({ github, repo }: Stage, number: number) {
  return github.comments(repo, number);
}

function expectedOf({ checks, comment, comments, reactions }: Ending): Seen {
  const all = Object.fromEntries(
    Object.entries(checks).map(([commit, byName]) => [
      commit,
      Object.fromEntries(
        Object.entries(byName).map(([name, shown]) => [
          name,
          typeof shown === 'string' ? [shown] : [...shown],
        ]),
      ),
    ]),
  );

  return {
    checks: FAULT_SEED === undefined ? all : inTheEnd(all, all),
    comments: comments ?? (comment === null ? 0 : 1),
    comment,
    reactions: reactions === undefined ? undefined : [...reactions],
  };
}

function matches(seen: Seen, ending: Ending): boolean {
  return JSON.stringify(sorted(seen)) === JSON.stringify(sorted(expectedOf(ending)));
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

async function within(milliseconds: number, condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + milliseconds;

  await waitUntil(async () => {
    if (Date.now() > deadline) throw new Error('too late');
    return condition();
  });
}
