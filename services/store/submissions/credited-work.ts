import { sql } from 'kysely';
import type { Database } from '../database/tables.ts';

/** Work of an exercise that counts for somebody, in one folder of a repository. */
export interface CreditedWork {
  /** The author, or everybody of the team. */
  learners: number[];
  pullNumber: number;
  headSha: string;
  /** Whether it lies in the branch that others start from. */
  isMerged: boolean;
}

/** Where work lies. */
export interface WorkPlace {
  repositoryId: number;
  exercise: string;
  folder: string;
}

/** What was handed in at a place and not cancelled, newest first; what counts for nobody is left out. */
export async function creditedWork(
  db: Database,
  { repositoryId, exercise, folder }: WorkPlace,
): Promise<CreditedWork[]> {
  const { rows } = await sql<CreditedWork>`
    select case when team is null then json_build_array(submissions.author_id)
        else (select coalesce(json_agg(github_id), '[]') from submission_members where submission_id = id) end as learners,
      pull_number as "pullNumber", submissions.head_sha as "headSha",
      pull_number = 0 or coalesce(pull_requests.merged, false) as "isMerged"
    from submissions left join pull_requests
      on pull_requests.repository_id = submissions.repository_id and pull_requests.number = pull_number
    where submissions.repository_id = ${repositoryId} and exercise = ${exercise} and folder = ${folder}
      and counts and uncredited is null and submissions.state <> 'cancelled'
    order by created_at desc, id desc`.execute(db);

  return rows;
}
