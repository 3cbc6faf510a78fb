import { eventually } from '../../../graders/core/eventually.ts';
import type { GraderContext } from '../../../graders/core/grader-context.ts';
import { Mismatch } from '../../../graders/core/mismatch.ts';
import type { Pod } from '../app-pods.ts';
import { observeMain } from '../main-server.ts';
import { valueIn } from '../rendered-file.ts';

/**
 * The TOKEN of the file that `main` of a trial sees: the drawn one, or what its `main` has written in its place. The drawn
 * one too where nothing can be seen. Waits for the server: before it runs, `main` need not hear that it shall stop.
 */
export async function tokenOf(context: GraderContext, pod: Pod, drawn: string): Promise<string> {
  try {
    const { config } = await eventually(context, () => observeMain(context, pod), {
      within: 30_000,
      every: 500,
    });

    return valueIn(config, 'TOKEN') ?? drawn;
  } catch (error) {
    if (error instanceof Mismatch) return drawn;
    throw error;
  }
}
