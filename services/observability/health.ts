export type DependencyState = { state: 'ok' } | { state: 'degraded' | 'down'; reason: string };

/** How one thing that a process depends on is looked at. */
export interface Probe {
  name: string;
  /** Without it the process cannot do its work: then it is `down`, otherwise only `degraded`. */
  needed: boolean;
  /** What an error of `look` means, in words without addresses and secrets; the error itself goes to the log. */
  trouble: string;
  /** Milliseconds for which an answer holds, so that frequent questions cost nothing. */
  holdsMs: number;
  /** Milliseconds after which silence counts as an error. */
  timeoutMs: number;
  /** Resolves to words on what is wrong, again without secrets; undefined when all is well. */
  look(): Promise<string | undefined>;
}

export interface HealthReport {
  status: 'ready' | 'degraded' | 'not-ready' | 'shutting-down';
  dependencies: Record<string, DependencyState>;
}

/** What a process says of itself. */
export interface Health {
  /** Looks at everything the process depends on. Never fails. */
  report(): Promise<HealthReport>;
  /** False when what has to happen again and again in this process has not happened for too long. */
  alive(): boolean;
  /** Told each time when that happened. */
  pulse(): void;
  /** From now on the process takes no new work. */
  shutDown(): void;
}

interface HealthLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
}

/** Milliseconds without a pulse after which a process that once had one counts as stuck. */
const STUCK_MS = 120_000;

/** The health of one process, which depends on what the probes look at. */
export function createHealth(
  probes: readonly Probe[],
  { now, logger }: { now: () => number; logger: HealthLog },
): Health {
  const looks = probes.map((probe) => ({ name: probe.name, look: createLook(probe, now, logger) }));
  let shuttingDown = false;
  let pulseAt: number | undefined;

  return {
    async report() {
      const states = await Promise.all(looks.map(async ({ name, look }) => [name, await look()] as const));
      return { status: statusOf(states.map(([, state]) => state)), dependencies: Object.fromEntries(states) };
    },
    alive: () => pulseAt === undefined || now() - pulseAt < STUCK_MS,
    pulse: () => void (pulseAt = now()),
    shutDown: () => void (shuttingDown = true),
  };

  function statusOf(states: readonly DependencyState[]): HealthReport['status'] {
    if (shuttingDown) return 'shutting-down';
    if (states.some(({ state }) => state === 'down')) return 'not-ready';
    return states.some(({ state }) => state === 'degraded') ? 'degraded' : 'ready';
  }
}

/** Looks once for all who ask at the same time, and tells the log when the state changes. */
function createLook(probe: Probe, now: () => number, logger: HealthLog) {
  let known: { at: number; state: Promise<DependencyState> } | undefined;
  let last: DependencyState['state'] = 'ok';

  return function look(): Promise<DependencyState> {
    if (known === undefined || now() - known.at >= probe.holdsMs) known = { at: now(), state: fresh() };
    return known.state;
  };

  async function fresh(): Promise<DependencyState> {
    const { reason, error } = await within(probe);

    const state: DependencyState =
      reason === undefined ? { state: 'ok' } : { state: probe.needed ? 'down' : 'degraded', reason };

    const facts = { dependency: probe.name, ...state, ...(error === undefined ? {} : { error }) };
    if (state.state !== last && state.state !== 'ok') logger.warn(facts, 'a dependency is in trouble');
    if (state.state !== last && state.state === 'ok') logger.info(facts, 'a dependency is well again');
    last = state.state;
    return state;
  }
}

async function within({ look, timeoutMs, trouble }: Probe): Promise<{ reason?: string; error?: unknown }> {
  let timer: NodeJS.Timeout | undefined;

  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
  });

  try {
    const reason = await Promise.race([look(), silence]);
    return reason === undefined ? {} : { reason };
  } catch (error) {
    return { reason: trouble, error };
  } finally {
    clearTimeout(timer);
  }
}
