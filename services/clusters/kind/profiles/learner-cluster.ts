import Type from 'typebox';

const closed = { additionalProperties: false };
const Port = Type.Integer({ minimum: 1, maximum: 65_535 });
const Labels = Type.Record(Type.String(), Type.String());
const Range = Type.String({ pattern: '^\\d{1,3}(\\.\\d{1,3}){3}/\\d{1,2}$' });

/** Not in the folders that make a node work. */
const NodePath = Type.String({
  pattern: '^/(?!etc|usr|var|run|proc|sys|dev|kind|bin|sbin|lib|boot|root|tmp)[\\w-]+(/[\\w-][\\w.-]*)*$',
});

const Node = Type.Object(
  {
    role: Type.Enum(['control-plane', 'worker']),
    // Taken and forgotten: the image is the run's.
    image: Type.Optional(Type.String()),
    labels: Type.Optional(Labels),
    extraMounts: Type.Optional(
      Type.Array(
        Type.Object(
          {
            hostPath: Type.String({ minLength: 1, maxLength: 512 }),
            containerPath: NodePath,
            readOnly: Type.Optional(Type.Boolean()),
          },
          closed,
        ),
        { maxItems: 8 },
      ),
    ),
    extraPortMappings: Type.Optional(
      Type.Array(
        Type.Object(
          {
            containerPort: Port,
            hostPort: Type.Optional(Port),
            listenAddress: Type.Optional(Type.String()),
            protocol: Type.Optional(Type.Enum(['TCP', 'UDP'])),
          },
          closed,
        ),
        { maxItems: 8 },
      ),
    ),
    kubeadmConfigPatches: Type.Optional(Type.Array(Type.String(), { maxItems: 8 })),
    kubeadmConfigPatchesJSON6902: Type.Optional(
      Type.Array(
        Type.Object(
          {
            group: Type.Literal('kubeadm.k8s.io'),
            version: Type.Enum(['v1beta3', 'v1beta4']),
            kind: Type.Enum(['InitConfiguration', 'JoinConfiguration']),
            patch: Type.String(),
          },
          closed,
        ),
        { maxItems: 8 },
      ),
    ),
  },
  closed,
);

export type LearnerNode = Type.Static<typeof Node>;

/** The fields of a kind configuration that a learner may set. */
export const LearnerCluster = Type.Object(
  {
    kind: Type.Literal('Cluster'),
    apiVersion: Type.Literal('kind.x-k8s.io/v1alpha4'),
    // Taken and forgotten: the name is the run's.
    name: Type.Optional(Type.String()),
    nodes: Type.Array(Node, { minItems: 1 }),
    networking: Type.Optional(
      Type.Object(
        {
          podSubnet: Type.Optional(Range),
          serviceSubnet: Type.Optional(Range),
          apiServerAddress: Type.Optional(Type.String()),
          apiServerPort: Type.Optional(Type.Integer({ minimum: -1, maximum: 65_535 })),
          kubeProxyMode: Type.Optional(Type.Enum(['iptables', 'nftables'])),
        },
        closed,
      ),
    ),
    kubeadmConfigPatches: Type.Optional(Type.Array(Type.String(), { maxItems: 8 })),
  },
  closed,
);
