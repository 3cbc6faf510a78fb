import Type from 'typebox';
import { ObservedFile } from './observed-file.ts';
import { AbsolutePath, ContainerId, NodeName } from './references.ts';

const closed = { additionalProperties: false };
const Environment = Type.Record(Type.String(), Type.String());

export const ObservedProcess = Type.Object(
  {
    /** Inside its pid namespace: 1 for the first of a container that shares none. */
    pid: Type.Integer({ minimum: 1 }),
    /** Its parent's, 0 when that is not in the container. */
    parent: Type.Integer({ minimum: 0 }),
    /** A program can overwrite its own. */
    arguments: Type.Array(Type.String()),
    /** What it was started with. A program can overwrite its own; `started` cannot be. */
    environment: Environment,
    uid: Type.Integer({ minimum: 0 }),
    gid: Type.Integer({ minimum: 0 }),
    /** Without the one above, unless it stands there twice. */
    groups: Type.Array(Type.Integer({ minimum: 0 })),
    /** Milliseconds since the epoch, exact to some hundredths of a second. */
    startedAt: Type.Number(),
    /** Path in the container; empty for one that has ended and waits for its parent. */
    executable: Type.String(),
  },
  closed,
);
export type ObservedProcess = Type.Static<typeof ObservedProcess>;

export const ObservedMount = Type.Object(
  {
    path: Type.String(),
    readOnly: Type.Boolean(),
    /** Such as `overlay`, `tmpfs`, `ext4`. */
    fileSystem: Type.String(),
    /** The volume of the pod that is behind it. */
    volume: Type.Optional(
      Type.Object(
        {
          /** Such as `empty-dir`, `configmap`, `secret`, `projected`, `downward-api`. */
          plugin: Type.String(),
          name: Type.String(),
          /** What of the volume is mounted: `/`, or what a subPath named. */
          part: Type.String(),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type ObservedMount = Type.Static<typeof ObservedMount>;

/** Describes what runs in a container, and files as it sees them. */
export const ObserveContainer = {
  request: Type.Object(
    { node: NodeName, container: ContainerId, files: Type.Array(AbsolutePath, { maxItems: 32 }) },
    closed,
  ),
  answer: Type.Union([
    Type.Object({ running: Type.Literal(false) }, closed),
    Type.Object(
      {
        running: Type.Literal(true),
        /** What the runtime was told to start. */
        started: Type.Object({ arguments: Type.Array(Type.String()), environment: Environment }, closed),
        /** The first one first, the others in the order of their numbers on the node. */
        processes: Type.Array(ObservedProcess, { minItems: 1 }),
        /** Whether there are more processes than these. */
        truncated: Type.Boolean(),
        mounts: Type.Array(ObservedMount),
        /** In the order of the request. */
        files: Type.Array(ObservedFile),
      },
      closed,
    ),
  ]),
};
