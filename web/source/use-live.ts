import { useEffect, useRef, useState } from 'preact/hooks';
import { followEvents, type LiveEvent } from './api/events.ts';

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;

/** Calls `onEvent` for what happens in a course while the page is shown; says whether it is connected. */
export function useLive(course: string, onEvent: (event: LiveEvent) => void): boolean {
  const [connected, setConnected] = useState(false);
  const handler = useRef(onEvent);
  handler.current = onEvent;

  useEffect(() => {
    const abort = new AbortController();

    const follow = async () => {
      let pause = FIRST_PAUSE_MS;

      while (!abort.signal.aborted) {
        await followEvents(
          { course },
          {
            signal: abort.signal,
            onOpen: () => {
              pause = FIRST_PAUSE_MS;
              setConnected(true);
            },
            onEvent: (event) => handler.current(event),
          },
        ).catch(() => undefined);

        if (abort.signal.aborted) return;
        setConnected(false);
        await new Promise((resolve) => setTimeout(resolve, pause));
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      }
    };

    void follow();
    return () => abort.abort();
  }, [course]);

  return connected;
}
