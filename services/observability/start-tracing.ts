import { context, trace } from '@opentelemetry/api';
import { withoutTrailing } from '../../graders/text/without-trailing.ts';

export interface TracingOptions {
  /** Base address of the collector (OTLP over HTTP); `/v1/traces` is added. */
  endpoint: string;
  /** Sent with every request, such as a token of the collector. */
  headers: Readonly<Record<string, string>>;
  /** Which process of Saiten this is. */
  process: string;
}

/**
 * Sends the spans of this process to a collector until stopped; loads the libraries for it only now. A collector that
 * does not answer costs spans, never work.
 */
export async function startTracing(options: TracingOptions): Promise<{ stop(): Promise<void> }> {
  const [{ AsyncLocalStorageContextManager }, { OTLPTraceExporter }, { resourceFromAttributes }, sdk] =
    await Promise.all([
      import('@opentelemetry/context-async-hooks'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/sdk-trace-base'),
    ]);

  const exporter = new OTLPTraceExporter({
    url: `${withoutTrailing(options.endpoint, '/')}/v1/traces`,
    headers: { ...options.headers },
  });

  const provider = new sdk.BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'saiten', 'saiten.process': options.process }),
    spanProcessors: [new sdk.BatchSpanProcessor(exporter)],
  });

  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(provider);
  return {
    async stop() {
      await provider.shutdown().catch(() => undefined);
      trace.disable();
      context.disable();
    },
  };
}
