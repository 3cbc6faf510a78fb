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
    webhookAnswers: new Histogram({
      name: 'saiten_webhook_answer_seconds',
      help: "Time until a request to the webhook was answered, by the answer's HTTP status",
      labelNames: ['status'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.015, 0.025, 0.05, 0.1, 0.25, 1, 5, 10],
      registers,
    }),
    queue: new Gauge({
      name: 'saiten_queue_jobs',
      help: 'Jobs by queue and state',
      labelNames: ['queue', 'state'],
      registers,
    }),
    queueOldest: new Gauge({
      name: 'saiten_queue_oldest_job_age_seconds',
      help: 'How long the oldest job that could be taken has waited, by queue; 0 when none waits',
      labelNames: ['queue'],
      registers,
    }),
    poolMembers: new Gauge({
      name: 'saiten_pool_members',
      help: 'Clusters by profile and state, of all workers',
      labelNames: ['profile', 'state'],
      registers,
    }),
    storeOperations: new Histogram({
      name: 'saiten_store_operation_seconds',
      help: 'Duration of operations on the database, by the part of the store and outcome',
      labelNames: ['part', 'outcome'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
      registers,
    }),
    dependencies: new Gauge({
      name: 'saiten_dependency_up',
      help: 'Whether what the process depends on was well when somebody last asked: 1, or 0',
      labelNames: ['dependency'],
      registers,
    }),
    githubRequests: new Counter({
      name: 'saiten_github_requests_total',
      help: 'Requests to GitHub by method and HTTP status; status 0: no answer',
      labelNames: ['method', 'status'],
      registers,
    }),
    githubRemaining: new Gauge({
      name: 'saiten_github_rate_limit_remaining_requests',
      help: "What GitHub's last answer said is left of a rate limit, by resource",
      labelNames: ['resource'],
      registers,
    }),
    githubBudgetsClosed: new Gauge({
      name: 'saiten_github_budgets_closed',
      help: 'Installations (or tokens) to which nothing is sent now, because GitHub asked for a pause',
      registers,
    }),
    githubCreates: new Gauge({
      name: 'saiten_github_creates_last_hour',
      help: 'Comments and checks created in the last hour for the installation with the most of them',
      registers,
    }),
    publicationLag: new Histogram({
      name: 'saiten_publication_lag_seconds',
      help: 'From a change that GitHub should show to its publication',
      buckets: [0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200],
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
    reconcileSucceeded: new Gauge({
      name: 'saiten_reconcile_last_success_timestamp_seconds',
      help: 'When a task that puts things right last ended without an error, in seconds since 1970',
      labelNames: ['task'],
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
