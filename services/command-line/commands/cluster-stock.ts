import { PROFILES } from '../../clusters/kind/profiles/profiles.ts';
import { loadSettings } from '../../config/load.ts';
import { Failure } from '../../domain/failure.ts';
import { poolRequest, type PoolMember } from '../../domain/clusters/pool-member.ts';
import { openResources } from '../../processes/open-resources.ts';

const ASKED = /^([a-z0-9]+(?:\+[a-z-]+)*)=(\d{1,3}|auto)$/;

export interface StockOptions {
  dryRun?: boolean;
}

/**
 * Asks every worker to keep as many clusters ready, such as `single=2`; `auto` leaves it to the settings again. Failures
 * `stock-unclear`, `unknown-profile`.
 */
export async function warmClusters(
  wishes: readonly string[],
  { dryRun = false }: StockOptions,
): Promise<void> {
  const asked = wishes.map(readWish);
  const { settings } = loadSettings('local');
  const resources = await openResources(settings);
  const { pool } = resources.store;

  try {
    const before = await pool.minimums();

    for (const { key, count } of asked) {
      if (!dryRun) await pool.setMinimum(key, count);

      const now = (await pool.list()).filter(
        ({ poolKey, state }) => poolKey === key && state === 'ready',
      ).length;

      process.stdout.write(
        `${dryRun ? 'would ask' : 'asked'} every worker for ${describe(count)} of ${key} (before: ` +
          `${describe(before.get(key))}, ready now: ${now})\n`,
      );
    }
  } finally {
    await resources.close();
  }
}

/**
 * Gives up the ready clusters of these kinds, or of all, and keeps none of them ready until somebody asks for it again.
 * Runs that hold a cluster are left alone. Failure `unknown-profile`.
 */
export async function drainClusters(
  keys: readonly string[],
  { dryRun = false }: StockOptions,
): Promise<void> {
  keys.forEach(requireKind);
  const { settings } = loadSettings('local');
  const resources = await openResources(settings);
  const { pool } = resources.store;

  try {
    const members = await pool.list();
    const known = [...members.map(({ poolKey }) => poolKey), ...(await pool.minimums()).keys()];
    const drained = keys.length > 0 ? keys : [...new Set(known)];
    if (!dryRun) for (const key of drained) await pool.setMinimum(key, 0);
    const ready = members.filter(({ poolKey, state }) => state === 'ready' && drained.includes(poolKey));

    for (const member of ready) {
      const gone = dryRun || (await pool.move(member, 'dirty')) !== undefined;
      process.stdout.write(gone ? `${dryRun ? 'would give up' : 'gave up'} ${at(member)}\n` : '');
    }

    process.stdout.write(
      drained.length === 0
        ? 'there is no stock\n'
        : `${dryRun ? 'would keep' : 'keeps'} none of ${drained.join(', ')} ready; "saiten clusters warm ` +
            `${drained.map((key) => `${key}=auto`).join(' ')}" undoes it\n`,
    );
  } finally {
    await resources.close();
  }
}

function readWish(text: string): { key: string; count: number | undefined } {
  const [, key, count] = ASKED.exec(text) ?? [];
  if (key === undefined || count === undefined)
    throw new Failure(
      'configuration',
      'stock-unclear',
      `Expected a profile and how many clusters of it to keep ready, such as single=2 or single=auto, found "${text}".`,
    );
  requireKind(key);
  return { key, count: count === 'auto' ? undefined : Number(count) };
}

/** A kind is a profile, with the tools that exercises ask for: `single`, `single+end-container`. */
function requireKind(key: string): void {
  const { profile } = poolRequest(key);
  if (PROFILES.some(({ name }) => name === profile)) return;
  throw new Failure(
    'configuration',
    'unknown-profile',
    `Expected a cluster profile (${PROFILES.map(({ name }) => name).join(', ')}), found "${profile}".`,
  );
}

const describe = (count: number | undefined) =>
  count === undefined ? 'what the settings say' : String(count);

const at = ({ name, host }: PoolMember) => `${name} on ${host}`;
