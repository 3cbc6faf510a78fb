import { submittedSecrets, type SubmittedSecret } from '../../graders/config/leaks/submitted-secrets.ts';
import { replaceWords } from '../../graders/submission/replace-words.ts';
import type { SubmittedObject } from '../../graders/submission/submitted-files.ts';
import type { RunWords } from './run-words.ts';

/** Characters from which on a value is searched for; a shorter one stands in many texts by chance. */
const SHORTEST_SECRET = 8;
/** Values that are searched for at most. */
export const MOST_SECRETS = 30;

/** The values of Secrets that are searched for, as the learner wrote them. */
export function searchedSecrets(objects: readonly SubmittedObject[]): SubmittedSecret[] {
  return submittedSecrets(objects).filter(({ value }) => isLongEnough(value));
}

/** The same as they are in the cluster: a drawn word makes no value longer that the learner kept short. */
export function appliedSecrets(
  objects: readonly SubmittedObject[],
  { drawn }: Pick<RunWords, 'drawn'>,
): SubmittedSecret[] {
  const applied = objects.flatMap((object) =>
    searchedSecrets([object]).length === 0 ? [] : submittedSecrets(replaceWords([keptOf(object)], drawn)),
  );

  return [...new Map(applied.map((secret) => [secret.value, secret])).values()].slice(0, MOST_SECRETS);
}

/** Whether a value is long enough to be searched for, in characters as people count them. */
export function isLongEnough(value: string): boolean {
  return [...value].length >= SHORTEST_SECRET;
}

/** A Secret with the values that are long enough. */
function keptOf(object: SubmittedObject): SubmittedObject {
  const { value } = object;

  const kept = (field: 'data' | 'stringData') => {
    const entries = Object.entries((value[field] ?? {}) as Record<string, string>);
    return Object.fromEntries(
      entries.filter(([key, text]) => {
        const one = { ...object, value: { ...value, data: {}, stringData: {}, [field]: { [key]: text } } };
        return searchedSecrets([one]).length > 0;
      }),
    );
  };

  return { ...object, value: { ...value, data: kept('data'), stringData: kept('stringData') } };
}
