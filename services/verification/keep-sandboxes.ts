import type { GradingCluster } from '../grading/grade-files.ts';

type OpenSandbox = Awaited<ReturnType<GradingCluster['openSandbox']>>;

/** A cluster that several fixtures share. */
export interface SharedCluster extends GradingCluster {
  closeSandbox(
    sandbox: Pick<OpenSandbox, 'namespace' | 'graderNamespace'>,
    options: { signal: AbortSignal },
  ): Promise<void>;
}

/** Lends out a shared cluster and remembers the sandboxes opened in it, so that the borrower can give them back. */
export function keepSandboxes(shared: () => Promise<SharedCluster>, signal: AbortSignal) {
  const sandboxes: OpenSandbox[] = [];
  return {
    async cluster(): Promise<GradingCluster> {
      const cluster = await shared();
      return {
        ...cluster,
        async openSandbox(options) {
          const sandbox = await cluster.openSandbox(options);
          sandboxes.push(sandbox);
          return sandbox;
        },
      };
    },
    async closeAll(): Promise<void> {
      if (sandboxes.length === 0) return;
      const { closeSandbox } = await shared();
      await Promise.all(sandboxes.map((sandbox) => closeSandbox(sandbox, { signal })));
    },
  };
}
