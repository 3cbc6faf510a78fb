import type { DependencyState, Health, HealthReport } from './health.ts';

const WORST_FIRST = ['shutting-down', 'not-ready', 'degraded', 'ready'] as const;
const WORST_STATES = ['down', 'degraded', 'ok'] as const;

/** The health of several parts that share one process: the worst of each counts. */
export function joinHealth(parts: readonly Health[]): Health {
  return {
    async report() {
      const reports = await Promise.all(parts.map((part) => part.report()));
      return {
        status: WORST_FIRST.find((status) => reports.some((one) => one.status === status)) ?? 'ready',
        dependencies: reports.reduce(worst, {}),
      };
    },
    alive: () => parts.every((part) => part.alive()),
    pulse: () => parts.forEach((part) => part.pulse()),
    shutDown: () => parts.forEach((part) => part.shutDown()),
  };
}

function worst(
  all: Record<string, DependencyState>,
  { dependencies }: HealthReport,
): Record<string, DependencyState> {
  const rank = (one: DependencyState) => WORST_STATES.indexOf(one.state);
  const merged = { ...all };

  for (const [name, state] of Object.entries(dependencies)) {
    const known = merged[name];
    if (known === undefined || rank(state) < rank(known)) merged[name] = state;
  }

  return merged;
}
