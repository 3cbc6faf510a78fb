import { describe, expect, it } from 'vitest';
import type { Administrator } from '../../../../services/clusters/sandbox/administrator.ts';
import { waitUntilReady } from '../../../../services/clusters/sandbox/wait-until-ready.ts';

/** A cluster that grows ready by what is put into it. */
function cluster() {
  const state = { readyz: 200, nodes: ['True'], accounts: ['default', 'saiten-system'] };

  const administrator = {
    get: async () => ({ status: state.readyz, text: '' }),
    core: {
      listNode: async () => ({
        items: state.nodes.map((status) => ({ status: { conditions: [{ type: 'Ready', status }] } })),
      }),
      async readNamespacedServiceAccount({ namespace }: { namespace: string }) {
        if (!state.accounts.includes(namespace)) throw new Error(`no account in ${namespace}`);
      },
    },
  } as unknown as Administrator;

  return { state, administrator };
}

async function wait(administrator: Administrator, onSleep: () => void = () => undefined) {
  let time = 0;

  const clock = {
    now: () => time,
    async sleep(milliseconds: number) {
      time += milliseconds;
      onSleep();
    },
  };

  const { signal } = new AbortController();
  await waitUntilReady(administrator, { clock, signal, nodes: 1, timeoutMs: 1000 });
  return time;
}

describe('waitUntilReady', () => {
  it('returns at once where nothing is missing', async () => {
    expect(await wait(cluster().administrator)).toBe(0);
  });

  it.each<[string, Partial<ReturnType<typeof cluster>['state']>]>([
    ['/readyz answers 500', { readyz: 500 }],
    ['0 of 1 nodes are ready', { nodes: ['False'] }],
    ['no account in default', { accounts: ['saiten-system'] }],
    ['no account in saiten-system', { accounts: ['default'] }],
  ])('waits, and says what was last missing: %s', async (missing, change) => {
    const { state, administrator } = cluster();
    Object.assign(state, change);

    await expect(wait(administrator)).rejects.toMatchObject({
      code: 'cluster-not-ready',
      message: expect.stringContaining(missing) as unknown,
    });
  });

  it('returns when what was missing has come', async () => {
    const { state, administrator } = cluster();
    state.accounts = [];
    expect(await wait(administrator, () => (state.accounts = ['default', 'saiten-system']))).toBe(200);
  });
});
