import { setTimeout as sleep } from 'node:timers/promises';
import type { V1Pod } from '@kubernetes/client-node';
import { connect } from '../../../../graders/cluster-access/connect.ts';
import type { Sandbox } from '../../../../services/domain/clusters/cluster.ts';
import type { Measure } from './abuse-case.ts';
import type { Stage } from './stage.ts';

const PATIENCE = 150_000;

/**
 * Waits for what a measure expects. Returns undefined when it came to pass, else what was found instead, for the
 * message of the test.
 */
export async function contain(stage: Stage, sandbox: Sandbox, measure: Measure): Promise<string | undefined> {
  const deadline = Date.now() + PATIENCE;

  for (;;) {
    const verdict = await look(stage, sandbox, measure);
    if (verdict === 'contained') return undefined;
    // Some findings are final: no waiting makes a connection undone.
    if (verdict.startsWith('!')) return verdict.slice(1);
    if (Date.now() > deadline) return `${verdict} after ${PATIENCE / 1000} s`;
    await sleep(500);
  }
}

async function look(stage: Stage, sandbox: Sandbox, measure: Measure): Promise<string> {
  const { core } = connect({
    kubeconfig: sandbox.kubeconfig,
    kubernetesVersion: stage.cluster.kubernetesVersion,
    kubectl: () => Promise.reject(new Error('No measure runs kubectl through it.')),
  }).grader;

  const { namespace } = sandbox;
  const readPod = (name: string) => core.readNamespacedPod({ name, namespace });
  const logOf = (name: string) => core.readNamespacedPodLog({ name, namespace }).catch(() => '');

  switch (measure.what) {
    case 'memory-limited': {
      const found = await readPod(measure.pod);

      const reasons = (found.status?.containerStatuses ?? []).map(
        ({ state, lastState }) => state?.terminated?.reason ?? lastState?.terminated?.reason,
      );

      if (reasons.includes('OOMKilled')) return 'contained';
      const log = await logOf(measure.pod);
      if (log.includes('stopped')) return 'contained';
      if (log.includes('filled')) return '!filled 4 GiB';
      return `phase ${found.status?.phase}, ended by ${reasons.join() || 'nothing'}`;
    }

    case 'pids-limited': {
      const count = await processesOf(stage, await readPod(measure.pod));
      if (count > measure.atMost) return `!${count} processes`;
      // Below 400 the bomb is still going off.
      return count > 400 ? 'contained' : `${count} processes`;
    }

    case 'evicted': {
      const { status } = await readPod(measure.pod);
      if (status?.phase === 'Failed' && status.reason === 'Evicted') return 'contained';
      return `phase ${status?.phase}, reason ${status?.reason}`;
    }

    case 'logs-bounded': {
      const found = await readPod(measure.pod);
      const folder = `/var/log/pods/${namespace}_${measure.pod}_${found.metadata?.uid}`;
      const size = Number(await stage.onNode(`du -sm ${folder} 2>/dev/null | cut -f1 || true`)) || 0;
      const state = found.status?.containerStatuses?.[0]?.state;
      const isEvicted = found.status?.reason === 'Evicted';
      // Both: the flood ran, and little of it is left.
      const ran = isEvicted || (state?.running !== undefined && (await floodIsOver(stage, found)));
      return ran && size <= measure.mebibytes ? 'contained' : `${size} MiB of logs`;
    }

    case 'pods-bounded': {
      const { items } = await core.listNamespacedPod({ namespace });
      if (items.length > measure.atMost) return `!${items.length} pods`;
      const { items: events } = await core.listNamespacedEvent({ namespace });
      const isRefused = events.some(({ message }) => message?.includes('exceeded quota'));
      return isRefused ? 'contained' : `${items.length} pods and nothing refused`;
    }

    case 'token-useless': {
      const found = await readPod(measure.pod);
      if (found.status?.phase !== 'Running') return `phase ${found.status?.phase}`;
      const file = '/var/run/secrets/kubernetes.io/serviceaccount/token';
      const token = await stage.kubectl(sandbox, 'learner', ['exec', measure.pod, '--', 'cat', file]);
      if (token.exitCode !== 0) return `no token: ${token.text}`;
      return (await whatTokenOpens(sandbox, token.text.trim())) ?? 'contained';
    }

    case 'closed': {
      const found = await readPod(measure.pod);
      if (found.status?.phase !== 'Succeeded') return `phase ${found.status?.phase}`;
      const lines = (await logOf(measure.pod)).split('\n').filter((line) => /^(reached|closed) /.test(line));
      const reached = lines.filter((line) => line.startsWith('reached'));
      if (reached.length > 0) return `!${reached.join(', ')}`;
      if (lines.length === 0) return '!nothing was tried';
      const counts = await stage.refused(measure.by === 'input' ? 'input' : 'forward');

      const packets =
        measure.by === 'forward'
          ? [...counts.values()].reduce((sum, count) => sum + count, 0)
          : (counts.get(measure.by === 'input' ? '0.0.0.0/0' : measure.by) ?? 0);

      return packets > 0 ? 'contained' : '!no rule of the firewall has refused a packet';
    }
  }
}

/** Processes whose control group belongs to the pod; cgroup v2 with systemd writes the uid with underscores. */
async function processesOf(stage: Stage, { metadata }: V1Pod): Promise<number> {
  const uid = metadata?.uid ?? '';
  const names = `-e ${uid} -e ${uid.replaceAll('-', '_')}`;
  return Number(await stage.onNode(`grep -ls ${names} /proc/[0-9]*/cgroup | wc -l`));
}

async function floodIsOver(stage: Stage, found: V1Pod): Promise<boolean> {
  const id = found.status?.containerStatuses?.[0]?.containerID?.replace('containerd://', '') ?? '';

  const processes = await stage.onNode(
    `for f in $(grep -ls ${id} /proc/[0-9]*/cgroup); do tr '\\0' ' ' < $(dirname $f)/cmdline; echo; done`,
  );

  return processes.includes('sleep 3600') && !processes.includes('yes');
}

/** What the token may read of the namespace; undefined when nothing. */
async function whatTokenOpens(sandbox: Sandbox, token: string): Promise<string | undefined> {
  const { config } = connect({
    kubeconfig: sandbox.kubeconfig
      .replaceAll(/token: .*/g, `token: ${token}`)
      .replaceAll(/^\s+as: .*\n/gm, ''),
    kubernetesVersion: '',
    kubectl: () => Promise.reject(new Error('No measure runs kubectl through it.')),
  }).learner;

  const { CoreV1Api } = await import('@kubernetes/client-node');
  const core = config.makeApiClient(CoreV1Api);
  const { namespace } = sandbox;

  const reads = {
    pods: () => core.listNamespacedPod({ namespace }),
    secrets: () => core.listNamespacedSecret({ namespace }),
    configmaps: () => core.listNamespacedConfigMap({ namespace }),
    nodes: () => core.listNode(),
  };

  const opened: string[] = [];
  for (const [what, read] of Object.entries(reads))
    await read().then(
      () => opened.push(what),
      (error: unknown) => {
        if (!(error instanceof Error) || !/"?code"?: ?403|HTTP-Code: 403/.test(error.message)) throw error;
      },
    );
  return opened.length === 0 ? undefined : `!the token reads ${opened.join(', ')}`;
}
