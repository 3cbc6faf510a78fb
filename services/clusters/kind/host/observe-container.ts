import Type from 'typebox';
import Value from 'typebox/value';
import type { HostAnswer, HostRequest } from '../../../../graders/contract/host/host-operations.ts';
import { readFields } from './fields.ts';
import type { HostSite } from './host-site.ts';
import { scriptText } from './node-scripts.ts';
import { FILE_READ, observedFileOf } from './observed-file-of.ts';
import { parseEnvironment, parseProcesses, type RawProcess } from './parse-process.ts';
import { parseMounts } from './parse-mounts.ts';
import { requireOwnNamespace } from './require-own-namespace.ts';

/** What containerd starts a container from (https://github.com/opencontainers/runtime-spec/blob/main/config.md). */
const Configuration = Type.Object({
  process: Type.Object({ args: Type.Array(Type.String()), env: Type.Optional(Type.Array(Type.String())) }),
  annotations: Type.Object({
    'io.kubernetes.cri.sandbox-namespace': Type.String(),
    'io.kubernetes.cri.sandbox-uid': Type.String(),
  }),
});

const OUTPUT_LIMIT = 16 * 1024 * 1024;
const SECONDS = 45;

/** Describes a container of the run's namespaces, see `scripts/observe-container.sh`. */
export async function observeContainer(
  { node, container, files }: HostRequest<'observe-container'>,
  site: HostSite,
): Promise<HostAnswer<'observe-container'>> {
  const args = [container, await scriptText('read-file'), String(FILE_READ), ...files];
  const limits = { seconds: SECONDS, outputLimit: OUTPUT_LIMIT };
  const fields = readFields(await site.run(node, 'observe-container', args, limits));
  if (fields.text() === 'ended') return { running: false };
  const { process, annotations } = Value.Parse(Configuration, JSON.parse(fields.text()));
  requireOwnNamespace(site, annotations['io.kubernetes.cri.sandbox-namespace']);

  const clock = {
    now: fields.number(),
    uptime: Number.parseFloat(fields.text()),
    ticksPerSecond: fields.number(),
  };

  const mounts = parseMounts(fields.text(), fields.text(), annotations['io.kubernetes.cri.sandbox-uid']);
  const raw: RawProcess[] = [];

  const observed: HostAnswer<'observe-container'> & { running: true } = {
    running: true,
    started: { arguments: process.args, environment: parseEnvironment(process.env ?? []) },
    processes: [],
    truncated: false,
    mounts,
    files: [],
  };

  for (;;) {
    const kind = fields.text();
    if (kind === 'process') raw.push(rawProcess(fields));
    else if (kind === 'file') observed.files.push(observedFileOf(fields));
    else if (kind === 'end') observed.truncated = fields.text() !== '';
    // What ended while it was looked at shows a part of itself, or of another one.
    else return { running: false };
    if (kind === 'end') break;
  }

  observed.processes = parseProcesses(raw, clock);
  return observed.processes.length === 0 ? { running: false } : observed;
}

function rawProcess(fields: ReturnType<typeof readFields>): RawProcess {
  return {
    pid: fields.number(),
    before: fields.text(),
    after: fields.text(),
    status: fields.text(),
    executable: fields.text(),
    workingFolder: fields.text(),
    arguments: fields.list(),
    environment: fields.list(),
  };
}
