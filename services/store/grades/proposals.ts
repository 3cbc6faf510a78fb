import { sql, type Selectable } from 'kysely';
import type { Disagreement } from '../../domain/grades/flaky-checks.ts';
import type { Proposal } from '../../domain/grades/proposal.ts';
import { storableJson } from '../database/storable-json.ts';
import { placeQuarantine } from './place-quarantine.ts';
import { lockGrades } from './recompute-grades.ts';
import type { Database, Tables } from '../database/tables.ts';

type CheckOfCourse = Pick<Proposal, 'courseId' | 'exercise' | 'checkId'>;

export type Decision = Pick<NonNullable<Proposal['decision']>, 'by' | 'reason'> &
  ({ kind: 'dismiss' } | { kind: 'review'; solutionRunId: string; quarantineId: string });

/** Checks of which the rule says that they ought to be under review. A proposal changes no grade; a decision may. */
export interface Proposals {
  /** Of a course, those to be decided first, then the newest. */
  list(courseId: string, filter?: { exercise?: string }): Promise<Proposal[]>;
  get(courseId: string, proposalId: string): Promise<Proposal | undefined>;
  /** Undefined when the check waits for a decision, or is under review, already. */
  propose(
    proposal: CheckOfCourse & { proposalId: string; reason: string; evidence: readonly Disagreement[] },
  ): Promise<Proposal | undefined>;
  /**
   * `review` puts the check under review in the same transaction, unless it is by now. `stale` when somebody decided, or
   * the proposal changed, since the version given.
   */
  decide(
    proposal: Pick<Proposal, 'courseId' | 'proposalId' | 'version'>,
    decision: Decision,
  ): Promise<Proposal | 'stale'>;
  /** Whether staff of the course handed in what that run graded, and the check failed in it. */
  isStaffFailure(check: CheckOfCourse, runId: string): Promise<boolean>;
}

export function createProposals(db: Database, now: () => Date): Proposals {
  const select = (courseId: string) =>
    db.selectFrom('check_proposals').selectAll().where('course_id', '=', courseId);

  return {
    async list(courseId, { exercise } = {}) {
      const rows = await select(courseId)
        .$if(exercise !== undefined, (query) => query.where('exercise', '=', exercise ?? ''))
        .orderBy(sql`decided_at is null`, 'desc')
        .orderBy('since', 'desc')
        .orderBy('proposal_id')
        .execute();

      return rows.map(toProposal);
    },
    async get(courseId, proposalId) {
      const row = await select(courseId).where('proposal_id', '=', proposalId).executeTakeFirst();
      return row && toProposal(row);
    },
    propose: ({ proposalId, courseId, exercise, checkId, reason, evidence }) =>
      db.transaction().execute(async (transaction) => {
        const open = await transaction
          .selectFrom('check_quarantines')
          .select('quarantine_id')
          .where('course_id', '=', courseId)
          .where('exercise', '=', exercise)
          .where('check_id', '=', checkId)
          .where('lifted_at', 'is', null)
          .executeTakeFirst();

        if (open !== undefined) return undefined;

        const row = await transaction
          .insertInto('check_proposals')
          .values({
            ...{ exercise, reason },
            proposal_id: proposalId,
            course_id: courseId,
            check_id: checkId,
            since: now(),
            evidence: storableJson(evidence),
          })
          .onConflict((conflict) =>
            conflict
              .columns(['course_id', 'exercise', 'check_id'])
              .where('decided_at', 'is', null)
              .doNothing(),
          )
          .returningAll()
          .executeTakeFirst();

        return row && toProposal(row);
      }),
    decide: ({ courseId, proposalId, version }, decision) =>
      db.transaction().execute(async (transaction) => {
        await lockGrades(transaction, { courseId });

        const row = await transaction
          .updateTable('check_proposals')
          .set({
            decided_at: now(),
            decided_by: decision.by,
            decision: decision.kind,
            decision_reason: decision.reason,
            ...(decision.kind === 'review'
              ? { solution_run_id: decision.solutionRunId, quarantine_id: decision.quarantineId }
              : {}),
            version: version + 1,
          })
          .where('course_id', '=', courseId)
          .where('proposal_id', '=', proposalId)
          .where('version', '=', version)
          .where('decided_at', 'is', null)
          .returningAll()
          .executeTakeFirst();

        if (row === undefined) return 'stale' as const;
        const proposal = toProposal(row);

        if (decision.kind === 'review') {
          const { quarantineId, by, reason } = decision;
          const { exercise, checkId, evidence } = proposal;

          await placeQuarantine(
            transaction,
            { quarantineId, courseId, exercise, checkId, by, reason, evidence },
            now(),
          );
        }

        return proposal;
      }),
    async isStaffFailure({ courseId, exercise, checkId }, runId) {
      const row = await db
        .selectFrom('run_facts')
        .innerJoin('check_results', 'check_results.run_id', 'run_facts.run_id')
        .innerJoin('course_members', (join) =>
          join
            .onRef('course_members.course_id', '=', 'run_facts.course_id')
            .onRef('course_members.github_id', '=', 'run_facts.github_id'),
        )
        .select('run_facts.run_id')
        .where('run_facts.run_id', '=', runId)
        .where('run_facts.course_id', '=', courseId)
        .where('run_facts.exercise', '=', exercise)
        .where('check_results.check_id', '=', checkId)
        .where('check_results.status', '=', 'fail')
        .where('course_members.active', '=', true)
        .where('course_members.role', 'in', ['assistant', 'instructor', 'owner'])
        .executeTakeFirst();

      return row !== undefined;
    },
  };
}

function toProposal(row: Selectable<Tables['check_proposals']>): Proposal {
  const { exercise, since, reason, evidence, version } = row;
  return {
    ...{ exercise, since, reason, evidence, version },
    proposalId: row.proposal_id,
    courseId: row.course_id,
    checkId: row.check_id,
    ...(row.decided_at !== null && {
      decision: {
        at: row.decided_at,
        by: row.decided_by ?? '',
        kind: row.decision ?? 'dismiss',
        reason: row.decision_reason ?? '',
        ...(row.solution_run_id !== null && { solutionRunId: row.solution_run_id }),
        ...(row.quarantine_id !== null && { quarantineId: row.quarantine_id }),
      },
    }),
  };
}
