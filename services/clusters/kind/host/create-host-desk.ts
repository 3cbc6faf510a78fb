import type Type from 'typebox';
import Value from 'typebox/value';
import {
  HOST_OPERATIONS,
  type HostOperation,
  type HostRequest,
} from '../../../../graders/contract/host/host-operations.ts';
import type { Cluster } from '../../../domain/clusters/cluster.ts';
import { Failure } from '../../../domain/failure.ts';
import type { Logger } from '../../../observability/logger.ts';
import { KIND_CLUSTER_LABEL } from '../cluster-labels.ts';
import type { Docker } from '../engine/docker.ts';
import type { HostSite } from './host-site.ts';
import { runNodeScript } from './node-scripts.ts';
import { OPERATIONS } from './operations.ts';

export interface HostDeskNeeds {
  docker: Pick<Docker, 'exec' | 'containers'>;
  /** Name that kind knows the cluster by. */
  kindName: string;
  /** Ids of its node containers. */
  nodes: readonly string[];
  logger: Pick<Logger, 'info'>;
}

/**
 * Does what a grading process asks for, as far as it is one of the operations, declared where it must be, and about a node of this
 * cluster. Everything else is a Failure of fault `grader`; what goes wrong while it is done is of fault `infrastructure`.
 */
export function createHostDesk({ docker, kindName, nodes, logger }: HostDeskNeeds): Cluster['askHost'] {
  const containerOf = async (node: string): Promise<string> => {
    const members = await docker.containers(`${KIND_CLUSTER_LABEL}=${kindName}`);
    const found = members.find(({ id, name }) => name === node && nodes.includes(id));
    if (found !== undefined) return found.id;
    throw refused('host-foreign-node', `a node of the run's cluster, found "${node}"`);
  };

  return async ({ operation, request }, { sandbox, tools, signal }) => {
    if (!isOperation(operation))
      throw refused(
        'host-operation-unknown',
        `one of ${Object.keys(OPERATIONS).join(', ')}, found "${operation}"`,
      );
    const { tool } = OPERATIONS[operation];
    if (tool !== undefined && !tools.includes(tool))
      throw refused('host-tool-undeclared', `exercise.yaml to declare "tools: [${tool}]" for ${operation}`);
    const { namespace } = sandbox;
    if (tool !== undefined)
      logger.info({ cluster: kindName, namespace, operation, request }, 'grader acts from outside');
    return perform(operation, request, {
      namespaces: [namespace, sandbox.graderNamespace],
      run: async (node, script, args, limits) =>
        runNodeScript({ docker, container: await containerOf(node), script, args, ...limits, signal }),
    });
  };
}

async function perform<Name extends HostOperation>(operation: Name, request: unknown, site: HostSite) {
  const schemas: { request: Type.TSchema } = HOST_OPERATIONS[operation];

  if (!Value.Check(schemas.request, request)) {
    const [first] = Value.Errors(schemas.request, request);
    throw refused(
      'host-request-invalid',
      `a request of ${operation}, found: ${first?.instancePath ?? ''} ${first?.message ?? ''}`,
    );
  }

  try {
    // The schema of that name has accepted it.
    return await OPERATIONS[operation].run(request as HostRequest<Name>, site);
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    const found = cause instanceof Error ? cause.message.slice(0, 300) : String(cause);
    throw new Failure(
      'infrastructure',
      'host-answer-unreadable',
      `Expected the node to answer ${operation} in our form, found: ${found}. The run is repeated on another cluster.`,
      { cause },
    );
  }
}

function isOperation(name: string): name is HostOperation {
  return Object.hasOwn(OPERATIONS, name);
}

function refused(code: string, expected: string): Failure {
  return new Failure('grader', code, `Expected ${expected}.`);
}
