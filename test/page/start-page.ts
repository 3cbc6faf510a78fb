import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import { execa } from 'execa';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { ApiOptions } from '../../services/api/app.ts';
import { startBrowser } from '../support/browser.ts';
import { startDatabaseServer } from '../support/database.ts';
import { OPERATOR, startApi } from '../support/running-api.ts';
import { seedCourse } from '../support/seed-course.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Looked at by people; git does not keep them. */
const pictures = join(root, 'artefacts', 'page');

/** How a reader sees the page. */
interface Look {
  width?: number;
  language?: 'en' | 'ja';
  theme?: 'light' | 'dark';
}

/** A reader of the page: a browser of their own, and what readers do. */
export type Visit = Awaited<ReturnType<Awaited<ReturnType<typeof startPage>>['visit']>>;

/** The built page on the real API with the seeded course. */
export async function startPage(given: Partial<ApiOptions> = {}) {
  await execa('node', ['web/build.js'], { cwd: root });
  await mkdir(pictures, { recursive: true });
  const database = await startDatabaseServer();
  const api = await startApi(await database.fresh(), { page: join(root, 'web', 'dist'), ...given });
  const address = await api.app.listen({ host: '127.0.0.1', port: 0 });
  const course = await seedCourse(api);
  const browser = await startBrowser();

  return {
    api,
    address,
    course,
    async stop() {
      await browser.close();
      await api.close();
      await database.stop();
    },
    async visit({ width = 1280, language = 'en', theme = 'light' }: Look = {}) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, acceptDownloads: true });

      await context.addInitScript(
        `localStorage.setItem('saiten-language', '${language}'); localStorage.setItem('saiten-theme', '${theme}')`,
      );

      const page = await context.newPage();
      const errors: string[] = [];
      page.on('pageerror', ({ message }) => errors.push(message));

      page.on('console', (message) => {
        if (/Content.Security.Policy/i.test(message.text())) errors.push(message.text());
      });

      const go = async (path: string) => {
        await page.goto(`${address}/#/courses/${course.slug}/${path}`);
        await page.locator('main h1, main .empty').first().waitFor();
      };

      return {
        page,
        go,
        /** Signs in, as the operator unless told, and goes to a page of the course if one is named. */
        async signIn(path?: string, token = OPERATOR) {
          await page.goto(address);
          await page.locator('input[name=token]').fill(token);
          await page.locator('input[name=token]').press('Enter');
          await page.locator('.bar .end .who').waitFor({ state: 'attached' });
          if (path !== undefined) await go(path);
        },
        picture: (name: string) =>
          page.screenshot({
            path: join(pictures, `${name}-${width}-${language}-${theme}.png`),
            fullPage: true,
          }),
        expectAccessible: () => expectAccessible(page),
        /** Ends the visit; nothing may have gone wrong in the browser. */
        async leave() {
          await context.close();
          expect(errors).toEqual([]);
        },
      };
    },
  };
}

/** axe finds nothing to object to (https://github.com/dequelabs/axe-core), and nothing sticks out at the side. */
async function expectAccessible(page: Page) {
  await page.evaluate(axe.source);

  const violations = await page.evaluate(
    `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`,
  );

  expect(violations).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
}
