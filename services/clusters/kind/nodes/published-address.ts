import Type from 'typebox';
import Value from 'typebox/value';

const Inspection = Type.Object({
  Config: Type.Object({
    Labels: Type.Union([Type.Record(Type.String(), Type.String()), Type.Null()]),
  }),
  NetworkSettings: Type.Object({
    Ports: Type.Optional(
      Type.Union([
        Type.Null(),
        Type.Record(
          Type.String(),
          Type.Union([
            Type.Null(),
            Type.Array(Type.Object({ HostIp: Type.String(), HostPort: Type.String() })),
          ]),
        ),
      ]),
    ),
  }),
});

/** Of a node; kind's and kubeadm's default. */
export const API_SERVER_PORT = 6443;

/**
 * `host:port` at which a TCP port of a container is reached, from what the engine tells of the container, as JSON. Docker
 * Desktop says it in a label where its own forwarding differs (as kind reads it, too:
 * https://github.com/kubernetes-sigs/kind/blob/main/pkg/cluster/internal/providers/docker/provider.go).
 */
export function publishedAddress(inspection: string, port: number): string | undefined {
  const { Config, NetworkSettings } = Value.Parse(Inspection, JSON.parse(inspection));
  const label = Config.Labels?.[`desktop.docker.io/ports/${port}/tcp`];
  if (label !== undefined && label !== '') return label;
  const [first] = NetworkSettings.Ports?.[`${port}/tcp`] ?? [];
  if (first === undefined) return undefined;
  return first.HostIp.includes(':')
    ? `[${first.HostIp}]:${first.HostPort}`
    : `${first.HostIp}:${first.HostPort}`;
}
