import type { ApiAnswer } from '../../cluster-access/api-answer.ts';
import { isOwnFailure } from '../../cluster-access/is-own-failure.ts';
import type { Finding } from '../../contract/finding.ts';
import type { MessageParams } from '../../contract/message.ts';
import type { GraderContext } from '../../core/grader-context.ts';
import { oddCharacter } from '../../submission/yaml/odd-character.ts';
import type { SubmittedObject } from '../../submission/submitted-files.ts';
import { valueAt } from '../../submission/value-at.ts';
import { fieldErrors, type FieldError } from './field-errors.ts';
import { fieldPath } from './field-path.ts';
import { complaintOf, findCulprit } from './find-culprit.ts';

/** Findings of one object: whoever has more to mend sees the rest after the next push. */
const MOST = 10;

/**
 * Says why the API server refused an object, in the learner's words and at the learner's line. Whatever it answers to a
 * manifest is the learner's, with its own sentence where we have none; returns undefined when the answer speaks of us, see
 * `isOwnFailure`.
 */
export function explainRefusal(
  answer: ApiAnswer,
  object: SubmittedObject,
  finding: GraderContext['finding'],
): Finding[] | undefined {
  if (isOwnFailure(answer)) return undefined;
  const { kind, metadata } = object.value;
  const text = answer.message ?? '';
  const causes = answer.details?.causes ?? [];

  const say: Say = (id, params, field = '') =>
    finding(
      id,
      { object: `${kind} ${metadata.name}`, ...params },
      {
        found: text,
        position: object.positionOf(typeof field === 'string' ? fieldPath(field, object.value) : field),
      },
    );

  if (answer.reason === 'Forbidden' || answer.code === 403) return [forbidden(text, say)];
  const conflicts = causes.filter(({ reason }) => reason === 'FieldManagerConflict');
  if (conflicts.length > 0)
    return conflicts.slice(0, MOST).map(({ field = '', message = '' }) => {
      const manager = /"([^"]*)"/.exec(message)?.[1] ?? message;
      return say('apply-conflict', { field: trimDot(field), manager }, field);
    });
  const errors = fieldErrors(text);
  if (answer.reason !== 'Invalid' && errors.length > 0)
    return inOrder(errors.slice(0, MOST).map((error) => sayField(error, object, say)));
  if (causes.length > 0)
    return causes
      .slice(0, MOST)
      .map(({ field = '', message = '' }) => sayInvalid(field, message, object, say));
  return [unnamed(text, object, say, answer.code)];
}

type Say = (id: string, params: MessageParams, field?: string | (string | number)[]) => Finding;

/** As they stand in the file: the API server goes through maps in no order. */
function inOrder(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => (a.position?.line ?? 0) - (b.position?.line ?? 0));
}

/** One field that does not fit its kind. */
function sayField({ field, problem }: FieldError, object: SubmittedObject, say: Say): Finding {
  const named = { field: trimDot(field) };
  if (problem === 'field not declared in schema') return say('apply-unknown-field', named, field);
  const path = fieldPath(field, object.value);
  const value = valueAt(object.value, path);
  const odd = sayOdd(value, field, say);
  if (odd !== undefined) return odd;
  if (problem.startsWith('expected string') && (typeof value === 'number' || typeof value === 'boolean'))
    return say('apply-quotes-missing', { ...named, value: String(value) }, field);
  const key = /^duplicate entries for key \[([^\n]{1,500})\]$/.exec(problem)?.[1];
  if (key !== undefined) return say('apply-duplicate-entry', { ...named, key }, lastDouble(path, value, key));
  const element = /^element (\d{1,9}): associative list with keys /.exec(problem)?.[1];
  if (element !== undefined)
    return say('apply-list-entry', { ...named, number: Number(element) + 1 }, [...path, Number(element)]);
  return say('apply-invalid-field', { ...named, reason: inWords(problem) }, field);
}

/** One field whose value the API server does not take. */
function sayInvalid(field: string, message: string, object: SubmittedObject, say: Say): Finding {
  if (message.includes('field is immutable')) return say('apply-immutable', { field }, field);
  const value = valueAt(object.value, fieldPath(field, object.value));
  return sayOdd(value, field, say) ?? say('apply-invalid-field', { field, reason: message }, field);
}

/** That a refused text holds a character which passes for another; undefined where it holds none. */
function sayOdd(value: unknown, field: string, say: Say): Finding | undefined {
  const odd = typeof value === 'string' ? oddCharacter(value) : undefined;
  if (odd === undefined) return undefined;
  return say('apply-odd-value', { field: trimDot(field), code: odd.code, number: odd.index + 1 }, field);
}

/** The later one of the items that have the same key; the list itself where it cannot be told. */
function lastDouble(path: (string | number)[], list: unknown, key: string): (string | number)[] {
  const [, name = '', text = ''] = /^(\w{1,100})="?([^"]{0,500})"?/.exec(key) ?? [];
  if (!Array.isArray(list)) return path;
  const index = list.findLastIndex((item) => String(valueAt(item, [name])) === text);
  return index === -1 ? path : [...path, index];
}

/** Without what only a programmer of Kubernetes understands. */
function inWords(problem: string): string {
  return problem.replace(/, got &(?:value\.valueUnstructured)?\{.*$/s, '');
}

/** Answers that name no field: the value that they complain of is looked for. */
function unnamed(text: string, object: SubmittedObject, say: Say, code: number | undefined): Finding {
  const complaint = complaintOf(text);
  const culprit = complaint && findCulprit(object.value, complaint);
  const reason = text === '' ? `HTTP ${code ?? '?'}` : text;
  if (culprit === undefined) return say('apply-refused', { reason });
  const named = { field: culprit.path.join('.') };

  switch (complaint) {
    case 'quantity':
      return say('apply-quantity', { ...named, value: String(culprit.value) }, culprit.path);
    case 'base64':
      return say('apply-base64', named, culprit.path);
    default:
      return say('apply-invalid-field', { ...named, reason }, culprit.path);
  }
}

function forbidden(text: string, say: Say): Finding {
  const podSecurity = /violates PodSecurity "([^":]+)(?::[^"]*)?": (.+)$/s.exec(text);
  if (podSecurity !== null)
    return say('apply-pod-security', { level: podSecurity[1] ?? '', rules: podSecurity[2] ?? '' }, 'spec');
  const quota = /exceeded quota: [^,]+, (requested: .+)$/s.exec(text);
  if (quota !== null) return say('apply-quota', { amounts: quota[1] ?? '' });
  const policy = /ValidatingAdmissionPolicy '([^']+)' with binding '[^']+' denied request: (.+)$/s.exec(text);
  if (policy !== null) return say('apply-policy', { rule: policy[1] ?? '', reason: policy[2] ?? '' });
  const verb = /cannot (\w+) resource "([^"]+)"/.exec(text);
  if (verb !== null)
    return say('apply-not-permitted', { verb: verb[1] ?? '', resource: verb[2] ?? '' }, 'kind');
  const account = 'spec.serviceAccountName';
  if (text.includes(': error looking up service account '))
    return say('apply-invalid-field', { field: account, reason: text }, account);
  return say('apply-refused', { reason: text === '' ? 'HTTP 403' : text });
}

function trimDot(field: string): string {
  return field.replace(/^\./, '');
}
