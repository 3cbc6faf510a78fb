import type { ComposeFinding } from '../../core/compose-finding.ts';
import type { Finding } from '../../contract/finding.ts';
import type { MessageParams } from '../../contract/message.ts';
import type { FindingDetails } from '../../core/grader-context.ts';
import { isolationProblems } from './isolation-rules.ts';
import { oddCharacter } from '../yaml/odd-character.ts';
import { podSecurityProblems } from './pod-security.ts';
import { reservedProblems } from './reserved-problems.ts';
import { SUBMISSION_LIMITS } from '../submission-limits.ts';
import type { SubmittedDocument } from '../submitted-files.ts';
import { valueAt } from '../value-at.ts';

type Path = readonly (string | number)[];

/** Names that the API server accepts: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
const DNS_LABEL = /^[a-z0-9-]+$/;
const RBAC_NAME = /^[^/%]+$/;
const LONGEST_NAME = 253;

/**
 * Fields that others set for their own purposes. A learner who sets them would pass for somebody else or keep objects from
 * being removed. What `dropLeftovers` takes out does not come here.
 */
const SERVER_FIELDS: readonly Path[] = [
  ['metadata', 'ownerReferences'],
  ['metadata', 'finalizers'],
];

/**
 * Checks one document of a manifest: an object of an allowed kind with a name of its own, without namespace, without
 * fields the server fills, inside Pod Security's `baseline` and the rules of isolation. Returns the problems with their
 * lines.
 */
export function checkManifest(
  document: SubmittedDocument,
  allowedKinds: readonly string[],
  compose: ComposeFinding,
): Finding[] {
  const { value } = document;

  const problem = (path: Path, id: string, params: MessageParams, details: FindingDetails = {}): Finding =>
    compose(id, params, { position: document.positionOf(path), ...details });

  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [problem([], 'not-an-object', {})];

  const missing = [['apiVersion'], ['kind'], ['metadata', 'name']].filter((path) =>
    isEmpty(valueAt(value, path)),
  );

  if (valueAt(value, ['metadata', 'generateName']) !== undefined)
    return [problem(['metadata', 'generateName'], 'generate-name-refused', {})];

  const [apiVersion, kind, name] = [['apiVersion'], ['kind'], ['metadata', 'name']].map((path) =>
    valueAt(value, path),
  );

  if (typeof kind === 'string' && kind.endsWith('List') && Array.isArray(valueAt(value, ['items'])))
    return [problem(['kind'], 'list-refused', { kind })];
  const metadata = valueAt(value, ['metadata']);
  const odd = typeof metadata === 'string' ? oddCharacter(metadata) : undefined;
  if (odd !== undefined)
    return [problem(['metadata'], 'odd-value', { field: 'metadata', code: odd.code, number: odd.index + 1 })];
  if (missing.length > 0)
    return missing.map((path) => problem(path, 'field-missing', { field: path.join('.') }));
  if (typeof apiVersion !== 'string') return [notText(problem, ['apiVersion'], apiVersion)];
  if (typeof kind !== 'string') return [notText(problem, ['kind'], kind)];
  if (typeof name !== 'string') return [notText(problem, ['metadata', 'name'], name)];

  if (!allowedKinds.includes(`${apiVersion}/${kind}`))
    return [
      problem(['kind'], 'kind-not-allowed', {
        kind: `${apiVersion} ${kind}`,
        allowed: listKinds(allowedKinds),
      }),
    ];
  return [
    ...(isValidName(apiVersion, name) ? [] : [problem(['metadata', 'name'], 'invalid-name', { name })]),
    ...(valueAt(value, ['metadata', 'namespace']) === undefined
      ? []
      : [
          problem(['metadata', 'namespace'], 'namespace-not-owned', {
            namespace: shown(valueAt(value, ['metadata', 'namespace'])),
          }),
        ]),
    ...SERVER_FIELDS.filter((path) => !isEmpty(valueAt(value, path))).map((path) =>
      problem(path, 'server-field-refused', { field: path.join('.') }),
    ),
    ...reservedProblems(kind, value)
      .slice(0, SUBMISSION_LIMITS.problems)
      .map(({ path, messageId, params }) => problem(path, messageId, params)),
    ...['labels', 'annotations'].flatMap((map) => textMapProblems(value, ['metadata', map], problem)),
    ...podSecurityProblems(kind, value)
      .slice(0, SUBMISSION_LIMITS.problems)
      .map(({ path, field, found, allowed }) =>
        problem(
          path,
          'pod-security-refused',
          { field, found },
          { expected: allowed, found: `${field}: ${found}` },
        ),
      ),
    ...isolationProblems(kind, value)
      .slice(0, SUBMISSION_LIMITS.problems)
      .map(({ path, messageId, params }) => problem(path, messageId, params)),
  ];
}

function isValidName(apiVersion: string, name: string): boolean {
  if (name.length > LONGEST_NAME) return false;
  if (apiVersion.startsWith('rbac.authorization.k8s.io/')) return RBAC_NAME.test(name);
  return name
    .split('.')
    .every((label) => DNS_LABEL.test(label) && !label.startsWith('-') && !label.endsWith('-'));
}

type Problem = (path: Path, id: string, params: MessageParams) => Finding;

/** Unquoted `1.0`, `true` and `yes` as label values are the most frequent slip of all. */
function textMapProblems(value: object, path: Path, problem: Problem): Finding[] {
  const map = valueAt(value, path);
  if (typeof map !== 'object' || map === null) return [];
  return Object.entries(map)
    .filter(([, entry]) => typeof entry !== 'string')
    .slice(0, 5)
    .map(([key, entry]) => notText(problem, [...path, key], entry));
}

function notText(problem: Problem, path: Path, found: unknown): Finding {
  return problem(path, 'field-not-text', { field: path.join('.'), found: shown(found) });
}

/** `null` and `{}` count as left out. */
function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function listKinds(kinds: readonly string[]): string {
  return kinds.map((kind) => kind.slice(kind.lastIndexOf('/') + 1)).join(', ');
}

function shown(value: unknown): string {
  return (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'null')).slice(0, 200);
}
