import { useEffect, useState } from 'preact/hooks';
import type { Language } from './words/language.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Language and colours, kept for the next visit; `public/first-paint.js` reads the same keys before the first paint. */
export function usePreferences() {
  const root = document.documentElement;
  const [language, setLanguage] = useState<Language>(root.lang === 'ja' ? 'ja' : 'en');

  const [theme, setTheme] = useState<Theme>(
    () => THEMES.find((one) => one === localStorage.getItem('saiten-theme')) ?? 'system',
  );

  useEffect(() => {
    root.lang = language;
  }, [language, root]);

  useEffect(() => {
    if (theme === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = theme;
  }, [theme, root]);

  return {
    language,
    theme,
    chooseLanguage(wanted: Language) {
      localStorage.setItem('saiten-language', wanted);
      setLanguage(wanted);
    },
    chooseTheme(wanted: Theme) {
      localStorage.setItem('saiten-theme', wanted);
      setTheme(wanted);
    },
  };
}
