import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSignIn } from '../../services/github/app/sign-in.ts';
import { startGitHubServer } from '../github-server/start-github-server.ts';
import { hasBrowser } from '../support/browser.ts';
import { askAsOperator } from '../support/running-api.ts';
import { startPage, type Visit } from './start-page.ts';

const EXERCISE = '02-deployment-rollout';

let github: Awaited<ReturnType<typeof startGitHubServer>>;
let site: Awaited<ReturnType<typeof startPage>>;
let visit: Visit;

const inCourse = (path: string) => `/courses/${site.course.slug}${path}`;

describe.skipIf(!(await hasBrowser()))('deadlines, extensions, evidence and signing in', () => {
  beforeAll(async () => {
    github = await startGitHubServer();

    site = await startPage({
      signIn: createSignIn({
        apiUrl: github.url,
        clientId: github.app.clientId,
        clientSecret: github.app.clientSecret,
      }),
    });
  });

  afterAll(async () => {
    await site.stop();
    await github.close();
  });

  beforeEach(async () => {
    visit = await site.visit();
  });

  afterEach(() => visit.leave());

  it('sets a deadline in the time zone of the course, with what late work loses', async () => {
    await visit.signIn('assignments');
    await visit.page.getByRole('button', { name: 'Change 01-objects' }).click();
    const dialog = visit.page.getByRole('dialog');
    await dialog.getByLabel('Due').fill('2026-12-01T23:59');
    await dialog.getByLabel('Late work').selectOption('per-day');
    await dialog.getByLabel('Attempts at most').fill('5');
    await visit.expectAccessible();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    const { timeZone } = (await askAsOperator(site.api, 'GET', inCourse(''))).json<{ timeZone: string }>();
    expect(timeZone).toBe('Asia/Tokyo');
    const stored = await askAsOperator(site.api, 'GET', inCourse('/assignments/01-objects'));

    expect(stored.json()).toMatchObject({
      dueAt: '2026-12-01T14:59:00.000Z',
      latePolicy: { kind: 'per-day', percent: 10 },
      attemptLimit: 5,
    });
  });

  it('grants an extension, and shows it to the learner', async () => {
    await visit.signIn(`learners/1001/${EXERCISE}`);
    await visit.page.getByRole('button', { name: 'Grant an extension' }).click();
    const dialog = visit.page.getByRole('dialog');
    await dialog.getByLabel('New due date').fill('2026-12-08T12:00');
    await dialog.getByLabel('Extra attempts').fill('2');
    await dialog.getByLabel('Reason').fill('was ill');
    await visit.expectAccessible();
    await dialog.getByRole('button', { name: 'Grant', exact: true }).click();
    await visit.page.getByText('The extension is granted.').waitFor();
    await visit.page.getByText('was ill').waitFor();
    const stored = await askAsOperator(site.api, 'GET', inCourse('/extensions'));

    expect(stored.json()).toMatchObject({
      items: [{ githubId: 1001, dueAt: '2026-12-08T03:00:00.000Z', extraAttempts: 2, reason: 'was ill' }],
    });
  });

  it('sets points once where the answer is lost and somebody clicks again', async () => {
    await visit.signIn(`learners/1001/${EXERCISE}`);
    await visit.page.getByRole('button', { name: 'Set points' }).click();
    const dialog = visit.page.getByRole('dialog');
    await dialog.getByLabel('Points').fill('70');
    await dialog.getByLabel('Reason').fill('saw it by hand');

    await visit.page.route(
      '**/overrides',
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );

    await dialog.getByRole('button', { name: 'Set points' }).click();
    await dialog.getByText('Saiten does not answer.').waitFor();
    await dialog.getByRole('button', { name: 'Set points' }).click();
    await dialog.waitFor({ state: 'detached' });
    const stored = await askAsOperator(site.api, 'GET', inCourse(`/grades/1001/${EXERCISE}/overrides`));
    expect(stored.json()).toMatchObject({ items: [{ points: 70, reason: 'saw it by hand' }] });
  });

  it('shows the files with the line that a finding points at, and the evidence of the run', async () => {
    const { store } = site.api;
    const [run] = await store.runs.forSubmission(site.course.failed);
    const finding = run?.report?.checks.flatMap(({ findings }) => findings)[0];
    const { file, line } = finding?.position ?? { file: '', line: 0 };
    const text = Array.from({ length: line }, (_, index) => `line: ${index + 1}`).join('\n');

    await store.evidence.keep({ runId: run?.runId ?? '', fencing: 1 }, [
      { kind: 'manifests', items: [{ path: file, text }], isComplete: true },
      { kind: 'events', items: [{ reason: 'BackOff' }], isComplete: true },
      { kind: 'logs', items: [{ pod: 'web', container: 'app', text: 'listening' }], isComplete: true },
    ]);

    await visit.signIn(`submissions/${site.course.failed}`);
    const marked = visit.page.locator('li.marked');
    await marked.waitFor();
    expect(await marked.textContent()).toContain(`${line}line: ${line}`);

    for (const [kind, words] of [
      ['Events', 'BackOff'],
      ['Logs', 'listening'],
    ] as const) {
      await visit.page.getByRole('button', { name: kind, exact: true }).click();
      await visit.page.locator('pre.output', { hasText: words }).waitFor();
    }

    await visit.expectAccessible();
  });

  it('shows a result when it comes, without being asked again', async () => {
    const id = '01JD4Q6Z8V00000000000000S8';
    const { store } = site.api;

    await store.submissions.open({
      id,
      courseId: site.course.courseId,
      identity: { repositoryId: 7, pullNumber: 8, headSha: 'b'.repeat(40), exercise: EXERCISE, attempt: 1 },
      authorId: 1001,
      authorLogin: 'hanako',
      folder: EXERCISE,
    });

    await visit.signIn(`submissions/${id}`);
    await visit.page.getByText('Live', { exact: true }).waitFor();

    await store.runs.start({
      runId: '01JD4Q6Z8V00000000000000R8',
      submissionId: id,
      workerId: 'worker-8',
      startedAt: new Date(),
    });

    await visit.page.getByText('worker-8').waitFor();
  });

  it('lets somebody in with GitHub, to the place where they were going, and out again', async () => {
    github.addUser('hanako');
    await visit.page.goto(`${site.address}/#/courses/${site.course.slug}/mine`);
    await visit.page.getByRole('link', { name: 'Continue with GitHub' }).click();
    await visit.page.getByRole('link', { name: 'hanako' }).click();
    await visit.page.locator('.bar .end .who', { hasText: 'hanako' }).waitFor();
    expect(new URL(visit.page.url()).hash).toBe(`#/courses/${site.course.slug}/mine`);

    expect((await visit.page.context().cookies()).map(({ name, httpOnly }) => [name, httpOnly])).toEqual([
      ['saiten-session', true],
    ]);

    await visit.page.getByRole('button', { name: 'Sign out' }).click();
    await visit.page.getByRole('link', { name: 'Continue with GitHub' }).waitFor();
    expect(await visit.page.context().cookies()).toEqual([]);
  });
});
