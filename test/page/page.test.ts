import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasBrowser } from '../support/browser.ts';
import { startPage, type Visit } from './start-page.ts';

let site: Awaited<ReturnType<typeof startPage>>;
let visit: Visit;

describe.skipIf(!(await hasBrowser()))('the page, in a real browser on the real API', () => {
  beforeAll(async () => {
    site = await startPage();
  });

  afterAll(() => site.stop());

  beforeEach(async () => {
    visit = await site.visit();
  });

  afterEach(() => visit.leave());

  it('says what a wrong token means and what to do', async () => {
    await visit.page.goto(site.address);
    await visit.page.getByLabel('Token').fill('no-token-of-ours');
    await visit.page.getByRole('button', { name: 'Use this token' }).click();
    const alert = visit.page.getByRole('alert');
    expect(await alert.textContent()).toContain('You are not signed in.');
    await visit.expectAccessible();
  });

  it('lets staff in by token, keeps the token in the tab alone, and forgets it', async () => {
    await visit.signIn();
    await visit.page.getByRole('heading', { name: 'Courses' }).waitFor();
    await visit.page.getByRole('link', { name: 'Kubernetes from the ground up' }).click();
    await visit.page.getByRole('heading', { name: 'Kubernetes from the ground up' }).waitFor();

    expect(
      await visit.page.evaluate('[sessionStorage.length, localStorage.getItem("saiten-token")]'),
    ).toEqual([1, null]);

    await visit.page.getByRole('button', { name: 'Sign out' }).click();
    await visit.page.getByLabel('Token').waitFor();
    expect(await visit.page.evaluate('sessionStorage.length')).toBe(0);
  });

  it('finds a learner and opens the grade with the keyboard alone', async () => {
    await visit.signIn('gradebook');
    await visit.page.getByRole('searchbox', { name: 'Find a learner' }).fill('花子');
    await visit.page.getByText('1 of').waitFor();
    expect(await visit.page.getByRole('rowheader').allTextContents()).toEqual(['田中 花子']);
    await visit.page.getByRole('columnheader', { name: 'Learner' }).focus();
    for (const key of ['ArrowDown', 'End']) await visit.page.keyboard.press(key);
    expect(await visit.page.locator(':focus').getAttribute('aria-label')).toContain('20 of 100 points');
    await visit.page.keyboard.press('Enter');
    await visit.page.getByRole('heading', { name: '田中 花子 · 02-deployment-rollout' }).waitFor();
  });

  it('shows the failing check beside what was expected and found', async () => {
    await visit.signIn(`submissions/${site.course.failed}`);
    await visit.page.getByRole('heading', { name: 'Roll out without losing a request' }).waitFor();
    const check = visit.page.locator('details.check');
    const text = await check.textContent();
    expect(text).toContain('The Deployment web does not run the expected number of Pods.');
    expect(text).toContain('3 ready Pods');
    expect(text).toContain('deployment.yaml:7');
    await visit.page.getByRole('button', { name: '日本語' }).click();
    expect(await check.textContent()).toContain('Deployment web の Pod の数が期待と違います。');
  });

  it('grades again with a preview, publishes it and takes it back', async () => {
    await visit.signIn(`regrades/new?submission=${site.course.failed}`);
    await visit.page.getByLabel('Reason').fill('The check was too strict');
    await visit.page.getByRole('button', { name: 'Compute the preview' }).click();
    await visit.page.getByText('Nobody so far; the rest is being graded.').waitFor();
    await site.course.gradeAgain();
    await visit.page.getByRole('cell', { name: '+' }).first().waitFor();
    await visit.picture('regrade-preview');
    await visit.page.getByRole('button', { name: 'Publish' }).click();
    await visit.page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
    await visit.page.locator('.figures .status', { hasText: 'Published' }).waitFor();
    await visit.page.getByRole('button', { name: 'Undo' }).click();
    await visit.page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click();
    await visit.page.locator('.figures .status', { hasText: 'Undone' }).waitFor();
  });

  it('sets points by hand with a reason, and the gradebook follows', async () => {
    await visit.signIn('learners/1001/02-deployment-rollout');
    await visit.page.getByRole('button', { name: 'Set points' }).click();
    const dialog = visit.page.getByRole('dialog');
    await dialog.getByLabel('Points').fill('55');
    await dialog.getByLabel('Reason').fill('The cluster was slow');
    await visit.picture('override');
    await dialog.getByRole('button', { name: 'Set points' }).click();
    await visit.page.getByText('The points are set.').waitFor();
    await visit.page.getByText('The cluster was slow').waitFor();
    await visit.go('gradebook');
    await visit.page.getByRole('gridcell', { name: /55 of 100 points.*set by hand/ }).waitFor();
  });

  it('shows learners their own results and nothing else', async () => {
    await visit.signIn(undefined, site.course.learnerToken);
    await visit.page.goto(`${site.address}/#/courses/${site.course.slug}`);
    await visit.page.getByRole('heading', { name: 'My results' }).waitFor();
    await visit.page.getByRole('rowheader', { name: '02-deployment-rollout' }).waitFor();

    expect(await visit.page.getByRole('navigation').getByRole('link').allTextContents()).toEqual([
      'My results',
      'Tokens',
    ]);

    await visit.expectAccessible();
    await visit.picture('mine');
    await visit.go('gradebook');
    await visit.page.getByText('This does not exist, or not for you.').waitFor();
  });

  it('previews a roster before it takes it over', async () => {
    await visit.signIn('roster');
    await visit.page.getByRole('button', { name: 'Import CSV' }).click();
    await visit.page.getByLabel('Or its text').fill('github_id,login\n1004,yuki\nnobody,x\n');
    await visit.page.getByRole('button', { name: 'Show what would change' }).click();
    await visit.page.getByText('The file cannot be imported like this.').waitFor();
    expect(await visit.page.getByRole('button', { name: 'Import', exact: true }).isDisabled()).toBe(true);
    await visit.page.getByLabel('Or its text').fill('github_id,login\n1004,yuki\n');
    await visit.page.getByRole('button', { name: 'Show what would change' }).click();
    await visit.picture('roster-preview');
    await visit.page.getByRole('button', { name: 'Import', exact: true }).click();
    await visit.page.getByRole('link', { name: 'yuki' }).waitFor();
  });

  it('exports the gradebook with the rights of the reader', async () => {
    await visit.signIn('gradebook');
    const waiting = visit.page.waitForEvent('download');
    await visit.page.getByRole('button', { name: 'Export' }).click();
    const file = await waiting;
    expect(file.suggestedFilename()).toBe('kubernetes-2026-gradebook.csv');
  });

  it('shows a token once and revokes it', async () => {
    await visit.signIn('tokens');
    await visit.page.getByRole('button', { name: 'Make a token' }).click();
    await visit.page.getByRole('dialog').getByLabel('Name').fill('export');
    await visit.page.getByRole('dialog').getByRole('button', { name: 'Make a token' }).click();
    const secret = await visit.page.locator('code.secret').textContent();
    expect(secret).toMatch(/^saiten_/);
    await visit.page.getByRole('button', { name: 'I have stored it' }).click();
    await visit.page.getByRole('button', { name: 'Revoke export' }).click();
    await visit.page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await visit.page.getByRole('cell', { name: 'export' }).waitFor({ state: 'detached' });
  });

  describe.each([
    { width: 1280, language: 'ja', theme: 'light' },
    { width: 1280, language: 'en', theme: 'dark' },
    { width: 360, language: 'ja', theme: 'dark' },
  ] as const)('at $width px, in $language, $theme', (look) => {
    it.each([
      ['overview', 'overview'],
      ['gradebook', 'gradebook'],
      ['submissions', 'submissions'],
      ['submission', 'submissions/01JD4Q6Z8V00000000000000S1'],
      ['statistics', 'statistics'],
      ['exercise', 'statistics/02-deployment-rollout'],
      ['learner', 'learners/1001'],
      ['grade', 'learners/1001/02-deployment-rollout'],
      ['assignments', 'assignments'],
      ['regrades', 'regrades'],
      ['new-regrade', 'regrades/new'],
      ['roster', 'roster'],
      ['pool', 'pool'],
      ['audit', 'audit'],
      ['tokens', 'tokens'],
    ])('%s is accessible and fits', async (name, path) => {
      await visit.leave();
      visit = await site.visit(look);
      await visit.signIn(path);
      await expect.poll(() => visit.page.locator('.loading').count(), { timeout: 30_000 }).toBe(0);
      await visit.picture(name);
      await visit.expectAccessible();
    });
  });
});
