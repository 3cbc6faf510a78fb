import Type from 'typebox';
import { ContainerName, NamespaceName, NodeName, PodName, PodUid } from './references.ts';

const closed = { additionalProperties: false };

/** Reads what the node keeps of all that a container has logged. */
export const ReadLog = {
  request: Type.Object(
    { node: NodeName, namespace: NamespaceName, pod: PodName, uid: PodUid, container: ContainerName },
    closed,
  ),
  answer: Type.Object(
    {
      /** Files of the log, oldest first, in the form of the runtime. */
      parts: Type.Array(
        Type.Object(
          {
            /** 0 for the first start of the container. */
            life: Type.Integer({ minimum: 0 }),
            /** Base64: a log may hold anything. */
            content: Type.String({ pattern: '^[A-Za-z0-9+/]*={0,2}$' }),
          },
          closed,
        ),
      ),
      /** Whether there is more than was read. */
      cut: Type.Boolean(),
    },
    closed,
  ),
};
