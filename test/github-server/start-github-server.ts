import type { AddressInfo } from 'node:net';
import { createControl } from './control/create-control.ts';
import type { Effect, GitHubServer, RequestRecord, StartOptions, Violation } from './control.ts';
import { memoize } from './description/memoize.ts';
import { openRestDescription } from './description/rest-description.ts';
import { openWebhookDescription } from './description/webhook-description.ts';
import { serveAppRegistration } from './page/serve-app-registration.ts';
import { servePullRequestPage } from './page/serve-pull-request-page.ts';
import { serveSignIn } from './page/serve-sign-in.ts';
import { createRestServer } from './rest-server.ts';
import type { Operation } from './routes/operation.ts';
import { servedOperations } from './routes/served-operations.ts';
import { createFaults } from './rules/create-faults.ts';
import { createRateLimit } from './rules/rate-limit.ts';
import { createWorld } from './state/create-world.ts';
import { createAnnouncer } from './webhooks/announcer.ts';
import type { Event } from './webhooks/outbox.ts';
import { createOutbox } from './webhooks/outbox.ts';

/**
 * Compiled checks take a while and depend on nothing but the installed packages, so all servers of a process
 * share them; nothing is read before the first start.
 */
const description = memoize((_all: 'all') => ({
  rest: openRestDescription(),
  webhooks: openWebhookDescription(),
}));

/** Starts GitHub's REST API as far as a grading App needs it, on a port of this machine. */
export async function startGitHubServer(
  options: StartOptions = {},
  operations: readonly Operation[] = servedOperations,
): Promise<GitHubServer> {
  const clock = options.clock ?? Date.now;
  let offset = 0;
  const now = () => clock() + offset;
  const world = createWorld(options, now);
  const effects: Effect[] = [];
  const requests: RequestRecord[] = [];
  const violations: Violation[] = [];
  const faults = createFaults();
  const { rest: restDescription, webhooks } = description('all');
  const hookId = world.nextId();

  const outbox = createOutbox({
    hookId,
    app: () => world.app,
    now,
    nextId: () => world.nextId(),
    faults,
    check: checkPayload,
  });

  const announce = createAnnouncer(world, outbox, hookId);

  const rest = createRestServer({
    world,
    announce,
    outbox,
    faults,
    rateLimit: createRateLimit(now, options.contentLimits),
    description: restDescription,
    operations,
    recordEffect: (effect) =>
      effects.push({ sequence: effects.length + 1, at: now(), ...structuredClone(effect) }),
    recordRequest: (request) => requests.push({ sequence: requests.length + 1, at: now(), ...request }),
    recordViolation: (violation) => violations.push(violation),
  });

  servePullRequestPage(rest, world);
  serveAppRegistration(rest, world);
  serveSignIn(rest, world);
  await rest.listen({ port: options.port ?? 0, host: options.host ?? '127.0.0.1' });
  const { port } = rest.server.address() as AddressInfo;
  world.url = options.publicUrl ?? `http://127.0.0.1:${port}`;
  if (options.webhook !== undefined) setWebhook(options.webhook);

  return {
    ...createControl({ world, announce }),
    url: world.url,
    get app() {
      return world.app;
    },
    faults,
    effects,
    requests,
    violations,
    deliveries: outbox.sent,
    idle: () => outbox.idle(),
    setWebhook,
    redeliver(guid) {
      const delivery = outbox.sent.find((each) => each.guid === guid);
      if (delivery === undefined) throw new Error(`no delivery ${guid}`);
      outbox.redeliver(delivery);
    },
    advanceClock: (milliseconds) => void (offset += milliseconds),
    async close() {
      await outbox.close();
      await rest.close();
    },
  };

  function setWebhook(target: StartOptions['webhook'] | null): void {
    outbox.aim(target ?? null);
    if (target != null) announce.ping();
  }

  function checkPayload(event: Event): void {
    const key = [event.event, event.action]
      .filter((part) => part !== null)
      .join('-')
      .replaceAll('_', '-');

    const errors = webhooks.checkPayload(key)(event.payload);
    if (errors.length > 0) violations.push({ side: 'delivery', key, errors });
  }
}
