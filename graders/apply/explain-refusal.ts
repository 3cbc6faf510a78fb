import type { ApiAnswer } from '../cluster-access/api-answer.ts';
import type { Finding } from '../contract/finding.ts';
import type { MessageParams } from '../contract/message.ts';
import type { GraderContext } from '../grader-context.ts';
import type { SubmittedObject } from '../submission/submitted-files.ts';
import { fieldPath } from './field-path.ts';

/**
 * Says why the API server refused an object, in the learner's words and at the learner's line. The answer's reason and
 * causes decide; where the API server tells cases apart by its sentence alone (quota, Pod Security, admission
 * policies, strict decoding), so do we. Returns undefined when the answer does not blame the manifest.
 */
export function explainRefusal(
  answer: ApiAnswer,
  object: SubmittedObject,
  finding: GraderContext['finding'],
): Finding[] | undefined {
  const { kind, metadata } = object.value;
  const text = answer.message ?? '';
  const causes = answer.details?.causes ?? [];
  const say = (id: string, params: MessageParams, field = ''): Finding =>
    finding(
      id,
      { object: `${kind} ${metadata.name}`, ...params },
      { found: text, position: object.positionOf(fieldPath(field, object.value)) },
    );

  const unknown = unknownFields(text);
  if (unknown.length > 0)
    return unknown.map((field) => say('apply-unknown-field', { field: trimDot(field) }, field));
  const wrongType = /(?:^|: )(\.[^\s:]+): (expected .+|unable to .+)$/.exec(text) ?? decodingError(text);
  if (wrongType !== null)
    return [
      say(
        'apply-invalid-field',
        { field: trimDot(wrongType[1] ?? ''), reason: wrongType[2] ?? '' },
        wrongType[1],
      ),
    ];

  switch (answer.reason) {
    case 'Conflict': {
      const fields = causes.filter(({ reason }) => reason === 'FieldManagerConflict');
      if (fields.length === 0) return undefined;
      return fields.map(({ field = '', message = '' }) =>
        say(
          'apply-conflict',
          { field: trimDot(field), manager: /"([^"]*)"/.exec(message)?.[1] ?? message },
          field,
        ),
      );
    }
    case 'Invalid':
      if (causes.length === 0) return [say('apply-refused', { reason: text })];
      return causes
        .slice(0, 10)
        .map(({ field = '', message = '' }) =>
          message.includes('field is immutable')
            ? say('apply-immutable', { field }, field)
            : say('apply-invalid-field', { field, reason: message }, field),
        );
    case 'Forbidden':
      return [forbidden(text, say)];
    case 'NotFound':
    case 'BadRequest':
    case 'RequestEntityTooLarge':
      return [say('apply-refused', { reason: text })];
    default:
      return undefined;
  }
}

type Say = (id: string, params: MessageParams, field?: string) => Finding;

function forbidden(text: string, say: Say): Finding {
  const podSecurity = /violates PodSecurity "([^":]+)[^"]*": (.+)$/s.exec(text);
  if (podSecurity !== null)
    return say('apply-pod-security', { level: podSecurity[1] ?? '', rules: podSecurity[2] ?? '' }, 'spec');
  const quota = /exceeded quota: [^,]+, (requested: .+)$/s.exec(text);
  if (quota !== null) return say('apply-quota', { amounts: quota[1] ?? '' });
  const policy = /ValidatingAdmissionPolicy '([^']+)' with binding '[^']+' denied request: (.+)$/s.exec(text);
  if (policy !== null) return say('apply-policy', { rule: policy[1] ?? '', reason: policy[2] ?? '' });
  const verb = /cannot (\w+) resource "([^"]+)"/.exec(text);
  if (verb !== null)
    return say('apply-not-permitted', { verb: verb[1] ?? '', resource: verb[2] ?? '' }, 'kind');
  return say('apply-refused', { reason: text });
}

/**
 * Server-side apply says `.spec.replica: field not declared in schema`, strict decoding `unknown field "spec.replica"`.
 */
function unknownFields(text: string): string[] {
  const declared = Array.from(
    text.matchAll(/(\.[^\s:]+): field not declared in schema/g),
    (match) => match[1] ?? '',
  );
  const decoded = Array.from(text.matchAll(/unknown field "([^"]+)"/g), (match) => match[1] ?? '');
  return [...new Set([...declared, ...decoded])].slice(0, 10);
}

/** `json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32` */
function decodingError(text: string): RegExpExecArray | null {
  return /Go struct field \w+(\.[\w.[\]]+) (of type .+)$/.exec(text);
}

function trimDot(field: string): string {
  return field.replace(/^\./, '');
}
