// Writes docs/metrics.md from the metrics themselves; with --check only says whether it is up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { createMetrics } from '../services/observability/metrics.ts';

const FILE = 'docs/metrics.md';

const metrics = createMetrics('any');

const labels = new Map(
  Object.values(metrics).flatMap((metric) =>
    'labelNames' in metric ? [[String(Reflect.get(metric, 'name')), metric.labelNames as string[]]] : [],
  ),
);

const described = await metrics.registry.getMetricsAsJSON();

const rows = described
  .filter(({ name }) => name.startsWith('saiten_'))
  .sort((a, b) => a.name.localeCompare(b.name))
  .map(({ name, type, help }) => {
    const names = (labels.get(name) ?? []).map((label) => `\`${label}\``).join(', ');
    return `| \`${name}\` | ${String(type)} | ${names} | ${help} |`;
  });

const page = `# Metrics

In Prometheus' format at \`/metrics\`: of any process on \`SAITEN_OPERATIONS_PORT\`. A
process tells what it counted itself; the label \`process\` says which kind it is. What is read from store and queue for
the whole deployment (queues, pool, publications, GitHub's budgets) is told by the API (or \`saiten serve\`) alone, at the moment it is asked.
No label has a value for each learner, repository or run. This page is written by \`npm run metrics-table\` from
[the metrics](../services/observability/metrics.ts).

| metric | kind | labels | meaning |
| --- | --- | --- | --- |
${rows.join('\n')}

Beside these there are Node's own, \`process_…\` and \`nodejs_…\`, such as \`nodejs_eventloop_lag_p99_seconds\`.

[prometheus-alerts.yaml](../deploy/prometheus-alerts.yaml) has rules for Prometheus and
[grafana-dashboard.json](../deploy/grafana-dashboard.json) a dashboard to import into Grafana; a test keeps both to
metrics that exist.
`;

const formatted = await format(page, { ...(await resolveConfig(FILE)), filepath: FILE });

if (!process.argv.includes('--check')) writeFileSync(FILE, formatted);
else if (readFileSync(FILE, 'utf8') !== formatted) {
  process.stderr.write(`${FILE} does not match the metrics: run npm run metrics-table\n`);
  process.exitCode = 1;
}
