import pg from 'pg';
import { DEFAULT_COURSE_ID } from '../services/domain/courses/course.ts';

/** How much there is of a course. */
export interface CourseSize {
  learners: number;
  exercises: number;
  /** Submissions with one finished run each, of every learner for every exercise. */
  runsEach: number;
}

const CHECKS = 5;

/**
 * Fills the default course of a fresh database by PostgreSQL's own means: learners, assignments, submissions with
 * their runs and reports, what is taken out of these, and grades. The same size gives the same rows. Two of three
 * runs fail, most of a check's failures have one reason, and later attempts pass more often.
 */
export async function seedCourse(url: string, { learners, exercises, runsEach }: CourseSize): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();

  try {
    // The rows below are whole; looking up a million references would say so again.
    await client.query('set session_replication_role = replica');
    for (const statement of STATEMENTS)
      await client.query(
        statement
          .replaceAll('$course', `'${DEFAULT_COURSE_ID}'`)
          .replaceAll('$learners', String(learners))
          .replaceAll('$exercises', String(exercises))
          .replaceAll('$runs', String(runsEach))
          .replaceAll('$checks', String(CHECKS)),
      );
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}

/** Number of a learner, an exercise and a try to the key of its rows. */
const KEY = `lpad(learner::text, 8, '0') || lpad(exercise::text, 6, '0') || lpad(try::text, 12, '0')`;
const EXERCISE = `lpad((exercise % 100)::text, 2, '0') || '-exercise-' || exercise`;
const EACH = `generate_series(1, $learners) learner, generate_series(1, $exercises) exercise, generate_series(1, $runs) try`;
/** How many checks pass: as good as random, and the same each time. */
const PASSED = `least($checks, mod(hashint4(learner * 7919 + exercise * 104729 + try * 31) & 1048575, $checks + 1) + try / 3)`;

const SUBMITTED = `timestamptz '2026-04-06 00:00Z' + exercise * interval '3 days' + try * interval '20 minutes'
  + learner * interval '37 seconds'`;

const FINISHED = `${SUBMITTED} + interval '41 seconds'`;
const VERDICT = `case when ${PASSED} >= $checks then 'passed' else 'failed' end`;

const STATEMENTS = [
  `insert into course_members (course_id, github_id, login, name, role, source, created_at, updated_at)
     select $course, learner, 'learner' || lpad(learner::text, 5, '0'), '山田 花子 ' || learner, 'learner', 'api',
       now(), now()
     from generate_series(1, $learners) learner`,
  `insert into assignments (course_id, exercise, due_at, weight, updated_at)
     select $course, ${EXERCISE}, timestamptz '2026-04-13 00:00Z' + exercise * interval '3 days',
       1 + exercise % 3, now()
     from generate_series(1, $exercises) exercise`,
  `insert into pull_requests (repository_id, number, owner, name, head_sha, author_id, author_login, state, draft, updated_at)
     select learner, exercise, 'school', 'work-' || learner, md5('$runs' || learner || exercise), learner,
       'learner' || lpad(learner::text, 5, '0'), 'open', false, now()
     from generate_series(1, $learners) learner, generate_series(1, $exercises) exercise`,
  `insert into submissions (id, course_id, repository_id, pull_number, head_sha, exercise, attempt, folder, author_id,
       author_login, state, fencing, published_revision, check_revision, wanted_at, created_at, updated_at)
     select ${KEY}, $course, learner, exercise, md5(try::text || learner || exercise), ${EXERCISE}, 1, '', learner,
       'learner' || lpad(learner::text, 5, '0'), 'graded', 1, 1, 1, ${FINISHED}, ${SUBMITTED}, ${FINISHED}
     from ${EACH}`,
  `insert into runs (run_id, submission_id, worker_id, fencing, state, started_at, finished_at, verdict, report)
     select ${KEY}, ${KEY}, 'worker', 1, 'finished', ${SUBMITTED} + interval '2 seconds', ${FINISHED}, ${VERDICT},
       jsonb_build_object('runId', ${KEY}, 'exercise', jsonb_build_object('slug', ${EXERCISE}, 'title',
           jsonb_build_object('en', 'An exercise', 'ja', '演習')),
         'headSha', md5(try::text || learner || exercise), 'attempt', 1, 'verdict', ${VERDICT},
         'score', jsonb_build_object('earned', ${PASSED} * 20, 'possible', $checks * 20), 'problems', '[]'::jsonb,
         'checks', (select jsonb_agg(jsonb_build_object('id', 'check-' || check_number, 'title',
             jsonb_build_object('en', 'The check ' || check_number, 'ja', '検査'), 'points', 20, 'durationMs', 3000,
             'status', case when check_number <= ${PASSED} then 'pass' else 'fail' end,
             'earned', case when check_number <= ${PASSED} then 20 else 0 end, 'findings', '[]'::jsonb))
           from generate_series(1, $checks) check_number),
         'timings', '[{"phase":"fetch","durationMs":400},{"phase":"cluster","durationMs":21000},{"phase":"grade","durationMs":14000}]'::jsonb,
         'versions', jsonb_build_object('exercise', '9c1f0a7be2d4', 'nodeImage', 'kindest/node:v1.36.3'),
         'startedAt', '2026-04-06T00:00:00.000Z', 'finishedAt', '2026-04-06T00:00:41.000Z')
     from ${EACH}`,
  `insert into run_facts
     select ${KEY}, ${KEY}, $course, ${EXERCISE}, learner, ${VERDICT}, ${PASSED} * 20, $checks * 20,
       md5('files' || learner || exercise || try), 35000 + mod(learner * try, 9000),
       '[{"phase":"fetch","durationMs":400},{"phase":"cluster","durationMs":21000},{"phase":"grade","durationMs":14000}]'::jsonb,
       ${SUBMITTED}, ${FINISHED}
     from ${EACH}`,
  `insert into check_results
     select ${KEY}, 'check-' || check_number, $course, ${EXERCISE},
       case when check_number <= ${PASSED} then 'pass' else 'fail' end,
       case when check_number > ${PASSED} then 'reason-' || check_number || '-' || mod(learner, 4) / 2 end
     from ${EACH}, generate_series(1, $checks) check_number`,
  `insert into grades (course_id, github_id, exercise, earned, possible, raw_earned, late_seconds, state, submission_id,
       run_id, attempts, first_passed_at, computed_at, released)
     select $course, learner, ${EXERCISE}, best.passed * 20, $checks * 20, best.passed * 20, 0,
       case when best.passed >= $checks then 'passed' else 'failed' end, best.key, best.key, $runs,
       case when best.passed >= $checks then best.submitted end, now(), true
     from generate_series(1, $learners) learner, generate_series(1, $exercises) exercise, lateral (
       select ${PASSED} as passed, ${KEY} as key, ${SUBMITTED} as submitted
       from generate_series(1, $runs) try order by passed desc, try limit 1) best`,
];
