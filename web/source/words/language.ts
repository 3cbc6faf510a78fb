export const LANGUAGES = ['ja', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A text in both languages, as the API gives titles and messages. */
export interface Localized {
  en: string;
  ja: string;
}
