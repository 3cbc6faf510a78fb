// How long the gradebook takes in a real browser until it can be used, and whether it stalls afterwards: a large course
// beside a small one, in turn, in one run. Needs Chromium and the built page.
// Usage: npx tsx bench/page.ts [ROUNDS] [LEARNERS] [EXERCISES] [RUNS EACH]
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { startBrowser } from '../test/support/browser.ts';
import { startDatabaseServer } from '../test/support/database.ts';
import { OPERATOR, startApi } from '../test/support/running-api.ts';
import { seedCourse, type CourseSize } from './course-seed.ts';
import { spread } from './spread.ts';

const [rounds = 5, learners = 1000, exercises = 60, runsEach = 5] = process.argv.slice(2).map(Number);

const SIZES: Record<string, CourseSize> = {
  large: { learners, exercises, runsEach },
  small: { learners: 30, exercises: 10, runsEach: 1 },
};

const SCREENS = 40;

/** Milliseconds, but for the count of cells. */
interface Figures {
  /** From the address to a cell that answers the keyboard. */
  interactive: number;
  /** From a letter in the search box to the learners it leaves. */
  search: number;
  /** The longest time in which the page answered nothing, while it was scrolled through. */
  longestStall: number;
  cells: number;
}

/** Runs in the page: keeps the longest time between two frames. */
const WATCH_FRAMES = `
  window.longestStall = 0;
  let last = performance.now();
  const look = (now) => {
    window.longestStall = Math.max(window.longestStall, now - last);
    last = now;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);`;

async function measure(browser: Browser, address: string): Promise<Figures> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en' });

  try {
    await context.addInitScript(`sessionStorage.setItem('saiten-token', ${JSON.stringify(OPERATOR)});`);
    const page = await context.newPage();
    const begun = performance.now();
    await page.goto(`${address}/#/courses/default/gradebook`, { waitUntil: 'commit' });
    const cell = page.getByRole('gridcell').first();
    await cell.focus();
    await page.keyboard.press('ArrowDown');
    await page.locator('[role=gridcell]:focus').waitFor();
    const interactive = performance.now() - begun;

    await page.evaluate(WATCH_FRAMES);
    const matrix = await page.locator('.matrix').boundingBox();
    await page.mouse.move((matrix?.x ?? 0) + 200, (matrix?.y ?? 0) + 200);
    for (let screen = 0; screen < SCREENS; screen++) await page.mouse.wheel(screen % 4 === 0 ? 400 : 0, 600);
    const longestStall = Number(await page.evaluate('window.longestStall'));
    const cells = await page.getByRole('gridcell').count();

    const typed = performance.now();
    await page.getByRole('searchbox', { name: 'Find a learner' }).fill('learner00007');
    await page.getByText('1 of').waitFor();
    return { interactive, search: performance.now() - typed, longestStall, cells };
  } finally {
    await context.close();
  }
}

const database = await startDatabaseServer();
const browser = await startBrowser();
const page = fileURLToPath(new URL('../web/dist', import.meta.url));
const served: { name: string; address: string; close(): Promise<void> }[] = [];

try {
  for (const [name, size] of Object.entries(SIZES)) {
    const url = await database.fresh();
    const api = await startApi(url, { page, requestsPerMinute: 100_000 });
    await seedCourse(url, size);
    const address = await api.app.listen({ host: '127.0.0.1', port: 0 });
    served.push({ name, address, close: () => api.close() });
    await measure(browser, address); // Warms up plans, compiler and caches.
  }

  const found = new Map(served.map(({ name }) => [name, [] as Figures[]]));
  for (let round = 0; round < rounds; round++)
    for (const { name, address } of served) found.get(name)?.push(await measure(browser, address));

  process.stdout.write(`gradebook of ${learners} × ${exercises} beside 30 × 10, ${rounds} rounds\n`);

  for (const [name, all] of found)
    for (const figure of ['interactive', 'search', 'longestStall', 'cells'] as const) {
      const { median, least, most } = spread(all.map((one) => one[figure]));

      process.stdout.write(
        `${name.padEnd(6)} ${figure.padEnd(13)} ${median.toFixed(0).padStart(6)}  (${least.toFixed(0)} to ${most.toFixed(0)})\n`,
      );
    }

  const [large = [], small = []] = [found.get('large'), found.get('small')];

  const ratios = spread(
    large.map(({ interactive }, round) => interactive / (small[round]?.interactive ?? NaN)),
  );

  process.stdout.write(
    `interactive, large / small: ${ratios.median.toFixed(2)} (${ratios.least.toFixed(2)} to ${ratios.most.toFixed(2)})\n`,
  );
} finally {
  for (const { close } of served) await close();
  await browser.close();
  await database.stop();
}
