import Type from 'typebox';
import Value from 'typebox/value';
import { parseAllDocuments } from 'yaml';
import type { Docker } from '../engine/docker.ts';
import { askEngine } from '../engine/engine-answer.ts';
import type { EngineSocket } from '../engine/engine-socket.ts';
import { replaceStrings } from './replace-strings.ts';
import type { KindCreation } from '../kind.ts';
import { nodeOf } from '../nodes/node-of.ts';

/** How kind has started a cluster of one node: what it asked the engine for, and what it told kubeadm. */
export interface KindRecording {
  image: string;
  configuration: string;
  /** Texts of the recorded cluster alone, see `ownTexts`. */
  own: readonly string[];
  /** IPv4 address of its node. */
  address: string;
  /** As the engine takes it, but for the ports. */
  container: Readonly<Record<string, unknown>>;
  /** Ports of the node, as `6443/tcp`, with the addresses of the engine's machine that lead to them. */
  ports: Readonly<Record<string, readonly string[]>>;
  /** Text of kubeadm's configuration. */
  kubeadm: string;
}

const Rest = { additionalProperties: Type.Unknown() };
const Port = Type.Object({ HostIp: Type.String(), HostPort: Type.String() });

/** What the engine tells of a container, https://docs.docker.com/reference/api/engine/. */
const Inspection = Type.Object({
  Config: Type.Object({ Labels: Type.Record(Type.String(), Type.String()) }, Rest),
  HostConfig: Type.Object(
    {
      NetworkMode: Type.String(),
      PortBindings: Type.Record(Type.String(), Type.Array(Port)),
    },
    Rest,
  ),
  NetworkSettings: Type.Object({
    Networks: Type.Record(Type.String(), Type.Object({ IPAddress: Type.String({ minLength: 1 }) })),
  }),
});

/** Where kind puts kubeadm's configuration. */
export const KUBEADM_CONFIGURATION = '/kind/kubeadm.conf';
const SHORT = 30_000;
/** Docker Desktop's own, about ports of this one container. */
const OF_ONE_CONTAINER = 'desktop.docker.io/';

/** What the engine tells of a node that runs, from JSON. */
export function parseNode(inspection: string): Type.Static<typeof Inspection> {
  return Value.Parse(Inspection, JSON.parse(inspection));
}

/** Address of a node in its cluster's network. */
export function nodeAddress({ HostConfig, NetworkSettings }: Type.Static<typeof Inspection>): string {
  const found = NetworkSettings.Networks[HostConfig.NetworkMode]?.IPAddress;
  if (found === undefined) throw new Error(`Expected a node in the network ${HostConfig.NetworkMode}.`);
  return found;
}

/** What stands in a cluster's configuration and container and in no other's, always in the same order. */
export function ownTexts({ name, network, own = [] }: KindCreation): string[] {
  return [name, network, ...own];
}

/**
 * Looks at a cluster that kind has just made, before anybody else has been in it. Throws where it is not as expected.
 */
export async function recordKind(
  creation: KindCreation,
  { socket, docker }: { socket: EngineSocket; docker: Pick<Docker, 'exec'> },
): Promise<KindRecording> {
  const { image, configuration, signal } = creation;
  const container = nodeOf(creation.name);
  const request = { method: 'GET', path: `/containers/${container}/json`, signal } as const;
  const inspected = parseNode(await askEngine(socket, request));
  const { Config, HostConfig } = inspected;
  const command = ['cat', KUBEADM_CONFIGURATION];
  const { exitCode, stdout } = await docker.exec({ container, command, timeoutMs: SHORT, signal });
  if (exitCode !== 0) throw new Error(`Expected ${KUBEADM_CONFIGURATION} in the node.`);
  const { PortBindings, ...limits } = HostConfig;
  const labels = Object.entries(Config.Labels).filter(([key]) => !key.startsWith(OF_ONE_CONTAINER));
  return {
    ...{ image, configuration, own: ownTexts(creation), address: nodeAddress(inspected) },
    container: { ...Config, Labels: Object.fromEntries(labels), HostConfig: limits },
    ports: Object.fromEntries(
      Object.entries(PortBindings).map(([port, bindings]) => [port, bindings.map(({ HostIp }) => HostIp)]),
    ),
    kubeadm: withoutTaint(stdout),
  };
}

/** Whether kind would make this cluster as it made the recorded one, but for what is each cluster's own. */
export function isAlike(recording: KindRecording, creation: KindCreation): boolean {
  if (recording.image !== creation.image) return false;
  const expected = replaceStrings(recording.configuration, recording.own, ownTexts(creation));
  return expected === creation.configuration;
}

/** kind has kubeadm keep pods off the node and then takes that back; an empty list says so at once. */
function withoutTaint(kubeadm: string): string {
  return parseAllDocuments(kubeadm)
    .map((document) => {
      if (document.get('kind') === 'InitConfiguration')
        document.setIn(['nodeRegistration', 'taints'], document.createNode([]));
      if (document.directives !== undefined) document.directives.docStart = true;
      return document.toString();
    })
    .join('');
}
