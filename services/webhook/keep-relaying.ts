export interface KeepRelayingNeeds {
  /** One step of emptying the inbox; resolves with whether more may be waiting. */
  handOver(): Promise<boolean>;
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Milliseconds. */
  now: () => number;
  logger: { error(facts: object, message: string): void };
}

/** Milliseconds after which the inbox is looked at although nobody woke us: work of a process that died, or postponed. */
const LOOK_AGAIN_MS = 5_000;
/** Milliseconds before the next try after store or queue did not answer. */
const WAIT_AFTER_FAILURE_MS = 1_000;
/** Answering GitHub comes first: while deliveries come in, a step is followed by a rest so many times as long. */
const REST = 3;
const LONGEST_REST_MS = 1_000;

/** Hands over what is in the inbox at once when woken, and again and again, until stopped. */
export function keepRelaying({ handOver, sleep, now, logger }: KeepRelayingNeeds) {
  const stopping = new AbortController();
  let wanted = false;
  let sleeping = new AbortController();

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      wanted = false;
      const begun = now();
      const left = await step();

      // Nobody may cut these rests short: a flood of deliveries would become a flood of steps.
      if (left === 'everything') await rest(WAIT_AFTER_FAILURE_MS, stopping.signal);
      else if (wanted) await rest(Math.min(REST * (now() - begun), LONGEST_REST_MS), stopping.signal);
      else if (left === 'nothing') {
        sleeping = new AbortController();
        await rest(LOOK_AGAIN_MS, AbortSignal.any([stopping.signal, sleeping.signal]));
      }
    }
  }

  /** What a step leaves in the inbox: everything when it failed. */
  async function step(): Promise<'nothing' | 'more' | 'everything'> {
    try {
      return (await handOver()) ? 'more' : 'nothing';
    } catch (error) {
      logger.error({ error }, 'Accepted deliveries could not be handed over; they wait in the inbox');
      return 'everything';
    }
  }

  const rest = (milliseconds: number, signal: AbortSignal) =>
    sleep(milliseconds, signal).catch(() => undefined);

  const loop = run();
  return {
    wake(): void {
      wanted = true;
      // Making the reason of an abort is dear, and this is asked at every delivery.
      if (!sleeping.signal.aborted) sleeping.abort();
    },
    /** Resolves when what is under way has ended. */
    async stop(): Promise<void> {
      stopping.abort();
      await loop;
    },
  };
}
