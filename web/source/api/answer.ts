import type { paths } from './api-types.ts';

/** What the description says of each address, as the page writes it: without `/api/v1`. */
export type Described = {
  [Path in keyof paths as Path extends `/api/v1${infer Rest}` ? Rest : never]: paths[Path];
};

type Json<Part> = Part extends { content: { 'application/json': infer Body } } ? Body : never;

/** What the API answers to a request that succeeds, as its description says; undefined where that is nothing. */
export type Answer<
  Address extends keyof Described,
  Method extends keyof Described[Address],
> = Described[Address][Method] extends { responses: infer Responses }
  ? [keyof Responses & (200 | 201)] extends [never]
    ? undefined
    : Json<Responses[keyof Responses & (200 | 201)]>
  : never;

/** One of a list that the API answers. */
export type Item<Address extends keyof Described> =
  Answer<Address, 'get' & keyof Described[Address]> extends { items: (infer One)[] } ? One : never;
