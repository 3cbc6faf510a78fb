import Type from 'typebox';
import { ContainerId, NodeName } from './references.ts';

const closed = { additionalProperties: false };

/** Ends a container with SIGKILL, as a crash would. */
export const EndContainer = {
  request: Type.Object({ node: NodeName, container: ContainerId }, closed),
  answer: Type.Object(
    {
      /** Processes that were killed; none when the container did not run. */
      processes: Type.Integer({ minimum: 0 }),
    },
    closed,
  ),
};
