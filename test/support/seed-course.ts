import { createHash } from 'node:crypto';
import type { startApi } from './running-api.ts';
import { OPERATOR } from './running-api.ts';
import { buildCheck, buildFinding, buildReport } from './builders/grading-report.ts';

type Api = Awaited<ReturnType<typeof startApi>>;

/** The course that the pages show: three people, two exercises, one of them failed by Hanako. */
export async function seedCourse({ app, store }: Api) {
  const send = async (method: 'POST' | 'PUT', url: string, payload: object | string, type?: string) => {
    const answer = await app.inject({
      method,
      url: `/api/v1${url}`,
      headers: {
        authorization: `Bearer ${OPERATOR}`,
        ...(type === undefined ? {} : { 'content-type': type }),
      },
      payload,
    });

    if (answer.statusCode >= 300) throw new Error(`${method} ${url}: ${answer.statusCode} ${answer.body}`);
    return answer;
  };

  const made = await send('POST', '/courses', {
    slug: 'kubernetes-2026',
    title: { en: 'Kubernetes from the ground up', ja: 'はじめての Kubernetes' },
    term: '2026',
  });

  const { courseId } = made.json<{ courseId: string }>();
  await send('POST', '/courses/kubernetes-2026/roster', ROSTER, 'text/csv');

  const failed = '01JD4Q6Z8V00000000000000S1';

  await grade(failed, 1001, 'hanako', '02-deployment-rollout', 'R1', [
    buildCheck({ id: 'exists', title: { en: 'The Deployment exists', ja: 'Deployment がある' } }),
    buildCheck({ status: 'fail', points: 40, findings: [buildFinding()] }),
    buildCheck({
      id: 'rollout',
      title: {
        en: 'No request is lost while it rolls out',
        ja: 'ロールアウト中にリクエストが失われない',
      },
      status: 'blocked',
      blockedBy: 'replicas',
      points: 40,
    }),
  ]);

  await grade('01JD4Q6Z8V00000000000000S2', 1002, 'taro', '02-deployment-rollout', 'R2', [buildCheck()]);
  await grade('01JD4Q6Z8V00000000000000S3', 1002, 'taro', '01-pod-basics', 'R3', [buildCheck()]);
  const learnerToken = 'saiten_of-hanako-for-the-page';

  await store.apiTokens.create({
    tokenId: '01JD4Q6Z8V00000000000000T1',
    hash: createHash('sha256').update(learnerToken).digest(),
    name: 'page',
    githubId: 1001,
    role: 'learner',
    createdBy: 'operator',
  });

  return { slug: 'kubernetes-2026', courseId, failed, learnerToken, gradeAgain };

  /** Does what a worker would: everything that waits for the newest regrade passes. */
  async function gradeAgain() {
    const [regrade] = await store.regrades.list(courseId, { limit: 1 });
    const items = await store.regrades.items(regrade?.regradeId ?? '', { limit: 10 });
    for (const { newSubmissionId, exercise } of items)
      await finish(newSubmissionId, exercise, 'R9', [buildCheck({ points: 100 })]);
  }

  async function grade(
    id: string,
    authorId: number,
    authorLogin: string,
    exercise: string,
    run: string,
    checks: ReturnType<typeof buildCheck>[],
  ) {
    await store.submissions.open({
      id,
      courseId,
      identity: {
        repositoryId: 7,
        pullNumber: authorId,
        headSha: `3f2a91c${run.slice(1)}`.padEnd(40, '0'),
        exercise,
        attempt: 1,
      },
      authorId,
      authorLogin,
      exerciseTitle: TITLES[exercise] ?? { en: exercise, ja: exercise },
      folder: exercise,
    });

    await finish(id, exercise, run, checks);
  }

  async function finish(id: string, exercise: string, run: string, checks: ReturnType<typeof buildCheck>[]) {
    const runId = `01JD4Q6Z8V00000000000000${run}`;
    const startedAt = new Date();
    const started = await store.runs.start({ runId, submissionId: id, workerId: 'worker-1', startedAt });

    await store.runs.finish({
      runId,
      fencing: started?.fencing ?? 0,
      state: 'graded',
      report: buildReport({
        runId,
        exercise: { slug: exercise, title: TITLES[exercise] ?? { en: exercise, ja: exercise } },
        checks,
        startedAt: startedAt.toISOString(),
        finishedAt: new Date().toISOString(),
      }),
    });
  }
}

const TITLES: Record<string, { en: string; ja: string }> = {
  '01-pod-basics': { en: 'Your first Pod', ja: 'はじめての Pod' },
  '02-deployment-rollout': {
    en: 'Roll out without losing a request',
    ja: '無停止ロールアウトとロールバック',
  },
};

const ROSTER = `github_id,login,name,role
1000,sensei,先生 一郎,instructor
1001,hanako,田中 花子,learner
1002,taro,佐藤 太郎,learner
1003,maria,Maria Silva,learner
`;
