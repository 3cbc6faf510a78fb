import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isProcessAlive } from './process-alive.ts';

/** A running PostgreSQL server as its `postmaster.pid` describes it. */
export interface Postmaster {
  pid: number;
  port: number;
}

/**
 * Reads `postmaster.pid` of a data folder. Undefined when there is none, or when it is left over: the process is
 * gone, or its number now belongs to another program.
 * Lines: pid, data folder, start time, port, … (https://www.postgresql.org/docs/18/storage-file-layout.html)
 */
export async function readPostmaster(dataFolder: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(dataFolder, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!Number.isInteger(pid) || pid <= 0 || !isProcessAlive(pid)) return undefined;
  if (!(await servesFolder(pid, dataFolder))) return undefined;
  return Number.isInteger(port) ? { pid, port } : { pid, port: 0 };
}

/** Whether the process was started with this data folder. Where /proc cannot tell, the pid is believed. */
async function servesFolder(pid: number, dataFolder: string): Promise<boolean> {
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  return commandLine === undefined || commandLine.split('\0').includes(dataFolder);
}
