import type { MessageParams } from '../../contract/message.ts';
import { podSpecPath } from './pod-spec-path.ts';
import { CONTROLLER_LABELS, CREDENTIAL_TYPES } from './reserved-names.ts';
import { valueAt } from '../value-at.ts';

type Path = readonly (string | number)[];

/** A field with which a submission would leave its namespace or pass for something it is not. */
export interface IsolationProblem {
  path: Path;
  messageId: string;
  params: MessageParams;
}

const LABELLED_BY_CONTROLLERS = ['Pod', 'ReplicaSet'];
const CLUSTER_NAME = /\.svc(\.cluster\.local\.?)?$/;

/**
 * What of an object breaks the rules that Pod Security does not know. The cluster's admission policies hold the same
 * rules; this pass says them in the learner's language and with a line.
 */
export function isolationProblems(kind: string, value: unknown): IsolationProblem[] {
  return [
    ...priorityProblems(kind, value),
    ...audienceProblems(kind, value),
    ...addressProblems(kind, value),
    ...credentialProblems(kind, value),
    ...controllerLabelProblems(kind, value),
  ];
}

function priorityProblems(kind: string, value: unknown): IsolationProblem[] {
  const spec = podSpecPath(kind);
  if (spec === undefined) return [];
  const path = [...spec, 'priorityClassName'];
  const found = valueAt(value, path);
  if (typeof found !== 'string' || !found.startsWith('system-')) return [];
  return [{ path, messageId: 'system-priority-refused', params: { found } }];
}

function audienceProblems(kind: string, value: unknown): IsolationProblem[] {
  const spec = podSpecPath(kind);
  if (spec === undefined) return [];
  return itemPaths(value, [...spec, 'volumes'])
    .flatMap((volume) => itemPaths(value, [...volume, 'projected', 'sources']))
    .map((source) => [...source, 'serviceAccountToken', 'audience'])
    .filter((path) => valueAt(value, path) != null)
    .map((path) => ({
      path,
      messageId: 'credential-refused',
      params: { field: 'audience', found: shown(valueAt(value, path)) },
    }));
}

function addressProblems(kind: string, value: unknown): IsolationProblem[] {
  if (kind !== 'Service') return [];
  const external = valueAt(value, ['spec', 'externalName']);
  const isForeign = typeof external === 'string' && !CLUSTER_NAME.test(external);

  const paths = [
    ...itemPaths(value, ['spec', 'externalIPs']),
    ...(isForeign ? [['spec', 'externalName']] : []),
  ];

  return paths.map((path) => ({
    path,
    messageId: 'external-address-refused',
    params: { field: String(path[1]), found: shown(valueAt(value, path)) },
  }));
}

function credentialProblems(kind: string, value: unknown): IsolationProblem[] {
  const found = valueAt(value, ['type']);
  if (kind !== 'Secret' || typeof found !== 'string' || !CREDENTIAL_TYPES.includes(found)) return [];
  return [{ path: ['type'], messageId: 'credential-refused', params: { field: 'type', found } }];
}

function controllerLabelProblems(kind: string, value: unknown): IsolationProblem[] {
  if (!LABELLED_BY_CONTROLLERS.includes(kind)) return [];
  return CONTROLLER_LABELS.map((label) => ({ label, path: ['metadata', 'labels', label] }))
    .filter(({ path }) => valueAt(value, path) !== undefined)
    .map(({ label, path }) => ({ path, messageId: 'controller-label-refused', params: { label } }));
}

function itemPaths(value: unknown, path: Path): Path[] {
  const list = valueAt(value, path);
  return Array.isArray(list) ? list.map((_, index) => [...path, index]) : [];
}

function shown(value: unknown): string {
  return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 200);
}
