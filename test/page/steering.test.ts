import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasBrowser } from '../support/browser.ts';
import { askAsOperator } from '../support/running-api.ts';
import { startPage, type Visit } from './start-page.ts';

let site: Awaited<ReturnType<typeof startPage>>;
let visit: Visit;

const inCourse = (path: string) => `/courses/${site.course.slug}${path}`;

describe.skipIf(!(await hasBrowser()))('steering a course', () => {
  beforeAll(async () => {
    site = await startPage();
  });

  afterAll(() => site.stop());

  beforeEach(async () => {
    visit = await site.visit();
  });

  afterEach(() => visit.leave());

  it('gives learners the signed receipt of their result and says how to check it', async () => {
    await visit.signIn(`submissions/${site.course.failed}`, site.course.learnerToken);
    const waiting = visit.page.waitForEvent('download');
    await visit.page.getByRole('button', { name: 'Download the signed receipt' }).click();
    const file = await waiting;
    expect(file.suggestedFilename()).toBe('receipt-02-deployment-rollout-3f2a91c.jws');
    expect((await readFile(await file.path(), 'utf8')).split('.')).toHaveLength(3);

    await visit.page
      .getByText(`saiten receipt verify ${file.suggestedFilename()} --keys jwks.json`)
      .waitFor();

    await visit.expectAccessible();
    await visit.picture('receipt');
  });

  it('hands learners the keys that their receipt is checked with', async () => {
    await visit.signIn(`submissions/${site.course.failed}`, site.course.learnerToken);
    const waiting = visit.page.waitForEvent('download');
    await visit.page.getByRole('link', { name: '/.well-known/jwks.json' }).click();
    const keys = await (await waiting).path();
    expect(JSON.parse(await readFile(keys, 'utf8'))).toMatchObject({ keys: [{ kty: 'OKP' }] });
  });

  it('changes which attempt counts, and says what learners will see', async () => {
    await visit.signIn('assignments');
    await visit.page.getByRole('button', { name: 'Change which attempt counts' }).click();
    const dialog = visit.page.getByRole('dialog');
    await dialog.getByLabel('Which attempt counts').selectOption('latest');
    await dialog.getByText('the grade of their latest attempt, even if').waitFor();
    await visit.picture('policy-dialog');
    await visit.expectAccessible();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await visit.page.locator('dd', { hasText: 'The latest attempt' }).waitFor();
  });

  it('holds the results of one exercise, and those of the course', async () => {
    await visit.signIn('assignments');
    await visit.page.getByRole('button', { name: 'Hold or release one exercise' }).click();
    const dialog = visit.page.getByRole('dialog');
    await dialog.getByLabel('Results').selectOption('held');
    await dialog.getByText('without points or findings').waitFor();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await visit.page.getByRole('cell', { name: 'Held back' }).waitFor();
    await visit.page.getByRole('button', { name: 'Hold or release results' }).click();
    await dialog.getByLabel('Results').selectOption('held');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await visit.page.locator('dd', { hasText: 'Held back' }).waitFor();
    const stored = await askAsOperator(site.api, 'GET', inCourse('/results'));
    expect(stored.json()).toMatchObject({ results: 'held', exercises: [{ results: 'held' }] });
  });

  it('tells the learner of a held result that it exists', async () => {
    await visit.signIn(`submissions/${site.course.failed}`, site.course.learnerToken);
    await visit.page.getByText('The result is not released yet').waitFor();
    await visit.expectAccessible();
  });

  it('takes one person into the roster with a role', async () => {
    await visit.signIn('roster');
    await visit.page.getByRole('button', { name: 'Add a person' }).click();
    const dialog = visit.page.getByRole('dialog');
    await dialog.getByLabel('GitHub id').fill('2001');
    await dialog.getByLabel('GitHub login').fill('kenji');
    await dialog.getByLabel('Role').selectOption('assistant');
    await visit.expectAccessible();
    await dialog.getByRole('button', { name: 'Add a person' }).click();
    const row = visit.page.getByRole('row').filter({ hasText: 'kenji' });
    await row.getByRole('cell', { name: 'Assistant' }).waitFor();
  });

  it('says why a check is under review and ends the review', async () => {
    const payload = {
      exercise: '02-deployment-rollout',
      checkId: 'replicas',
      reason: 'It wavers on slow nodes',
    };

    await askAsOperator(site.api, 'POST', inCourse('/quarantines'), { payload });
    await visit.signIn('statistics/02-deployment-rollout');
    await visit.page.getByText('It wavers on slow nodes').waitFor();
    await visit.expectAccessible();
    await visit.page.getByRole('button', { name: 'End the review replicas' }).click();
    const dialog = visit.page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('Mended');
    await dialog.getByRole('button', { name: 'End the review' }).click();
    await visit.page.getByText('It wavers on slow nodes').waitFor({ state: 'detached' });
    const stored = await askAsOperator(site.api, 'GET', inCourse('/quarantines'));
    expect(stored.json()).toMatchObject({ items: [{ lift: { reason: 'Mended', sparesEarlier: true } }] });
  });

  it('publishes only the results of a regrade that are better', async () => {
    await visit.signIn(`regrades/new?submission=${site.course.failed}`);
    await visit.page.getByLabel('Reason').fill('The check was too strict');
    await visit.page.getByRole('button', { name: 'Compute the preview' }).click();
    await visit.page.getByText('Nobody so far; the rest is being graded.').waitFor();
    await site.course.gradeAgain();
    await visit.page.getByRole('button', { name: 'Publish' }).click();
    const dialog = visit.page.getByRole('dialog');
    await dialog.getByLabel('Only results that are better than before').check();
    const sent = visit.page.waitForRequest((request) => request.url().endsWith('/publish'));
    await dialog.getByRole('button', { name: 'Publish' }).click();
    expect((await sent).postDataJSON()).toEqual({ onlyBetter: true });
    await visit.page.locator('.figures .status', { hasText: 'Published' }).waitFor();
  });

  it.each(['assignments', 'roster', '01JD4Q6Z8V00000000000000S1'])(
    'fits a telephone in Japanese: %s',
    async (path) => {
      await visit.leave();
      visit = await site.visit({ width: 360, language: 'ja' });
      await visit.signIn(path.startsWith('01') ? `submissions/${path}` : path);
      await expect.poll(() => visit.page.locator('.loading').count(), { timeout: 30_000 }).toBe(0);
      await visit.expectAccessible();
      await visit.picture(`steering-${path}`);
    },
  );
});
