import Type from 'typebox';

/** A sentence in the two languages every learner-facing text exists in. */
export const Localized = Type.Object(
  { en: Type.String({ minLength: 1 }), ja: Type.String({ minLength: 1 }) },
  { additionalProperties: false },
);
export type Localized = Type.Static<typeof Localized>;

/** The languages of the course, in the order in which they are shown. */
export const LANGUAGES = ['ja', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
