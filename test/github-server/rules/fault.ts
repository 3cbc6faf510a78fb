/**
 * How often a fault strikes before it is used up, default 1, `Infinity` means always; how many it lets pass before, default
 * none; and where, default everywhere.
 */
type Times = { times?: number; after?: number; repositoryId?: number };

/**
 * What goes wrong with requests of one operation (an OpenAPI operation id such as `checks/create`, or `*`).
 * - `bad-gateway-before`: 502, nothing happened;
 * - `bad-gateway-after`: 502, but the change has been made;
 * - `delay`: the answer waits that long;
 * - `secondary-limit`: 403 with `retry-after`, or without it when no seconds are given;
 * - `primary-limit`: 403 with `x-ratelimit-remaining: 0` until the reset;
 * - `no-diff`: 422, as for a diff that takes too long;
 * - `short-tree`: recursive listings of a tree end after that many entries and say `truncated`;
 * - `refused`: that status, as for credentials, permissions and repositories that are not seen, or one of GitHub's own;
 * - `suspended`: 403, as while the installation is suspended;
 * - `reset`: the connection breaks, nothing happened;
 * - `stale`: the answer is that from before the last change of the repository, see `state/former-state.ts`.
 */
export type RequestFault = Times & { operation: string } & (
    | { kind: 'bad-gateway-before' }
    | { kind: 'bad-gateway-after' }
    | { kind: 'delay'; milliseconds: number }
    | { kind: 'secondary-limit'; retryAfterSeconds?: number }
    | { kind: 'primary-limit'; resetAfterSeconds: number }
    | { kind: 'no-diff' }
    | { kind: 'short-tree'; entries: number }
    | { kind: 'refused'; status: 401 | 403 | 404 | 429 | 500 }
    | { kind: 'suspended' }
    | { kind: 'reset' }
    | { kind: 'stale' }
  );

/**
 * What goes wrong with deliveries of one event (`pull_request`, or `*`).
 * - `drop`: never sent, recorded as failed, so that it can be redelivered;
 * - `duplicate`: sent twice under the same guid;
 * - `overtaken`: sent after the delivery that follows it.
 */
export type DeliveryFault = Times & { event: string } & (
    { kind: 'drop' } | { kind: 'duplicate' } | { kind: 'overtaken' } | { kind: 'delay'; milliseconds: number }
  );
