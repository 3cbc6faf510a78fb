import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../../services/observability/metrics.ts';

/** What has no bound: each of its values would be a time series for ever. */
const UNBOUNDED =
  /(^|_)(id|sha|login|user|author|learner|repository|owner|pull|number|path|url|guid|message|name|installation|worker|run|host)($|_)/;

const BASE_UNITS = /_(seconds|bytes|ratio)$/;
const OTHER_UNITS = /_(ms|milliseconds|minutes|hours|kb|mb|mib|gib|percent)(_|$)/;

const metrics = await createMetrics('test').registry.getMetricsAsJSON();
const own = metrics.filter(({ name }) => name.startsWith('saiten_'));

const labels = Object.entries(createMetrics('test'))
  .filter(([key]) => key !== 'registry')
  .map(([, metric]) => metric as unknown as { name: string; labelNames: string[] });

describe('the name of every metric', () => {
  it.each(own.map((metric) => [metric.name, metric] as const))('%s', (name, { type }) => {
    const kind = String(type);

    expect({
      words: /^saiten(_[a-z]+)+$/.test(name),
      counted: name.endsWith('_total'),
      unit: kind === 'histogram' ? BASE_UNITS.test(name) : true,
      foreignUnit: OTHER_UNITS.test(name),
    }).toEqual({ words: true, counted: kind === 'counter', unit: true, foreignUnit: false });
  });

  it.each(labels.map(({ name, labelNames }) => [name, labelNames] as const))(
    'has labels of few values: %s',
    (_name, names) => {
      expect(names.filter((label) => UNBOUNDED.test(label))).toEqual([]);
    },
  );

  it('says what it means', () => {
    expect(own.filter(({ help }) => help.length < 15 || help.endsWith('.')).map(({ name }) => name)).toEqual(
      [],
    );
  });

  it('tells the lag of the event loop beside them', () => {
    expect(metrics.map(({ name }) => name)).toContain('nodejs_eventloop_lag_p99_seconds');
  });
});
