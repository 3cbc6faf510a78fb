import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasBrowser } from '../support/browser.ts';
import { askAsOperator } from '../support/running-api.ts';
import { startPage, type Visit } from './start-page.ts';

let site: Awaited<ReturnType<typeof startPage>>;
let visit: Visit;

describe.skipIf(!(await hasBrowser()))('what came of a submission', () => {
  beforeAll(async () => {
    site = await startPage();
    await openSubmission();
  });

  afterAll(() => site.stop());

  beforeEach(async () => {
    visit = await site.visit();
  });

  afterEach(() => visit.leave());

  it.each([
    ['hanako', '✕', 'Failed', 'tone-fail'],
    ['taro', '○', 'Passed', 'tone-pass'],
    ['maria', '!', 'Not graded', 'tone-warn'],
  ])('is told apart in lists for %s', async (login, sign, word, tone) => {
    await visit.signIn('submissions');
    const row = visit.page.getByRole('row').filter({ hasText: login }).first();
    await row.waitFor();
    const status = row.locator('.status');
    expect(await status.textContent()).toBe(sign + word);
    expect(await status.getAttribute('class')).toContain(tone);
    await visit.picture('verdicts');
  });

  it('says what a check costs that was not tried, and what brings its points back', async () => {
    await visit.signIn(`submissions/${site.course.failed}`);
    const blocked = visit.page.locator('.check').filter({ hasText: 'Blocked' });
    await blocked.getByText('can earn its 40 points; until then it gives none').waitFor();
    await visit.picture('blocked');
  });

  it('shows checks beside the submitted file, with the line that they are about', async () => {
    await keepManifests();
    await visit.leave();
    visit = await site.visit({ width: 1180, language: 'ja' });
    await visit.signIn(`submissions/${site.course.failed}`);
    await visit.page.locator('li.marked', { hasText: 'replicas: 2' }).waitFor();
    await visit.expectAccessible();
    await visit.picture('submission-page');
  });

  it('leads to the pull request', async () => {
    await openPullRequest();
    await visit.signIn(`submissions/${site.course.failed}`);
    const link = visit.page.getByRole('link', { name: 'Pull request #' });
    expect(await link.getAttribute('href')).toMatch(/^https:\/\/github\.com\/school\/hanako\/pull\/[0-9]+$/);
  });

  it('shows what graders put in backquotes as code', async () => {
    await visit.signIn(`submissions/${site.course.failed}`);
    const hint = visit.page.locator('.finding .hint');
    await hint.waitFor();

    expect(await hint.locator('code').allTextContents()).toEqual([
      'spec.replicas',
      'kubectl get deployment web',
    ]);

    expect(await hint.textContent()).not.toContain('`');
    await visit.expectAccessible();
  });

  it('gives the points of a check under review, not of what it blocked, and says why', async () => {
    await placeUnderReview();
    await visit.signIn(`submissions/${site.course.failed}`);
    const check = visit.page.locator('.check').filter({ hasText: 'under review: takes no points' });
    await check.getByText('40 of 40 points', { exact: true }).waitFor();

    await visit.page
      .locator('.check')
      .filter({ hasText: 'Blocked' })
      .getByText('0 of 40 points', { exact: true })
      .waitFor();

    await visit.page.getByText('until then it gives none').waitFor();
    await visit.expectAccessible();
    await visit.picture('under-review');
  });
});

/** Puts the check that Hanako failed under review. */
async function placeUnderReview() {
  const payload = {
    exercise: '02-deployment-rollout',
    checkId: 'replicas',
    reason: 'It wavers on slow nodes',
  };

  const answer = await askAsOperator(site.api, 'POST', `/courses/${site.course.slug}/quarantines`, {
    payload,
  });

  expect(answer.statusCode).toBe(201);
}

/** Lets Saiten know in which repository Hanako's pull request is. */
async function openPullRequest() {
  const { submissions, pullRequests } = site.api.store;
  const failed = await submissions.get(site.course.failed);
  if (failed === undefined) throw new Error('the course has no submission that failed');
  const { repositoryId, pullNumber, headSha, authorId, authorLogin } = failed;

  await pullRequests.save({
    ...{ repositoryId, number: pullNumber, headSha, authorId, authorLogin },
    ...{ owner: 'school', name: 'hanako', state: 'open', draft: false, updatedAt: new Date() },
  });
}

/** One that we could not grade. */
async function openSubmission() {
  const { submissions } = site.api.store;
  const id = '01JD4Q6Z8V00000000000000S8';

  await submissions.open({
    id,
    courseId: site.course.courseId,
    identity: { repositoryId: 7, pullNumber: 9, headSha: '77aa', exercise: '01-pod-basics', attempt: 1 },
    ...{ authorId: 1003, authorLogin: 'maria', folder: '01-pod-basics' },
  });

  await submissions.close(id, 'not-graded');
}

/** The files of the submission that failed; the finding of its check points at `replicas`. */
async function keepManifests() {
  const { runs, evidence } = site.api.store;
  const [run] = await runs.forSubmission(site.course.failed);

  await evidence.keep({ runId: run?.runId ?? '', fencing: 1 }, [
    {
      kind: 'manifests',
      items: Object.entries(MANIFESTS).map(([path, text]) => ({
        ...{ path, text, bytes: text.length },
        sha256: createHash('sha256').update(text).digest('hex'),
      })),
      isComplete: true,
    },
  ]);
}

const MANIFESTS = {
  'deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: { app: web }
spec:
  replicas: 2
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: web
          image: registry.k8s.io/e2e-test-images/agnhost:2.53
          ports:
            - containerPort: 8080
`,
  'service.yaml': `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: { app: web }
  ports:
    - port: 80
      targetPort: 8080
`,
};
