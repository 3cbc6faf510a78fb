import { execa } from 'execa';
import type { School } from '../test/support/school.ts';

/** Resolves when so many clusters of the school are ready and frozen. */
export async function untilFrozen(school: School, count = 1): Promise<void> {
  const filters = ['--filter', `name=^${school.prefix}-`, '--filter', 'status=paused'];

  await school.eventually(
    `${count} ready, frozen clusters`,
    async () => {
      const { stdout } = await execa('docker', ['ps', ...filters, '--quiet']);
      return stdout.split('\n').filter(Boolean).length >= count ? true : undefined;
    },
    300_000,
  );
}
