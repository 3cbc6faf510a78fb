import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasBrowser } from '../../support/browser.ts';
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
});

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
