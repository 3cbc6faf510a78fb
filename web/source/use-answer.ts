import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { asProblem, type ApiProblem } from './api/api-problem.ts';

/** An answer on its way, here, or refused. While it is asked for again the last one stays in sight. */
export interface Answer<Value> {
  value?: Value;
  problem?: ApiProblem;
  loading: boolean;
  reload(): void;
}

/**
 * Asks for something when the page appears and again whenever `key` changes. An answer that comes after a newer
 * question is dropped.
 */
export function useAnswer<Value>(key: string, ask: (signal: AbortSignal) => Promise<Value>): Answer<Value> {
  const [state, setState] = useState<{ key: string; value?: Value; problem?: ApiProblem; loading: boolean }>({
    key,
    loading: true,
  });

  const [round, setRound] = useState(0);
  const asking = useRef(ask);
  asking.current = ask;

  useEffect(() => {
    const abort = new AbortController();
    setState((last) => (last.key === key ? { ...last, loading: true } : { key, loading: true }));

    asking.current(abort.signal).then(
      (value) => {
        if (!abort.signal.aborted) setState({ key, value, loading: false });
      },
      (error: unknown) => {
        if (!abort.signal.aborted)
          setState((last) => ({ ...last, key, problem: asProblem(error), loading: false }));
      },
    );

    return () => abort.abort();
  }, [key, round]);

  const reload = useCallback(() => setRound((count) => count + 1), []);
  // Between a new key and its effect the old answer must not be taken for the new one.
  const current = state.key === key ? state : { loading: true };
  return { ...current, reload };
}
