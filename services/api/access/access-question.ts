import type { CourseRule } from './access-rule.ts';

/** What a request asks for, as far as its route declares it; text of the caller that may be anything. */
export interface AccessQuestion {
  course: string;
  /** The thing that the path names. */
  id: string;
  /** The person that the path names. */
  githubId?: string;
}

/**
 * Takes out of a request what the rule of its route names, and nothing else: a parameter that the route does not declare can
 * change no decision, whatever it is called and wherever it stands. What is missing, or given twice, is the empty text.
 */
export function accessQuestion(
  rule: CourseRule,
  { params, query }: { params: unknown; query: unknown },
): AccessQuestion {
  return {
    course: rule.through === undefined ? textOf(rule.courseIn === 'query' ? query : params, 'course') : '',
    id: rule.through === undefined ? '' : textOf(params, 'id'),
    ...(rule.person ? { githubId: textOf(params, 'githubId') } : {}),
  };
}

/** The parameters that the path of a route must have for its rule, and may not have without it. */
export function undeclaredParameter(rule: CourseRule, url: string): string | undefined {
  const inPath = new Set(url.split('/').filter((part) => part.startsWith(':')));

  const declared = new Map([
    [':course', rule.through === undefined && rule.courseIn !== 'query'],
    [':id', rule.through !== undefined],
    // Staff may name anybody; for learners the rule has to say that the person is to be themselves.
    [':githubId', rule.own ? rule.person === true : inPath.has(':githubId')],
  ]);

  for (const [name, isDeclared] of declared) if (inPath.has(name) !== isDeclared) return name;
  return undefined;
}

function textOf(part: unknown, name: string): string {
  if (typeof part !== 'object' || part === null || !Object.hasOwn(part, name)) return '';
  const value: unknown = Reflect.get(part, name);
  return typeof value === 'string' ? value : '';
}
