export type Step = string | number;

/** Takes one of several at random. */
export type Pick = <Item>(items: readonly Item[]) => Item;

/** A place in a manifest, and what holds it. */
export interface Place {
  path: readonly Step[];
  holder: Record<Step, unknown> | unknown[];
  step: Step;
  value: unknown;
}
