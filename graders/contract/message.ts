import Type from 'typebox';
import { Localized } from './localized.ts';

/**
 * A sentence that is not put together yet: templates with `{name}` places and the values that belong there.
 * Values stay apart from the text until the report is rendered, because they may come from a learner's
 * manifest and each place where they are shown has its own way to make them harmless.
 */
export const Message = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' }),
    text: Localized,
    hint: Type.Optional(Localized),
    params: Type.Record(Type.String(), Type.Union([Type.String({ maxLength: 2000 }), Type.Number()])),
  },
  { additionalProperties: false },
);
export type Message = Type.Static<typeof Message>;
export type MessageParams = Message['params'];
