import { execa } from 'execa';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startDatabaseServer } from '../../support/database.ts';
import type { DatabaseServer } from '../../support/database.ts';

let server: DatabaseServer;
beforeAll(async () => {
  server = await startDatabaseServer();
});
afterAll(() => server.stop());

it('migrates once when three processes start together', async () => {
  const url = await server.fresh();
  const open = () => execa('node', ['--import', 'tsx', 'test/support/store-process.ts', url]);
  const outputs = await Promise.all([open(), open(), open()]);
  expect(outputs.map(({ stdout }) => stdout)).toEqual(['open', 'open', 'open']);
});
