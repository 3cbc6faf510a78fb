import type { AbuseCase } from './abuse-case.ts';
import { FLOODS } from './floods.ts';
import { FORGERIES } from './forgeries.ts';
import { HOST_ACCESS } from './host-access.ts';
import { PRIVILEGES } from './privileges.ts';
import { RESOURCES } from './resources.ts';
import { TOKENS_AND_NEIGHBOURS } from './tokens-and-neighbours.ts';

/** Every abuse that is tried on a real cluster; docs/security.md shows the same list. */
export const ABUSE_LIST: readonly AbuseCase[] = [
  ...PRIVILEGES,
  ...HOST_ACCESS,
  ...TOKENS_AND_NEIGHBOURS,
  ...FORGERIES,
  ...RESOURCES,
  ...FLOODS,
];
