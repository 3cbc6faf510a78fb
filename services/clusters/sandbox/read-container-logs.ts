import Type from 'typebox';
import Value from 'typebox/value';
import type { EvidenceRead } from '../../domain/clusters/sandbox-evidence.ts';
import type { Administrator } from './administrator.ts';

const LIST_LIMIT = 4 * 1024 * 1024;
/** Logs read at most, those of the run before a restart among them. */
const LOGS = 60;
const LINES = 200;
const BYTES = 16 * 1024;

const Statuses = Type.Optional(
  Type.Array(Type.Object({ name: Type.String(), restartCount: Type.Integer() })),
);

const PodList = Type.Object({
  metadata: Type.Optional(Type.Object({ continue: Type.Optional(Type.String()) })),
  items: Type.Array(
    Type.Object({
      metadata: Type.Object({ name: Type.String() }),
      status: Type.Optional(
        Type.Object({
          initContainerStatuses: Statuses,
          containerStatuses: Statuses,
          ephemeralContainerStatuses: Statuses,
        }),
      ),
    }),
  ),
});

/** The last lines of every container of a namespace, and of its run before the last restart where there was one. */
export async function readContainerLogs(
  { read }: Pick<Administrator, 'read'>,
  namespace: string,
): Promise<EvidenceRead> {
  const root = `/api/v1/namespaces/${namespace}/pods`;
  const listed = await read(`${root}?limit=100`, { limit: LIST_LIMIT });
  if (listed.status !== 200 || listed.isCut) throw new Error(`${root} answered ${listed.status}`);
  const { items, metadata } = Value.Parse(PodList, JSON.parse(listed.text));

  const sources = items.flatMap(({ metadata: { name: pod }, status = {} }) =>
    [
      ...(status.initContainerStatuses ?? []),
      ...(status.containerStatuses ?? []),
      ...(status.ephemeralContainerStatuses ?? []),
    ].flatMap(({ name: container, restartCount }) => [
      ...(restartCount > 0 ? [{ pod, container, previous: true }] : []),
      { pod, container, previous: false },
    ]),
  );

  const logs = await Promise.all(
    sources.slice(0, LOGS).map(async ({ pod, container, previous }) => {
      const query = new URLSearchParams({
        container,
        tailLines: String(LINES),
        limitBytes: String(BYTES),
        ...(previous ? { previous: 'true' } : {}),
      });

      const { status, text } = await read(`${root}/${encodeURIComponent(pod)}/log?${query.toString()}`, {
        limit: BYTES,
        accept: '*/*',
      });

      // 400: the container has not started; 404: the pod has gone meanwhile; 500: its node does not answer.
      return { pod, container, previous, text: status === 200 ? text : '' };
    }),
  );

  return {
    items: logs.filter(({ text }) => text !== ''),
    isComplete: sources.length <= LOGS && !metadata?.continue,
  };
}
