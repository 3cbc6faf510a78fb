import { appOperations } from './apps.ts';
import { checkOperations } from './checks.ts';
import { commentOperations } from './comments.ts';
import { deliveryOperations } from './deliveries.ts';
import { generalOperations } from './general.ts';
import { gitOperations } from './git.ts';
import type { Operation } from './operation.ts';
import { pullOperations } from './pulls.ts';
import { repositoryOperations } from './repositories.ts';
import { statusOperations } from './statuses.ts';

/** Every operation of GitHub that this server answers. */
export const servedOperations: readonly Operation[] = [
  ...appOperations,
  ...checkOperations,
  ...commentOperations,
  ...deliveryOperations,
  ...generalOperations,
  ...gitOperations,
  ...pullOperations,
  ...repositoryOperations,
  ...statusOperations,
];
