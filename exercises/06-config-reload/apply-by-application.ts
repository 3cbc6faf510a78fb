import { applyObjects } from '../../graders/objects/apply/apply-objects.ts';
import { applyOrder } from '../../graders/objects/apply/apply-order.ts';
import type { Finding } from '../../graders/contract/finding.ts';
import type { GraderContext } from '../../graders/core/grader-context.ts';
import { Mismatch } from '../../graders/core/mismatch.ts';
import type { SubmittedObject } from '../../graders/submission/submitted-files.ts';
import { usersOf } from './users-of.ts';

/** Why objects were refused, by the application that uses them; `rest` are those of neither app-a nor app-b. */
export interface Refusals {
  a: readonly Finding[];
  b: readonly Finding[];
  rest: readonly Finding[];
}

/**
 * Applies objects and returns what the API server refused: an application must not pay for what is another's. An
 * object that app-a and app-b use counts for both.
 */
export async function applyByApplication(
  context: GraderContext,
  objects: readonly SubmittedObject[],
): Promise<Refusals> {
  const refused: { users: ReadonlySet<string>; findings: readonly Finding[] }[] = [];

  for (const object of applyOrder(objects)) {
    const findings = await applyObjects(context, [object]).then(() => [], findingsOf);
    if (findings.length > 0) refused.push({ users: usersOf(object, objects), findings });
  }

  const of = (name: string) =>
    refused.filter(({ users }) => users.has(name)).flatMap(({ findings }) => findings);

  const rest = refused.filter(({ users }) => !users.has('app-a') && !users.has('app-b'));
  return { a: of('app-a'), b: of('app-b'), rest: rest.flatMap(({ findings }) => findings) };
}

function findingsOf(error: unknown): readonly Finding[] {
  if (error instanceof Mismatch) return error.findings;
  throw error;
}
