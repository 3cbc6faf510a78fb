import {
  APP_EVENTS,
  APP_PERMISSIONS,
  MERGE_QUEUE_EVENT,
  REGISTERED_PERMISSIONS,
} from '../../github/app/app-permissions.ts';
import { ok, problem, warning, type Diagnosis } from './diagnosis.ts';

type Grants = Readonly<Record<string, string>>;

/** Most courses have no merge queue, and an App of before there were these need not be changed. */
function examineMergeQueues(
  who: string,
  { permissions, events }: { permissions: Grants; events: readonly string[] },
  where: string,
): Diagnosis[] {
  const isTold = permissions['merge_queues'] !== undefined && events.includes(MERGE_QUEUE_EVENT);
  return isTold
    ? []
    : [
        warning(
          `merge queues of ${who}`,
          'GitHub does not tell of them',
          `Where a merge queue requires the check "grading", grant "Merge queues: read" and subscribe to "Merge group" on ${where}`,
        ),
      ];
}

/** Compares what was granted with what Saiten needs; `where` is the page on which it is changed. */
export function examineGrants(
  who: string,
  granted: { permissions: Grants; events: readonly string[] },
  where: string,
): Diagnosis[] {
  const missing = Object.entries(APP_PERMISSIONS).filter(
    ([name, level]) =>
      granted.permissions[name] !== level && !(level === 'read' && granted.permissions[name] === 'write'),
  );

  const needless = Object.entries(granted.permissions).filter(
    ([name, level]) => !(name in REGISTERED_PERMISSIONS) && level !== 'none',
  );

  const events = APP_EVENTS.filter((event) => !granted.events.includes(event));

  const words = (list: readonly (readonly [string, string])[]) =>
    list.map(([name, level]) => `${name.replaceAll('_', ' ')}: ${level}`).join(', ');

  const permissions = `permissions of ${who}`;
  return [
    missing.length > 0
      ? problem(permissions, `missing ${words(missing)}`, `Grant them on ${where}`)
      : needless.length > 0
        ? warning(
            permissions,
            `all there, and more than needed: ${words(needless)}`,
            `Saiten never asks for them in its tokens; take them away on ${where}`,
          )
        : ok(permissions, words(Object.entries(APP_PERMISSIONS))),
    events.length > 0
      ? problem(`events of ${who}`, `not subscribed to ${events.join(', ')}`, `Subscribe to them on ${where}`)
      : ok(`events of ${who}`, APP_EVENTS.join(', ')),
    ...examineMergeQueues(who, granted, where),
  ];
}
