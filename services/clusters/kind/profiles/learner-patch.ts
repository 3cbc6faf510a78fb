import Type from 'typebox';
import { parse } from 'yaml';
import { Failure } from '../../../domain/failure.ts';
import { parseOrRefuse } from '../../parse-or-refuse.ts';

const closed = { additionalProperties: false };
const Value = Type.String({ maxLength: 512 });

/** Flags of the kubelet that exercises about nodes need; none opens a file or a port. */
const FLAGS = ['eviction-hard', 'kube-reserved', 'max-pods', 'node-labels', 'system-reserved'] as const;
const Flag = Type.Object({ name: Type.Enum([...FLAGS]), value: Value }, closed);

const FlagMap = Type.Object(
  {
    'eviction-hard': Type.Optional(Value),
    'kube-reserved': Type.Optional(Value),
    'max-pods': Type.Optional(Value),
    'node-labels': Type.Optional(Value),
    'system-reserved': Type.Optional(Value),
  },
  closed,
);

/** A list since kubeadm v1beta4, a map before. */
const Flags = Type.Union([Type.Array(Flag), FlagMap]);

const Registration = Type.Object(
  {
    kind: Type.Enum(['InitConfiguration', 'JoinConfiguration']),
    apiVersion: Type.Optional(Type.Enum(['kubeadm.k8s.io/v1beta3', 'kubeadm.k8s.io/v1beta4'])),
    nodeRegistration: Type.Object({ kubeletExtraArgs: Type.Optional(Flags) }, closed),
  },
  closed,
);

const Quantities = Type.Record(Type.String(), Value);

const Kubelet = Type.Object(
  {
    kind: Type.Literal('KubeletConfiguration'),
    apiVersion: Type.Optional(Type.Literal('kubelet.config.k8s.io/v1beta1')),
    systemReserved: Type.Optional(Quantities),
    kubeReserved: Type.Optional(Quantities),
    maxPods: Type.Optional(Type.Integer({ minimum: 1, maximum: 110 })),
  },
  closed,
);

const AnyPatch = Type.Object({
  kind: Type.Enum(['InitConfiguration', 'JoinConfiguration', 'KubeletConfiguration']),
});

const PATH = '/nodeRegistration/kubeletExtraArgs';
const op = Type.Enum(['add', 'replace']);

const Changes = Type.Array(
  Type.Union([
    Type.Object({ op, path: Type.Literal(PATH), value: Flags }, closed),
    Type.Object({ op, path: Type.Literal(`${PATH}/-`), value: Flag }, closed),
    Type.Object({ op, path: Type.Enum(FLAGS.map((name) => `${PATH}/${name}`)), value: Value }, closed),
  ]),
  { minItems: 1, maxItems: 8 },
);

/**
 * A learner's merge patch of kubeadm's or the kubelet's configuration, once nothing in it is off the list: flags of
 * the kubelet, reservations, the number of pods.
 *
 * Throws a Failure (`learner`, `kind-configuration-refused`).
 *
 * @param path Of the patch in the kind configuration, for the message.
 */
export function checkPatch(text: string, path: string): Record<string, unknown> {
  const value = parsed(text, path);
  const refuse = refusal(path);
  const { kind } = parseOrRefuse(AnyPatch, value, refuse);
  return parseOrRefuse(kind === 'KubeletConfiguration' ? Kubelet : Registration, value, refuse);
}

/** The same for the changes of a patch in the form of RFC 6902; returns them as JSON. */
export function checkChanges(text: string, path: string): string {
  return JSON.stringify(parseOrRefuse(Changes, parsed(text, path), refusal(path)));
}

function parsed(text: string, path: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0 });
  } catch (cause) {
    throw refusal(path)(`text that is no YAML: ${cause instanceof Error ? cause.message.slice(0, 300) : ''}`);
  }
}

function refusal(path: string): (found: string) => Failure {
  return (found) =>
    new Failure(
      'learner',
      'kind-configuration-refused',
      `Expected the patch ${path} to set only ${FLAGS.join(', ')} of kubeletExtraArgs, or reservations and maxPods ` +
        `of a KubeletConfiguration, found ${found}.`,
    );
}
