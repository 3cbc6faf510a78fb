import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import { execa } from 'execa';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startBrowser, hasBrowser } from '../../support/browser.ts';
import { startDatabaseServer, type DatabaseServer } from '../../support/database.ts';
import { OPERATOR, startApi } from '../../support/running-api.ts';
import { seedCourse } from './seed-course.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** Looked at by people; git does not keep them. */
const pictures = join(root, 'artefacts', 'page');

let database: DatabaseServer;
let api: Awaited<ReturnType<typeof startApi>>;
let course: Awaited<ReturnType<typeof seedCourse>>;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let address: string;
let errors: string[];

describe.skipIf(!(await hasBrowser()))('the page, in a real browser on the real API', () => {
  beforeAll(async () => {
    await execa('node', ['web/build.js'], { cwd: root });
    await mkdir(pictures, { recursive: true });
    database = await startDatabaseServer();
    api = await startApi(await database.fresh(), { page: join(root, 'web', 'dist') });
    address = await api.app.listen({ host: '127.0.0.1', port: 0 });
    course = await seedCourse(api);
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await api.close();
    await database.stop();
  });

  beforeEach(() => open({ width: 1280, language: 'en', theme: 'light' }));
  afterEach(async () => {
    await context.close();
    expect(errors).toEqual([]);
  });

  it('says what a wrong token means and what to do', async () => {
    await page.goto(address);
    await page.getByLabel('Token').fill('no-token-of-ours');
    await page.getByRole('button', { name: 'Use this token' }).click();
    const alert = page.getByRole('alert');
    expect(await alert.textContent()).toContain('You are not signed in.');
    await expectAccessible('sign-in');
  });

  it('lets staff in by token, keeps the token in the tab alone, and forgets it', async () => {
    await signIn();
    await page.getByRole('heading', { name: 'Courses' }).waitFor();
    await page.getByRole('link', { name: 'Kubernetes from the ground up' }).click();
    await page.getByRole('heading', { name: 'Kubernetes from the ground up' }).waitFor();
    expect(await page.evaluate('[sessionStorage.length, localStorage.getItem("saiten-token")]')).toEqual([
      1,
      null,
    ]);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Token').waitFor();
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
  });

  it('finds a learner and opens the grade with the keyboard alone', async () => {
    await signIn('gradebook');
    await page.getByRole('searchbox', { name: 'Find a learner' }).fill('花子');
    await page.getByText('1 of').waitFor();
    expect(await page.getByRole('rowheader').allTextContents()).toEqual(['田中 花子']);
    await page.getByRole('columnheader', { name: 'Learner' }).focus();
    for (const key of ['ArrowDown', 'End']) await page.keyboard.press(key);
    expect(await page.locator(':focus').getAttribute('aria-label')).toContain('20 of 100 points');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '田中 花子 · 02-deployment-rollout' }).waitFor();
  });

  it('shows the failing check beside what was expected and found', async () => {
    await signIn(`submissions/${course.failed}`);
    await page.getByRole('heading', { name: 'Roll out without losing a request' }).waitFor();
    const check = page.locator('details.check');
    const text = await check.textContent();
    expect(text).toContain('The Deployment web does not run the expected number of Pods.');
    expect(text).toContain('3 ready Pods');
    expect(text).toContain('deployment.yaml:7');
    await page.getByRole('button', { name: '日本語' }).click();
    expect(await check.textContent()).toContain('Deployment web の Pod の数が期待と違います。');
  });

  it('grades again with a preview, publishes it and takes it back', async () => {
    await signIn(`regrades/new?submission=${course.failed}`);
    await page.getByLabel('Reason').fill('The check was too strict');
    await page.getByRole('button', { name: 'Compute the preview' }).click();
    await page.getByText('Nobody so far; the rest is being graded.').waitFor();
    await course.gradeAgain();
    await page.getByRole('cell', { name: '+' }).first().waitFor();
    await picture('regrade-preview');
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
    await page.locator('.figures .status', { hasText: 'Published' }).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click();
    await page.locator('.figures .status', { hasText: 'Undone' }).waitFor();
  });

  it('sets points by hand with a reason, and the gradebook follows', async () => {
    await signIn('learners/1001/02-deployment-rollout');
    await page.getByRole('button', { name: 'Set points' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Points').fill('55');
    await dialog.getByLabel('Reason').fill('The cluster was slow');
    await picture('override');
    await dialog.getByRole('button', { name: 'Set points' }).click();
    await page.getByText('The points are set.').waitFor();
    await page.getByText('The cluster was slow').waitFor();
    await go('gradebook');
    await page.getByRole('gridcell', { name: /55 of 100 points.*set by hand/ }).waitFor();
  });

  it('shows learners their own results and nothing else', async () => {
    await signIn(undefined, course.learnerToken);
    await page.goto(`${address}/#/courses/${course.slug}`);
    await page.getByRole('heading', { name: 'My results' }).waitFor();
    await page.getByRole('rowheader', { name: '02-deployment-rollout' }).waitFor();
    expect(await page.getByRole('navigation').getByRole('link').allTextContents()).toEqual([
      'My results',
      'Tokens',
    ]);
    await expectAccessible('mine');
    await picture('mine');
    await go('gradebook');
    await page.getByText('This does not exist, or not for you.').waitFor();
  });

  it('previews a roster before it takes it over', async () => {
    await signIn('roster');
    await page.getByRole('button', { name: 'Import CSV' }).click();
    await page.getByLabel('Or its text').fill('github_id,login\n1004,yuki\nnobody,x\n');
    await page.getByRole('button', { name: 'Show what would change' }).click();
    await page.getByText('The file cannot be imported like this.').waitFor();
    expect(await page.getByRole('button', { name: 'Import', exact: true }).isDisabled()).toBe(true);
    await page.getByLabel('Or its text').fill('github_id,login\n1004,yuki\n');
    await page.getByRole('button', { name: 'Show what would change' }).click();
    await picture('roster-preview');
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByRole('link', { name: 'yuki' }).waitFor();
  });

  it('exports the gradebook with the rights of the reader', async () => {
    await signIn('gradebook');
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    const file = await waiting;
    expect(file.suggestedFilename()).toBe('kubernetes-2026-gradebook.csv');
  });

  it('shows a token once and revokes it', async () => {
    await signIn('tokens');
    await page.getByRole('button', { name: 'Make a token' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('export');
    await page.getByRole('dialog').getByRole('button', { name: 'Make a token' }).click();
    const secret = await page.locator('code.secret').textContent();
    expect(secret).toMatch(/^saiten_/);
    await page.getByRole('button', { name: 'I have stored it' }).click();
    await page.getByRole('button', { name: 'Revoke export' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('cell', { name: 'export' }).waitFor({ state: 'detached' });
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
      await context.close();
      await open(look);
      await signIn(path);
      await expect.poll(() => page.locator('.loading').count(), { timeout: 30_000 }).toBe(0);
      await picture(`${name}-${look.width}-${look.language}-${look.theme}`);
      await expectAccessible(name);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    });
  });
});

async function open({ width, language, theme }: { width: number; language: string; theme: string }) {
  errors = [];
  context = await browser.newContext({ viewport: { width, height: 900 }, acceptDownloads: true });
  await context.addInitScript(
    `localStorage.setItem('saiten-language', '${language}'); localStorage.setItem('saiten-theme', '${theme}')`,
  );
  page = await context.newPage();
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('console', (message) => {
    if (/Content.Security.Policy/i.test(message.text())) errors.push(message.text());
  });
}

/** Signs in, as the operator unless told, and goes to a page of the course. */
async function signIn(path?: string, token = OPERATOR) {
  await page.goto(address);
  await page.locator('input[name=token]').fill(token);
  await page.locator('input[name=token]').press('Enter');
  await page.locator('.bar .end .who').waitFor({ state: 'attached' });
  if (path !== undefined) await go(path);
}

async function go(path: string) {
  await page.goto(`${address}/#/courses/${course.slug}/${path}`);
  await page.locator('main h1, main .empty').first().waitFor();
}

async function picture(name: string) {
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}

/** axe finds nothing to object to (https://github.com/dequelabs/axe-core). */
async function expectAccessible(name: string) {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(
    `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`,
  );
  expect(violations, name).toEqual([]);
}
