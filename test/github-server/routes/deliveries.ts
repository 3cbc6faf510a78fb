import { notFound } from '../rules/github-error.ts';
import { timestamp } from '../json/timestamp.ts';
import type { SentDelivery } from '../webhooks/outbox.ts';
import type { Operation } from './operation.ts';
import { operation } from './operation.ts';

/** GitHub shows and re-sends deliveries for three days: redelivering-webhooks. */
const KEPT = 3 * 86_400_000;

/** https://docs.github.com/rest/apps/webhooks */
export const deliveryOperations: Operation[] = [
  operation('apps/get-webhook-config-for-app', 'app', ({ outbox }) => ({
    status: 200,
    body: {
      ...(outbox.target === null ? {} : { url: outbox.target.url }),
      content_type: outbox.target?.contentType ?? 'json',
      insecure_ssl: outbox.target?.insecureSsl === true ? '1' : '0',
      secret: '********',
    },
  })),

  operation('apps/list-webhook-deliveries', 'app', ({ world, outbox, parameters, url }) => {
    const size = Math.min(parameters.per_page ?? 30, 100);
    const newestFirst = recent(outbox.sent, world.now()).reverse();

    const matching = newestFirst.filter(
      (each) =>
        parameters.status === undefined ||
        (parameters.status === 'success') === (each.statusCode >= 200 && each.statusCode < 400),
    );

    const start =
      parameters.cursor === undefined
        ? 0
        : matching.findIndex((each) => String(each.id) === parameters.cursor);

    const items = matching.slice(Math.max(start, 0), Math.max(start, 0) + size);
    const following = matching[Math.max(start, 0) + size];
    const next = new URL(url);
    next.searchParams.set('cursor', String(following?.id));
    return {
      status: 200,
      body: items.map(itemJson),
      headers: following === undefined ? {} : { link: `<${next.href}>; rel="next"` },
    };
  }),

  operation('apps/get-webhook-delivery', 'app', ({ world, outbox, parameters }) => {
    const delivery = recent(outbox.sent, world.now()).find((each) => each.id === parameters.delivery_id);
    if (delivery === undefined) throw notFound();
    return {
      status: 200,
      body: {
        ...itemJson(delivery),
        url: delivery.url,
        request: { headers: delivery.headers, payload: delivery.payload },
        response: { headers: delivery.responseHeaders, payload: delivery.responseBody },
      },
    };
  }),

  operation('apps/redeliver-webhook-delivery', 'app', ({ world, outbox, parameters }) => {
    const delivery = recent(outbox.sent, world.now()).find((each) => each.id === parameters.delivery_id);
    if (delivery === undefined) throw notFound();
    outbox.redeliver(delivery);
    return { status: 202, body: {} };
  }),
];

function recent(deliveries: readonly SentDelivery[], now: number): SentDelivery[] {
  return deliveries.filter((each) => each.at > now - KEPT);
}

function itemJson(delivery: SentDelivery) {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: timestamp(delivery.at),
    redelivery: delivery.redelivery,
    duration: delivery.duration,
    status: delivery.status,
    status_code: delivery.statusCode,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installationId,
    repository_id: delivery.repositoryId,
    throttled_at: null,
  };
}
