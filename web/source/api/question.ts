import type { Described, Item } from './answer.ts';
import type { RequestKeys } from './request-keys.ts';
import type { Sent } from './send.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Where the API takes a method. */
export type Address<Of extends Method> = {
  [Path in keyof Described]: Described[Path] extends Record<Lowercase<Of>, object> ? Path : never;
}[keyof Described];

/** The key of a method in the description of an address. */
export type Verb<Of extends Method, Path extends keyof Described> = Lowercase<Of> & keyof Described[Path];

/** What a request may and must say, as the description has it. */
export type Question<Of extends Method, Path extends Address<Of>> = Questions[Path][Verb<Of, Path>];

/** The last argument of whoever asks: left out where nothing must be said. */
export type Asked<Of extends Method, Path extends Address<Of>> =
  object extends Question<Of, Path> ? [question?: Question<Of, Path>] : [question: Question<Of, Path>];

/** Lists that come in pages. */
export type PagedAddress = {
  [Path in Address<'GET'>]: 'cursor' extends Keys<QueryOf<'GET', Path>> ? Path : never;
}[Address<'GET'>];

/** Lists that are short by nature and come whole. */
export type ShortAddress = Exclude<
  { [Path in Address<'GET'>]: [Item<Path>] extends [never] ? never : Path }[Address<'GET'>],
  PagedAddress
>;

/** The JSON that a request carries. */
export type Body<Of extends Method, Path extends Address<Of>> = NonNullable<Question<Of, Path>['body']>;

/** What narrows a request down. */
export type QueryOf<Of extends Method, Path extends Address<Of>> = NonNullable<Question<Of, Path>['query']>;

type Questions = {
  [Path in keyof Described]: {
    [Method in keyof Described[Path]]: Sent &
      PathPart<Described[Path][Method]> &
      QueryPart<Described[Path][Method]> &
      BodyPart<Described[Path][Method]> &
      VersionPart<Described[Path][Method]> &
      KeysPart<Described[Path][Method]>;
  };
};

type Keys<Part> = [Part] extends [never] ? never : keyof Part;

type PathPart<Operation> = Operation extends { parameters: { path: infer Values } }
  ? { path: Values }
  : { path?: never };

type QueryPart<Operation> = Operation extends { parameters: { query: infer Values } }
  ? { query: Values }
  : Operation extends { parameters: { query?: infer Values } }
    ? { query?: Values }
    : { query?: never };

/** JSON, or a text of the type that the description names. */
type BodyPart<Operation> = Operation extends { requestBody: { content: infer Content } }
  ? Content extends { 'application/json': infer Json }
    ? { body: Json; text?: never }
    : { body?: never; text: { type: keyof Content } }
  : { body?: never; text?: never };

type VersionPart<Operation> =
  'if-match' extends HeaderOf<Operation> ? { version: number } : { version?: never };

/** Whatever happens once under a key is asked for with the keys of a form. */
type KeysPart<Operation> =
  'idempotency-key' extends HeaderOf<Operation> ? { keys: RequestKeys } : { keys?: never };

type HeaderOf<Operation> = Operation extends { parameters: { header?: infer Headers } }
  ? Keys<NonNullable<Headers>>
  : never;
