import { describe, expect, it } from 'vitest';
import { explainRefusal } from '../../../../../graders/objects/apply/explain-refusal.ts';
import type { ApiAnswer } from '../../../../../graders/cluster-access/api-answer.ts';
import { createFindingComposer } from '../../../../../graders/core/compose-finding.ts';
import { isManifest } from '../../../../../graders/submission/is-manifest.ts';
import { parseDocuments } from '../../../../../graders/submission/yaml/parse-documents.ts';
import { loadKitMessages } from '../../../../../graders/core/load-messages.ts';

const compose = createFindingComposer([loadKitMessages()]);

const TEXT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replica: 3
  template:
    spec:
      containers:
        - name: side
        - name: web
          imag: nginx
      hostname: we\u200bb
      restartPolicy: Always：
`;

const [object] = parseDocuments('app.yaml', TEXT, compose).documents.filter((document) =>
  isManifest(document),
);

const explain = (answer: ApiAnswer) =>
  object &&
  explainRefusal(answer, object, compose)?.map(({ message, position }) => `${message.id}:${position?.line}`);

describe('explainRefusal', () => {
  it.each<[string, ApiAnswer, string[] | undefined]>([
    [
      'an unknown field, by strict decoding',
      { reason: 'BadRequest', message: 'strict decoding error: unknown field "spec.replica"' },
      ['apply-unknown-field:6'],
    ],
    [
      'an unknown field of a list item, by server-side apply',
      {
        code: 500,
        message:
          'failed to create typed patch object (a/web; apps/v1, Kind=Deployment): .spec.template.spec.containers[name="web"].imag: field not declared in schema',
      },
      ['apply-unknown-field:12'],
    ],
    [
      'a wrong type',
      {
        code: 500,
        message:
          'failed to create typed patch object (a/web; apps/v1, Kind=Deployment): .spec.replica: expected numeric (int or float), got string',
      },
      ['apply-invalid-field:6'],
    ],
    [
      'an invalid value',
      {
        reason: 'Invalid',
        message: 'x',
        details: { causes: [{ field: 'spec.template.spec.containers[1].image', message: 'Required value' }] },
      },
      ['apply-invalid-field:11'],
    ],
    [
      'an immutable field',
      {
        reason: 'Invalid',
        message: 'x',
        details: { causes: [{ field: 'spec.template', message: 'Invalid value: …: field is immutable' }] },
      },
      ['apply-immutable:7'],
    ],
    [
      'an admission policy',
      {
        reason: 'Forbidden',
        message:
          "deployments.apps \"web\" is forbidden: ValidatingAdmissionPolicy 'no-latest' with binding 'all' denied request: pin the image",
      },
      ['apply-policy:1'],
    ],
    [
      'a conflict',
      {
        reason: 'Conflict',
        message: 'x',
        details: {
          causes: [
            {
              reason: 'FieldManagerConflict',
              message: 'conflict with "hpa" using apps/v1',
              field: '.spec.replica',
            },
          ],
        },
      },
      ['apply-conflict:6'],
    ],
    [
      'Pod Security',
      {
        reason: 'Forbidden',
        message:
          'pods "web" is forbidden: violates PodSecurity "baseline:latest": privileged (container "web" must not set securityContext.privileged=true)',
      },
      ['apply-pod-security:5'],
    ],
    [
      'a quota',
      {
        reason: 'Forbidden',
        message:
          'pods "web" is forbidden: exceeded quota: q, requested: pods=1, used: pods=1, limited: pods=1',
      },
      ['apply-quota:1'],
    ],
    [
      'missing rights',
      {
        reason: 'Forbidden',
        message:
          'nodes "n" is forbidden: User "l" cannot patch resource "nodes" in API group "" at the cluster scope',
      },
      ['apply-not-permitted:2'],
    ],
    [
      'an account that does not exist',
      {
        reason: 'Forbidden',
        message:
          'pods "web" is forbidden: error looking up service account a/b: serviceaccount "b" not found',
      },
      ['apply-invalid-field:5'],
    ],
    [
      'several faults at once, in the order of the lines',
      {
        code: 500,
        message:
          'failed to create typed patch object (a/web; apps/v1, Kind=Deployment): errors:\n' +
          '  .spec.template.spec.containers[name="web"].imag: field not declared in schema\n' +
          '  .spec.template.spec.containers: duplicate entries for key [name="web"]\n' +
          '  .spec.replica: expected string, got &value.valueUnstructured{Value:3}',
      },
      ['apply-quotes-missing:6', 'apply-duplicate-entry:11', 'apply-unknown-field:12'],
    ],
    [
      'an entry of a list that is none',
      {
        code: 500,
        message:
          'failed to create typed patch object (a/web; apps/v1, Kind=Deployment): .spec.template.spec.containers: element 1: associative list with keys may not have non-map elements',
      },
      ['apply-list-entry:11'],
    ],
    [
      'a value with a character that cannot be seen',
      {
        code: 422,
        reason: 'Invalid',
        message: 'x',
        details: {
          causes: [{ field: 'spec.template.spec.hostname', message: 'Invalid value: "we\u200bb"' }],
        },
      },
      ['apply-odd-value:13'],
    ],
    [
      'a text in the place of something else, with a full-width colon',
      {
        code: 500,
        message:
          'failed to create typed patch object (a/web; apps/v1, Kind=Deployment): .spec.template.spec.restartPolicy: expected map, got &{Always：}',
      },
      ['apply-odd-value:14'],
    ],
    [
      'an error that names no field',
      { code: 500, message: 'failed to convert new object (a/web; apps/v1, Kind=Deployment): x' },
      ['apply-refused:1'],
    ],
    ['an object that is too large', { code: 413, message: 'Request entity too large' }, ['apply-refused:1']],
    ['an answer without a sentence', { code: 422 }, ['apply-refused:1']],
    [
      'any other error inside the API server',
      { code: 500, reason: 'InternalError', message: 'Internal error occurred: x' },
      ['apply-refused:1'],
    ],
    ['an API server that is down as ours', { code: 503, message: 'etcd is away' }, undefined],
    [
      'a webhook that is not there as ours',
      { code: 500, message: 'Internal error occurred: failed calling webhook "x": refused' },
      undefined,
    ],
  ])('explains %s', (_, answer, expected) => {
    expect(explain(answer)).toEqual(expected);
  });
});
