import pg from 'pg';

/** What machines do at the moment; no backup has it. */
const OF_THE_MACHINE = ['pool_members', 'workers'];

/** Every row of every table as PostgreSQL writes it, in a fixed order, by table. */
export async function tableContents(url: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();

  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
       and relname not like 'kysely%' order by relname collate "C"`,
    );

    const contents: Record<string, string> = {};

    for (const { name } of tables) {
      if (OF_THE_MACHINE.includes(name)) continue;

      const { rows } = await client.query<{ line: string }>(
        `select (t.*)::text as line from "${name}" t order by (t.*)::text collate "C"`,
      );

      contents[name] = rows.map(({ line }) => line).join('\n');
    }

    return contents;
  } finally {
    await client.end();
  }
}
