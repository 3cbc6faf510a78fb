import { request } from 'node:http';
import Type from 'typebox';
import Value from 'typebox/value';

/** What containers used so far. */
export interface EngineUsage {
  /** Processor time in milliseconds since they started. */
  cpuMs: number;
  /** Without what the kernel would give up at once: files that it only keeps at hand. */
  memoryBytes: number;
}

const Stats = Type.Object({
  cpu_stats: Type.Object({ cpu_usage: Type.Object({ total_usage: Type.Number() }) }),
  memory_stats: Type.Object({
    usage: Type.Number(),
    // cgroup v2 and v1 name it differently: https://docs.docker.com/reference/cli/docker/container/stats/
    stats: Type.Object({
      inactive_file: Type.Optional(Type.Number()),
      total_inactive_file: Type.Optional(Type.Number()),
    }),
  }),
});

/** Asks the engine on its local socket; needs one (`DOCKER_HOST` may name it, `unix://…`). */
export async function engineUsage(containerIds: readonly string[]): Promise<EngineUsage> {
  const host = process.env['DOCKER_HOST'] ?? 'unix:///var/run/docker.sock';
  if (!host.startsWith('unix://')) throw new Error(`Expected an engine on a local socket, found ${host}.`);

  const each = await Promise.all(
    containerIds.map((id) =>
      getJson(host.slice('unix://'.length), `/containers/${id}/stats?stream=false&one-shot=true`),
    ),
  );

  const stats = each.map((body) => Value.Parse(Stats, body));
  const sum = (figures: number[]) => figures.reduce((total, figure) => total + figure, 0);
  return {
    cpuMs: sum(stats.map(({ cpu_stats: { cpu_usage } }) => cpu_usage.total_usage)) / 1e6,
    memoryBytes: sum(
      stats.map(
        ({ memory_stats: { usage, stats: kept } }) =>
          usage - (kept.total_inactive_file ?? kept.inactive_file ?? 0),
      ),
    ),
  };
}

async function getJson(socketPath: string, path: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    request({ socketPath, path }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));

      response.on('end', () => {
        if (response.statusCode === 200) resolve(JSON.parse(text));
        else reject(new Error(`The engine answered ${response.statusCode} to ${path}: ${text}`));
      });
    })
      .on('error', reject)
      .end();
  });
}
