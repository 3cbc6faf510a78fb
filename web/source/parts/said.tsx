import { createContext, type ComponentChildren } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';

const SaidContext = createContext<(sentence: string) => void>(() => undefined);

/** Tells the reader that something was done: seen for a few seconds, and read out. */
export const useSaid = () => useContext(SaidContext);

const SHOWN_MS = 6000;

/** Holds the place where sentences appear. */
export function Said({ children }: { children: ComponentChildren }) {
  const [sentence, setSentence] = useState('');

  useEffect(() => {
    if (sentence === '') return;
    const timer = setTimeout(() => setSentence(''), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [sentence]);

  return (
    <SaidContext.Provider value={setSentence}>
      {children}
      <div role="status" aria-live="polite">
        {sentence && <p class="toast">{sentence}</p>}
      </div>
    </SaidContext.Provider>
  );
}
