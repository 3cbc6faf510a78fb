import type { GraderContext } from '../../../graders/core/grader-context.ts';

/** Other words for the rendered file, which stand nowhere else. */
export function drawnWords({ random }: Pick<GraderContext, 'random'>): {
  token: string;
  greeting: string;
  lines: readonly string[];
} {
  const word = () => Math.floor(random() * 1e12).toString(36);
  const token = `token-${word()}`;
  const greeting = `hello-${word()}`;
  return { token, greeting, lines: [`TOKEN=${token}`, `GREETING=${greeting}`] };
}
