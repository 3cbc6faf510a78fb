import type { Settings } from '../../config/settings.ts';
import { startTracing } from '../../observability/start-tracing.ts';

/** Writes traces where the settings name a collector. */
export async function startTracingIfWanted(
  { traceEndpoint, traceHeaders = [] }: Pick<Settings, 'traceEndpoint' | 'traceHeaders'>,
  process: string,
): Promise<{ stop(): Promise<void> }> {
  if (traceEndpoint === undefined) return { stop: async () => undefined };

  const headers = Object.fromEntries(
    traceHeaders.map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [name, decodeURIComponent(value.join('='))];
    }),
  );

  return startTracing({ endpoint: traceEndpoint, headers, process });
}
