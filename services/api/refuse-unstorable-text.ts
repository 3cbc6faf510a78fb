import { ApiProblem } from './api-problem.ts';
import type { TypedInstance } from './typed-instance.ts';

/** Refuses text that PostgreSQL cannot keep (NUL, half a surrogate pair) wherever it stands in a request whose schema holds. */
export function refuseUnstorableText(app: TypedInstance): void {
  app.addHook('preHandler', async ({ params, query, body }) => {
    for (const [where, value] of Object.entries({ params, query, body })) {
      if (!isStorable(value))
        throw new ApiProblem(
          400,
          'invalid-text',
          `There is a character in the ${where} that no text may hold.`,
        );
    }
  });
}

function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !/\0|\p{Surrogate}/u.test(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, inner]) => isStorable(key) && isStorable(inner));
}
