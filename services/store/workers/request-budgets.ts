import type { Transaction } from 'kysely';
import type { Database, Tables } from '../database/tables.ts';

/** At most `most` requests of the kind in any time of this length. */
interface BudgetWindow {
  milliseconds: number;
  most: number;
  of: 'writes' | 'creates';
}

/** What may still be sent to GitHub, by the name of a budget; the same for all processes on one database. */
export interface RequestBudgets {
  /** Takes the right to send one write now: 0. Otherwise takes nothing: the milliseconds after which to ask again. */
  take(budget: string, write: { creates: boolean; windows: readonly BudgetWindow[] }): Promise<number>;
  /** Nothing at all is sent before this time; an earlier time than the one known changes nothing. */
  close(budget: string, until: Date): Promise<void>;
  closedUntil(budget: string): Promise<Date | undefined>;
  /** How many budgets are closed now, and what the fullest one created in the last hour. */
  usage(): Promise<{ closed: number; mostCreates: number }>;
  /** Forgets writes before the date; returns how many. Keep as many as the longest window needs. */
  forget(before: Date): Promise<number>;
}

export function createRequestBudgets(db: Database, now: () => Date): RequestBudgets {
  return {
    take: (budget, { creates, windows }) =>
      db.transaction().execute(async (transaction) => {
        const closedUntil = await lock(transaction, budget);
        const at = now();
        let wait = Math.max(0, (closedUntil?.getTime() ?? 0) - at.getTime());

        for (const window of windows) {
          if (window.of === 'creates' && !creates) continue;
          const nth = await nthNewest(transaction, budget, window);
          if (nth !== undefined) wait = Math.max(wait, nth.getTime() + window.milliseconds - at.getTime());
        }

        if (wait === 0)
          await transaction.insertInto('request_writes').values({ budget, at, creates }).execute();
        return wait;
      }),
    async close(budget, until) {
      await db
        .insertInto('request_budgets')
        .values({ budget, closed_until: until })
        .onConflict((conflict) =>
          conflict.column('budget').doUpdateSet((row) => ({
            closed_until: row.fn<Date>('greatest', ['request_budgets.closed_until', 'excluded.closed_until']),
          })),
        )
        .execute();
    },
    async closedUntil(budget) {
      const row = await db
        .selectFrom('request_budgets')
        .select('closed_until')
        .where('budget', '=', budget)
        .where('closed_until', '>', now())
        .executeTakeFirst();

      return row?.closed_until ?? undefined;
    },
    async usage() {
      const hourAgo = new Date(now().getTime() - 3_600_000);

      const { closed } = await db
        .selectFrom('request_budgets')
        .select((select) => select.fn.countAll<number>().as('closed'))
        .where('closed_until', '>', now())
        .executeTakeFirstOrThrow();

      const fullest = await db
        .selectFrom('request_writes')
        .select((select) => select.fn.countAll<number>().as('creates'))
        .where('creates', '=', true)
        .where('at', '>', hourAgo)
        .groupBy('budget')
        .orderBy('creates', 'desc')
        .limit(1)
        .executeTakeFirst();

      return { closed, mostCreates: fullest?.creates ?? 0 };
    },
    async forget(before) {
      const { numDeletedRows } = await db
        .deleteFrom('request_writes')
        .where('at', '<', before)
        .executeTakeFirstOrThrow();

      return Number(numDeletedRows);
    },
  };
}

/** One after the other: the row's lock makes what is counted afterwards complete. */
async function lock(transaction: Transaction<Tables>, budget: string): Promise<Date | undefined> {
  const select = () =>
    transaction
      .selectFrom('request_budgets')
      .select('closed_until')
      .where('budget', '=', budget)
      .forUpdate()
      .executeTakeFirst();

  const known = await select();
  if (known) return known.closed_until ?? undefined;

  await transaction
    .insertInto('request_budgets')
    .values({ budget })
    .onConflict((conflict) => conflict.column('budget').doNothing())
    .execute();

  return (await select())?.closed_until ?? undefined;
}

/** When the write was sent that must leave the window before another one fits. */
async function nthNewest(
  transaction: Transaction<Tables>,
  budget: string,
  { most, of }: BudgetWindow,
): Promise<Date | undefined> {
  const row = await transaction
    .selectFrom('request_writes')
    .select('at')
    .where('budget', '=', budget)
    .$if(of === 'creates', (query) => query.where('creates', '=', true))
    .orderBy('at', 'desc')
    .offset(most - 1)
    .limit(1)
    .executeTakeFirst();

  return row?.at;
}
