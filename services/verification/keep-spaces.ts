import type { GradingCluster } from '../grading/grade-files.ts';

type Space = Awaited<ReturnType<GradingCluster['openSpace']>>;

/** A cluster that several fixtures share. */
export interface SharedCluster extends GradingCluster {
  closeSpace(
    space: Pick<Space, 'namespace' | 'graderNamespace'>,
    options: { signal: AbortSignal },
  ): Promise<void>;
}

/** Lends out a shared cluster and remembers the spaces opened in it, so that the borrower can give them back. */
export function keepSpaces(shared: () => Promise<SharedCluster>, signal: AbortSignal) {
  const spaces: Space[] = [];
  return {
    async cluster(): Promise<GradingCluster> {
      const cluster = await shared();
      return {
        ...cluster,
        async openSpace(options) {
          const space = await cluster.openSpace(options);
          spaces.push(space);
          return space;
        },
      };
    },
    async closeAll(): Promise<void> {
      if (spaces.length === 0) return;
      const { closeSpace } = await shared();
      await Promise.all(spaces.map((space) => closeSpace(space, { signal })));
    },
  };
}
