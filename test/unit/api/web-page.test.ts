import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addWebPage } from '../../../services/api/web-page.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'saiten-page-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Saiten</title>');
  await writeFile(join(folder, 'assets', 'main-1a2b.js'), 'export {};');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const get = async (url: string, from = folder) => {
  const app = Fastify();
  await addWebPage(app, from);
  return app.inject({ url });
};

describe('the page', () => {
  it.each([
    ['the page itself', '/', 200, 'text/html', 'no-cache'],
    ['a file named by its content', '/assets/main-1a2b.js', 200, 'javascript', 'immutable'],
  ])('serves %s', async (_what, url, status, type, caching) => {
    const answer = await get(url);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toContain(type);
    expect(answer.headers['cache-control']).toContain(caching);
  });

  it.each(['/assets/other.js', '/../package.json', '/assets/'])('has no %s', async (url) => {
    expect((await get(url)).statusCode).toBe(404);
  });

  it('says how to build it where nobody has', async () => {
    const answer = await get('/', join(folder, 'missing'));
    expect(answer.statusCode).toBe(503);
    expect(answer.body).toContain('npm run prepare');
  });
});
