import type { V1ContainerStatus, V1Pod } from '@kubernetes/client-node';
import type { Evidence } from '../contract/finding.ts';

/** A pod's phase, the conditions that are not true, and per container what it waits for or how it ended, as evidence. */
export function podState(pod: V1Pod): Evidence {
  const { status } = pod;

  const conditions = (status?.conditions ?? [])
    .filter((condition) => condition.status !== 'True')
    .map(
      ({ type, reason, message }) =>
        `${type} is not true: ${[reason, message].filter(Boolean).join(': ') || '-'}`,
    );

  const containers = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])].map(
    containerLine,
  );

  const text = [`phase ${status?.phase ?? 'unknown'}`, ...conditions, ...containers].join('\n');
  return { kind: 'object', source: `Pod ${pod.metadata?.name ?? ''}`, text: text.slice(0, 4000) };
}

function containerLine({ name, ready, restartCount, state, lastState }: V1ContainerStatus): string {
  const waiting =
    state?.waiting && `waiting (${[state.waiting.reason, state.waiting.message].filter(Boolean).join(': ')})`;

  const ended = state?.terminated ?? lastState?.terminated;
  const end = ended && `ended with exit code ${ended.exitCode} (${ended.reason ?? '-'})`;
  const facts = [ready ? 'ready' : 'not ready', `${restartCount} restarts`, waiting, end].filter(Boolean);
  return `container ${name}: ${facts.join(', ')}`;
}
