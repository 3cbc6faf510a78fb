import { writeFile } from 'node:fs/promises';
import Type from 'typebox';
import Value from 'typebox/value';
import { Failure } from '../../../domain/failure.ts';
import type { Docker } from '../engine/docker.ts';
import { askEngine } from '../engine/engine-answer.ts';
import type { EngineRequest, EngineSocket } from '../engine/engine-socket.ts';
import { replaceStrings } from './replace-strings.ts';
import type { KindCreation } from '../kind.ts';
import {
  KUBEADM_CONFIGURATION,
  nodeAddress,
  ownTexts,
  parseNode,
  type KindRecording,
} from './kind-recording.ts';
import { kubeconfigFromOutside } from '../nodes/kubeconfig-from-outside.ts';
import { nodeOf } from '../nodes/node-of.ts';
import { programOutput } from '../engine/program-output.ts';
import { API_SERVER_PORT, publishedAddress } from '../nodes/published-address.ts';

export interface StartRecordedOptions {
  socket: EngineSocket;
  docker: Pick<Docker, 'exec'>;
  /** A TCP port of this machine that nothing listens on. */
  freePort(): Promise<number>;
  /** Removes a label of a node, with the administrator's kubeconfig. */
  removeNodeLabel(kubeconfig: string, node: string, label: string, signal: AbortSignal): Promise<void>;
}

const Made = Type.Object({ Id: Type.String({ minLength: 1 }) });

/**
 * What kind does in the node, and in which order. containerd answers when systemd has come that far; kind waits for
 * systemd's own words, which not every node says.
 */
const START = `until test -S /run/containerd/containerd.sock; do sleep 0.05; done
mkdir -p "$(dirname ${KUBEADM_CONFIGURATION})"
(umask 077 && printf %s "$1" > ${KUBEADM_CONFIGURATION})
kubeadm init --config=${KUBEADM_CONFIGURATION} --skip-token-print >&2 && cat /etc/kubernetes/admin.conf`;

/** kubeadm's; kind takes it from a node that has no workers beside it, so that load balancers lead there. */
const NOT_FOR_BALANCERS = 'node.kubernetes.io/exclude-from-external-load-balancers';

/**
 * Starts a cluster as kind has started the recorded one, without the forty programs that kind starts on the way. Ends as
 * `kind create cluster` does, with the same failures, and leaves the same behind.
 */
export async function startRecorded(
  recording: KindRecording,
  creation: KindCreation,
  options: StartRecordedOptions,
): Promise<void> {
  const { name, timeoutMs, signal, kubeconfigFile } = creation;
  const { socket, docker } = options;
  const node = nodeOf(name);

  const ask = (request: Pick<EngineRequest, 'method' | 'path' | 'body'>): Promise<string> =>
    askEngine(socket, { ...request, timeoutMs, signal });

  const own = ownTexts(creation);
  const { HostConfig, ...container } = replaceStrings(recording.container, recording.own, own);
  const PortBindings = await freshPorts(recording.ports, options);
  const body = { ...container, HostConfig: { ...(HostConfig as object), PortBindings } };
  const made = await ask({ method: 'POST', path: `/containers/create?name=${node}`, body });
  const { Id } = Value.Parse(Made, JSON.parse(made));
  await ask({ method: 'POST', path: `/containers/${Id}/start` });
  const inspection = await ask({ method: 'GET', path: `/containers/${Id}/json` });

  const kubeadm = replaceStrings(
    recording.kubeadm,
    [...recording.own, recording.address],
    [...own, nodeAddress(parseNode(inspection))],
  );

  const outcome = await docker.exec({
    container: Id,
    command: ['/bin/sh', '-c', START, 'sh', kubeadm],
    timeoutMs,
    signal,
  });

  if (outcome.exitCode !== 0)
    throw new Failure(
      'infrastructure',
      outcome.timedOut ? 'cluster-create-timeout' : 'cluster-create-failed',
      `Expected "kubeadm init" to succeed in ${node}, found: ${programOutput(outcome)}. See docs/clusters.md, "When a ` +
        'cluster does not come up".',
      { facts: { cluster: name, image: creation.image, exitCode: outcome.exitCode ?? null } },
    );
  const address = publishedAddress(inspection, API_SERVER_PORT);
  if (address === undefined)
    throw new Error(`Expected the engine to pass on port ${API_SERVER_PORT} of ${node}.`);
  const kubeconfig = kubeconfigFromOutside(outcome.stdout, address);
  await writeFile(kubeconfigFile, kubeconfig);
  await options.removeNodeLabel(kubeconfig, node, NOT_FOR_BALANCERS, signal);
}

/** The engine would choose another port each time the container starts; kind chooses one for good, as this does. */
async function freshPorts(
  ports: KindRecording['ports'],
  { freePort }: Pick<StartRecordedOptions, 'freePort'>,
): Promise<Record<string, object[]>> {
  const bound: Record<string, object[]> = {};

  for (const [port, addresses] of Object.entries(ports)) {
    bound[port] = [];
    for (const HostIp of addresses) bound[port].push({ HostIp, HostPort: String(await freePort()) });
  }

  return bound;
}
