const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
/** What a shell expects of a program that Ctrl-C has ended. */
const INTERRUPTED = 130;

/**
 * Does something with the first Ctrl-C or SIGTERM, and ends the process with the second. Returns how to stop listening.
 *
 * The listener stays where it is after the first signal. If it took itself off, as `process.once` does, signal-exit, which
 * execa uses while a program runs, would find nobody else listening and end the process.
 */
export function onInterruption(action: () => void): () => void {
  let interrupted = false;

  const onSignal = () => {
    if (interrupted) process.exit(INTERRUPTED);
    interrupted = true;
    action();
  };

  for (const signal of SIGNALS) process.on(signal, onSignal);

  return () => {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
}
