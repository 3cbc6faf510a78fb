export interface KeepHandingOverNeeds {
  /** Empties the inbox; resolves with how many deliveries it handed over. */
  handOver(): Promise<number>;
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Milliseconds. */
  now: () => number;
  logger: { error(facts: object, message: string): void };
}

/** Milliseconds after which the inbox is looked at although nobody woke us: work of a process that died, or postponed. */
const LOOK_AGAIN_MS = 5_000;
/** Milliseconds before the next try after store or queue did not answer. */
const WAIT_AFTER_FAILURE_MS = 1_000;
/** Answering GitHub comes first: after a turn the inbox rests for so many times as long as the turn took. */
const REST = 9;
const LONGEST_REST_MS = 1_000;

/** Hands over what is in the inbox at once when woken, and again and again, until stopped. */
export function keepHandingOver({ handOver, sleep, now, logger }: KeepHandingOverNeeds) {
  const stopping = new AbortController();
  let wanted = false;
  let sleeping = new AbortController();
  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      wanted = false;
      // Nobody may cut the rest short: a flood of deliveries would become a flood of turns.
      await rest(await turn(), stopping.signal);
      sleeping = new AbortController();
      if (!wanted) await rest(LOOK_AGAIN_MS, AbortSignal.any([stopping.signal, sleeping.signal]));
    }
  }

  /** Milliseconds to rest afterwards. */
  async function turn(): Promise<number> {
    const begun = now();
    try {
      await handOver();
      return Math.min(REST * (now() - begun), LONGEST_REST_MS);
    } catch (error) {
      logger.error({ error }, 'Accepted deliveries could not be handed over; they wait in the inbox');
      return WAIT_AFTER_FAILURE_MS;
    }
  }

  const rest = (milliseconds: number, signal: AbortSignal) =>
    sleep(milliseconds, signal).catch(() => undefined);

  const loop = run();
  return {
    wake(): void {
      wanted = true;
      sleeping.abort();
    },
    /** Resolves when what is under way has ended. */
    async stop(): Promise<void> {
      stopping.abort();
      await loop;
    },
  };
}
