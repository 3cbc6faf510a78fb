import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

export type Metrics = ReturnType<typeof createMetrics>;

/** Prometheus metrics of one process, in a registry of their own so that several can live side by side. */
export function createMetrics(process: string) {
  const registry = new Registry();
  registry.setDefaultLabels({ process });
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    deliveries: new Counter({
      name: 'saiten_deliveries_total',
      help: 'Webhook deliveries by event and outcome',
      labelNames: ['event', 'outcome'],
      registers,
    }),
    runs: new Counter({
      name: 'saiten_runs_total',
      help: 'Runs by verdict and fault',
      labelNames: ['verdict', 'fault'],
      registers,
    }),
    phases: new Histogram({
      name: 'saiten_phase_seconds',
      help: 'Duration of the phases of a run',
      labelNames: ['phase'],
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 80, 160, 320],
      registers,
    }),
    pushToVerdict: new Histogram({
      name: 'saiten_push_to_verdict_seconds',
      help: 'From the accepted submission to the stored verdict',
      buckets: [1, 2, 5, 10, 20, 40, 80, 160, 320, 640],
      registers,
    }),
    queue: new Gauge({
      name: 'saiten_queue_jobs',
      help: 'Jobs by queue and state',
      labelNames: ['queue', 'state'],
      registers,
    }),
    publicationsWaiting: new Gauge({
      name: 'saiten_publications_waiting',
      help: 'Submissions whose newest state GitHub does not show yet, results and progress',
      labelNames: ['tells'],
      registers,
    }),
    publicationsLate: new Gauge({
      name: 'saiten_publications_oldest_seconds',
      help: 'Age of the oldest state that GitHub does not show yet',
      registers,
    }),
    reconciled: new Counter({
      name: 'saiten_reconciled_total',
      help: 'Things put right, by task',
      labelNames: ['task'],
      registers,
    }),
    reconcileRuns: new Counter({
      name: 'saiten_reconcile_runs_total',
      help: 'Runs of the tasks that put things right, by outcome',
      labelNames: ['task', 'outcome'],
      registers,
    }),
    evidence: new Counter({
      name: 'saiten_evidence_parts_total',
      help: 'Evidence of runs by kind: kept, cut for its size, or missing',
      labelNames: ['kind', 'outcome'],
      registers,
    }),
    evidenceBytes: new Gauge({
      name: 'saiten_evidence_bytes',
      help: 'Bytes that the evidence of all runs takes in the database',
      registers,
    }),
    evidenceOldest: new Gauge({
      name: 'saiten_evidence_oldest_seconds',
      help: 'Age of the oldest evidence',
      registers,
    }),
    publications: new Counter({
      name: 'saiten_publications_total',
      help: 'Publications by outcome',
      labelNames: ['outcome'],
      registers,
    }),
  };
}
