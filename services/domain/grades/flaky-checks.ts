/** One content of a submission on which a check said both yes and no, in runs with the same grader and node image. */
export interface Disagreement {
  exercise: string;
  checkId: string;
  /** Of files, exercise version and node image. */
  fingerprint: string;
  /** Who handed that content in. */
  githubIds: readonly number[];
  /** Those among them whom the roster or staff made members; an account that merely handed something in is none. */
  enrolledIds: readonly number[];
  passedRunId: string;
  failedRunId: string;
}

/** A check that contradicts itself, and what shows it. */
export interface FlakyCheck {
  exercise: string;
  checkId: string;
  /** `suspect` where it may as well be the one learner's manifest that behaves now so, now so. */
  finding: 'flaky' | 'suspect';
  /** Members of the roster whose work it was. */
  learners: number;
  disagreements: readonly Disagreement[];
}

/** So many people's work must be judged now so, now so, before the check is to blame. */
const FLAKY_LEARNERS = 2;

/** Milliseconds for which a contradiction counts: older ones are of a time that nobody can look into any more. */
export const FLAKE_MEMORY_MS = 14 * 24 * 3_600_000;

/**
 * Groups disagreements by check. A check is `flaky` when it contradicted itself on the work of at least two members of the
 * roster and two contents of theirs: a single one can be a manifest with a race of its own, and accounts cost nothing. Even
 * then it is no more than a reason for staff to look: two members can agree on such manifests.
 */
export function flakyChecks(disagreements: readonly Disagreement[]): FlakyCheck[] {
  const byCheck = new Map<string, Disagreement[]>();

  for (const each of disagreements) {
    const key = `${each.exercise}/${each.checkId}`;
    byCheck.set(key, [...(byCheck.get(key) ?? []), each]);
  }

  return [...byCheck.values()].flatMap((all) => {
    const [first] = all;
    if (first === undefined) return [];
    const ofMembers = all.filter(({ enrolledIds }) => enrolledIds.length > 0);
    const learners = new Set(ofMembers.flatMap(({ enrolledIds }) => enrolledIds)).size;
    const contents = new Set(ofMembers.map(({ fingerprint }) => fingerprint)).size;
    const finding = learners >= FLAKY_LEARNERS && contents >= FLAKY_LEARNERS ? 'flaky' : 'suspect';
    const { exercise, checkId } = first;
    return [{ exercise, checkId, finding, learners, disagreements: all } as const];
  });
}
