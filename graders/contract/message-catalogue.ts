import Type from 'typebox';
import { Localized } from './localized.ts';

/**
 * The contents of a `messages.yaml`: message id to text and hint in both languages. `{name}` marks the place of
 * a parameter and must stand in both languages.
 */
export const MessageCatalogue = Type.Record(
  Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' }),
  Type.Object({ text: Localized, hint: Type.Optional(Localized) }, { additionalProperties: false }),
);
export type MessageCatalogue = Type.Static<typeof MessageCatalogue>;
