import type pg from 'pg';
import { Failure } from '../../domain/failure.ts';

export interface TableShape {
  name: string;
  /** Without those that PostgreSQL computes. */
  columns: string[];
}

/** Kysely's own book-keeping: the manifest has the names of the migrations. */
const NOT_OURS = ['kysely_migration', 'kysely_migration_lock'];

/**
 * The tables of the schema, each after those that its foreign keys reference. Failure `configuration`/`tables-in-a-ring`
 * when there is no such order.
 */
export async function listTables(client: pg.ClientBase): Promise<TableShape[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; parents: string[] }>(`
    select c.relname as name,
      array(select a.attname::text from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        order by a.attnum) as columns,
      array(select distinct p.relname::text from pg_constraint k join pg_class p on p.oid = k.confrelid
        where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as parents
    from pg_class c
    where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
    order by c.relname`);

  return inOrder(rows.filter(({ name }) => !NOT_OURS.includes(name)));
}

function inOrder(tables: readonly (TableShape & { parents: readonly string[] })[]): TableShape[] {
  const ordered: TableShape[] = [];
  let left = [...tables];

  while (left.length > 0) {
    const free = left.filter(({ parents }) => !left.some(({ name }) => parents.includes(name)));
    if (free.length === 0)
      throw new Failure(
        'configuration',
        'tables-in-a-ring',
        `Expected an order in which the tables can be filled, but these reference each other in a ring: ${left.map(({ name }) => name).join(', ')}.`,
      );
    ordered.push(...free.map(({ name, columns }) => ({ name, columns })));
    left = left.filter((table) => !free.includes(table));
  }

  return ordered;
}
