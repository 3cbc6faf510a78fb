import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createMetrics } from '../../../services/observability/metrics.ts';

interface Rule {
  alert: string;
  expr: string;
  annotations: { summary: string };
}

interface Panel {
  title: string;
  targets: { expr: string }[];
}

const { groups } = parse(readFileSync('deploy/prometheus-alerts.yaml', 'utf8')) as {
  groups: { rules: Rule[] }[];
};

const { panels } = JSON.parse(readFileSync('deploy/grafana-dashboard.json', 'utf8')) as { panels: Panel[] };
const rules = groups.flatMap((group) => group.rules);

const queries: [string, string][] = [
  ...rules.map(({ alert, expr }): [string, string] => [alert, expr]),
  ...panels.flatMap(({ title, targets }) => targets.map(({ expr }): [string, string] => [title, expr])),
];

const metrics = createMetrics('test');

const kinds = new Map(
  (await metrics.registry.getMetricsAsJSON()).map(({ name, type }) => [name, String(type)]),
);

const labels = new Map(
  Object.values(metrics).flatMap((metric) =>
    'labelNames' in metric
      ? [
          [
            String(Reflect.get(metric, 'name')),
            [...(metric.labelNames as string[]), 'instance', 'process', 'le'],
          ],
        ]
      : [],
  ),
);

const series = new Set(
  [...kinds].flatMap(([name, kind]) =>
    kind === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
  ),
);

const namesIn = (expression: string) => expression.match(/\b(?:saiten|nodejs|process)_[a-z0-9_]+/g) ?? [];

describe('what alerts and the dashboard ask', () => {
  it.each(queries)('exists: %s', (_title, expression) => {
    const names = namesIn(expression);
    expect([names.length > 0, names.filter((name) => !series.has(name))]).toEqual([true, []]);
  });

  it.each(queries.filter(([, expression]) => expression.includes('saiten_')))(
    'has these labels: %s',
    (_title, expression) => {
      const known = namesIn(expression).flatMap((name) => labels.get(name.replace(/_bucket$/, '')) ?? []);

      const asked = [...expression.matchAll(/by \(([a-z_, ]+)\)|([a-z_]+)(?:=~|!~|!=|=)"/g)].flatMap(
        ([, by, equal]) => (by ?? equal ?? '').split(',').map((label) => label.trim()),
      );

      expect(asked.filter((label) => !known.includes(label))).toEqual([]);
    },
  );

  it('counts only with rates and quantiles over time', () => {
    const bare = queries.filter(([, expression]) =>
      namesIn(expression).some(
        (name) => /_(total|bucket)$/.test(name) && !/(rate|increase)\(/.test(expression),
      ),
    );

    expect(bare).toEqual([]);
  });

  it('has another name for each alert, and words for whoever is woken', () => {
    expect([
      new Set(rules.map(({ alert }) => alert)).size,
      rules.every(({ annotations }) => annotations.summary),
    ]).toEqual([rules.length, true]);
  });
});
