import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasBrowser } from '../support/browser.ts';
import { askAsOperator } from '../support/running-api.ts';
import { startPage, type Visit } from './start-page.ts';

const EXERCISE = '02-deployment-rollout';
const DAILY = { kind: 'per-day', percent: 20, floorPercent: 40, graceMinutes: 15 };

const DAILY_WORDS =
  'Late work loses 20% of its points for each day that has begun after the deadline. At least 40% of its points stay, however late it is.';

let site: Awaited<ReturnType<typeof startPage>>;
let visit: Visit;

const dialog = () => visit.page.getByRole('dialog');
const sentence = () => dialog().getByRole('status');
const rules = () => visit.page.locator('.facts');

/** Writes as somebody else does, with the version that holds now. */
async function write(path: string, change: (now: Record<string, unknown>) => object) {
  const url = `/courses/${site.course.slug}${path}`;
  const { version, ...now } = (await askAsOperator(site.api, 'GET', url)).json<{ version: number }>();

  const written = await askAsOperator(site.api, 'PUT', url, {
    payload: change(now),
    'if-match': `"${version}"`,
  });

  expect(written.statusCode).toBe(200);
}

const writePolicy = (latePolicy: object) =>
  write('/grading-policy', ({ gradePolicy }) => ({ gradePolicy, latePolicy }));

describe.skipIf(!(await hasBrowser()))('what late work loses', () => {
  beforeAll(async () => {
    site = await startPage();
  });

  afterAll(() => site.stop());

  beforeEach(async () => {
    await writePolicy({ kind: 'none' });
    visit = await site.visit();
  });

  afterEach(() => visit.leave());

  it('is changed for the whole course, and still there after a reload', async () => {
    await visit.signIn('assignments');
    await visit.page.getByRole('button', { name: 'Change what late work loses' }).click();
    await dialog().getByLabel('Late work').selectOption('per-day');
    await dialog().getByLabel('Percent each').fill('20');
    await dialog().getByLabel('Percent kept at least').fill('40');
    await visit.picture('late-policy-dialog');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().waitFor({ state: 'detached' });
    await visit.page.reload();
    await rules().getByText(DAILY_WORDS).waitFor();
    await visit.picture('late-policy');
  });

  it('is shown as learners read it, while it is filled in', async () => {
    await visit.signIn('assignments');
    await visit.page.getByRole('button', { name: 'Change what late work loses' }).click();
    expect(await sentence().textContent()).toBe('Late work loses nothing.');
    await dialog().getByLabel('Late work').selectOption('linear');
    await dialog().getByLabel('Hours until nothing is left').fill('72');
    await dialog().getByLabel('Minutes of grace').fill('30');

    await expect
      .poll(() => sentence().textContent())
      .toBe(
        'Late work loses its points evenly within 72 hours after the deadline. Up to 30 minutes late is in time; beyond that, lateness counts from the deadline on.',
      );

    await visit.expectAccessible();
  });

  it('is changed with the keyboard alone', async () => {
    await visit.signIn('assignments');
    await visit.page.getByRole('button', { name: 'Change what late work loses' }).focus();
    await visit.page.keyboard.press('Enter');
    await dialog().locator('select:focus').waitFor();
    await visit.page.keyboard.press('End');
    await expect.poll(() => sentence().textContent()).toContain('does not count');
    await visit.page.keyboard.press('Tab');
    await visit.page.keyboard.press('Enter');
    await rules().getByText('Work after the deadline does not count').waitFor();
  });

  it('is not written over what somebody else wrote meanwhile', async () => {
    await visit.signIn('assignments');
    await visit.page.getByRole('button', { name: 'Change what late work loses' }).click();
    await dialog().getByLabel('Late work').selectOption('cut-off');
    await writePolicy(DAILY);
    await dialog().getByRole('button', { name: 'Save' }).click();
    const alert = dialog().getByRole('alert');
    await alert.getByText('Close this, look at the newest state, and make your change again.').waitFor();
    await visit.expectAccessible();
    await visit.picture('late-policy-conflict');
    expect(await dialog().getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await rules().getByText(DAILY_WORDS).waitFor();
  });

  it('starts for an exercise at what holds for it', async () => {
    await write(`/assignments/${EXERCISE}`, () => ({ latePolicy: DAILY, attemptLimit: 3 }));
    await visit.signIn('assignments');
    await visit.page.getByRole('button', { name: `Change ${EXERCISE}` }).click();

    const values = ['Late work', 'Percent each', 'Percent kept at least', 'Minutes of grace'].map((name) =>
      dialog().getByLabel(name).inputValue(),
    );

    expect(await Promise.all(values)).toEqual(['per-day', '20', '40', '15']);
    expect(await dialog().getByLabel('Attempts at most').inputValue()).toBe('3');
    expect(await sentence().textContent()).toContain(DAILY_WORDS);
  });

  it('is that of the course where an exercise follows it', async () => {
    await writePolicy({ kind: 'cut-off' });
    await visit.signIn('assignments');
    await visit.page.getByRole('button', { name: 'Change 01-objects' }).click();
    expect(await dialog().getByLabel('Late work').inputValue()).toBe('course');
    expect(await sentence().textContent()).toContain('Work after the deadline does not count');
  });

  it('leaves an exercise alone that is saved without a change', async () => {
    await write(`/assignments/${EXERCISE}`, () => ({ latePolicy: DAILY, attemptLimit: 3 }));
    await visit.signIn('assignments');
    await visit.page.getByRole('button', { name: `Change ${EXERCISE}` }).click();
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().waitFor({ state: 'detached' });

    const stored = await askAsOperator(
      site.api,
      'GET',
      `/courses/${site.course.slug}/assignments/${EXERCISE}`,
    );

    expect(stored.json()).toMatchObject({ latePolicy: DAILY, attemptLimit: 3, weight: 1 });
  });

  it('is kept apart from results, which start at what holds for the exercise', async () => {
    await write(`/assignments/${EXERCISE}`, () => ({ latePolicy: DAILY }));
    await write('/results', () => ({ exercise: EXERCISE, results: 'held' }));
    await visit.signIn('assignments');
    await visit.page.getByRole('button', { name: 'Hold or release one exercise' }).click();
    expect(await dialog().getByLabel('Results').inputValue()).toBe('course');
    await dialog().getByLabel('Exercise').selectOption(EXERCISE);
    await expect.poll(() => dialog().getByLabel('Results').inputValue()).toBe('held');
    await dialog().getByText('without points or findings').waitFor();
  });

  it('is told to learners, with the exercises where it is another', async () => {
    await writePolicy(DAILY);
    await write(`/assignments/${EXERCISE}`, () => ({ latePolicy: { kind: 'cut-off' } }));
    await visit.signIn('mine', site.course.learnerToken);
    await rules().getByText(DAILY_WORDS).waitFor();
    await rules().getByText('Work after the deadline does not count').waitFor();
    await visit.expectAccessible();
    await visit.picture('terms');
  });

  it.each(['en', 'ja'] as const)('fits a telephone in a dialog (%s)', async (language) => {
    await writePolicy(DAILY);
    await visit.leave();
    visit = await site.visit({ width: 360, language, theme: language === 'ja' ? 'dark' : 'light' });
    await visit.signIn('assignments');

    await visit.page
      .getByRole('button', {
        name: language === 'ja' ? '遅延提出の扱いを変更' : 'Change what late work loses',
      })
      .click();

    await visit.expectAccessible();
    await visit.picture('late-policy-dialog');
  });
});
