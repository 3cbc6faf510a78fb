import Type from 'typebox';
import Value from 'typebox/value';
import type { AuditEntry, AuditTrail } from '../../../domain/clusters/cluster.ts';
import { Failure } from '../../../domain/failure.ts';
import { AUDIT_LOG_FOLDER } from './control-plane-files.ts';
import type { Docker } from '../engine/docker.ts';
import { programOutput } from '../engine/program-output.ts';

export interface ReadAuditTrailOptions {
  docker: Pick<Docker, 'exec'>;
  /** The control plane's node container. */
  container: string;
  learnerUser: string;
  signal: AbortSignal;
}

const ENTRIES = 500;
const OUTPUT_LIMIT = 4 * 1024 * 1024;
const TEXT_LIMIT = 500;

/** The older file first; one line more than is kept says that there were more. */
const SCRIPT = `
cd ${AUDIT_LOG_FOLDER} && cat $(ls audit-*.log audit.log 2>/dev/null) |
  grep -F "\\"impersonatedUser\\":{\\"username\\":\\"$1\\"" | tail -n ${ENTRIES + 1}
exit 0
`;

/** The part of an event that is kept (https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/). */
const AuditEvent = Type.Object({
  auditID: Type.String(),
  verb: Type.String(),
  requestURI: Type.String(),
  requestReceivedTimestamp: Type.String(),
  objectRef: Type.Optional(
    Type.Object({
      apiGroup: Type.Optional(Type.String()),
      resource: Type.Optional(Type.String()),
      subresource: Type.Optional(Type.String()),
      namespace: Type.Optional(Type.String()),
      name: Type.Optional(Type.String()),
    }),
  ),
  responseStatus: Type.Optional(
    Type.Object({ code: Type.Optional(Type.Integer()), message: Type.Optional(Type.String()) }),
  ),
  annotations: Type.Optional(Type.Record(Type.String(), Type.String())),
});

/**
 * Reads what one learner's user asked the API server for, oldest first, at most the last 500 requests. Lines that are
 * no events are left out: a node that ran a submission is not trusted. Throws a Failure (`infrastructure`,
 * `audit-unavailable`) when the node does not answer.
 */
export async function readAuditTrail(options: ReadAuditTrailOptions): Promise<AuditTrail> {
  const { docker, container, learnerUser, signal } = options;

  const outcome = await docker.exec({
    container,
    command: ['sh', '-c', SCRIPT, 'sh', learnerUser],
    timeoutMs: 20_000,
    outputLimit: OUTPUT_LIMIT,
    signal,
  });

  if (outcome.exitCode !== 0 && !outcome.outputTooLarge)
    throw new Failure(
      'infrastructure',
      'audit-unavailable',
      `Expected the node ${container} to hand out the API server's audit log, found: ${programOutput(outcome)}.`,
      { facts: { container, exitCode: outcome.exitCode ?? null } },
    );
  const lines = outcome.stdout.split('\n').filter(Boolean);
  // A long-running request is reported at its start and at its end, under one id.
  const byId = new Map(lines.flatMap((line) => entryOf(line, learnerUser)));
  return {
    entries: [...byId.values()].slice(-ENTRIES),
    isComplete: lines.length <= ENTRIES && !outcome.outputTooLarge,
  };
}

function entryOf(line: string, user: string): [string, AuditEntry][] {
  const event = parse(line);
  if (event === undefined) return [];
  const { objectRef = {}, responseStatus = {}, annotations = {} } = event;
  const { resource, apiGroup, subresource, namespace, name } = objectRef;
  const path = [resource, subresource].filter(Boolean).join('/');
  const reason = responseStatus.message ?? annotations['authorization.k8s.io/reason'];
  return [
    [
      event.auditID,
      {
        at: event.requestReceivedTimestamp,
        user,
        verb: event.verb,
        resource: clip(path === '' ? event.requestURI : apiGroup ? `${path}.${apiGroup}` : path),
        ...(namespace === undefined ? {} : { namespace: clip(namespace) }),
        ...(name === undefined ? {} : { name: clip(name) }),
        ...(responseStatus.code === undefined ? {} : { code: responseStatus.code }),
        ...(reason === undefined || reason === '' ? {} : { reason: clip(reason) }),
      },
    ],
  ];
}

function parse(line: string): Type.Static<typeof AuditEvent> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return Value.Check(AuditEvent, value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function clip(text: string): string {
  return text.slice(0, TEXT_LIMIT);
}
