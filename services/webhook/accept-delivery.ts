import { traceparent } from '../observability/spans.ts';
import { translate } from './translate.ts';

/** One verified delivery. */
export interface IncomingDelivery {
  /** The `X-GitHub-Delivery` header; a redelivery keeps it. */
  guid: string;
  event: string;
  /** Verified: the same bytes have the same, whatever else the request says. */
  signature: string;
  /** Parsed JSON, not yet checked against a schema. */
  payload: unknown;
}

export interface DeliveryOutcome {
  outcome: 'accepted' | 'duplicate' | 'ignored' | 'malformed';
  /** Why it was ignored, or what was accepted: a fixed word, fit for a metric's label. */
  detail: string;
}

export interface AcceptanceNeeds {
  inbox: {
    /** Resolves when the delivery is durable; false when its guid or its content is known. */
    put(delivery: {
      guid: string;
      content: Buffer;
      event: string;
      action: string;
      work: object;
      traceparent?: string;
      receivedAt: Date;
    }): Promise<boolean>;
  };
  /** Told that there is work in the inbox. */
  wake(): void;
  clock: () => Date;
}

/** Decides what a delivery asks and stores that; throws when it could not be made durable. */
export type AcceptDelivery = (delivery: IncomingDelivery) => Promise<DeliveryOutcome>;

/**
 * Makes the decision flow of a delivery: what asks for nothing costs nothing; the rest is one row, written together
 * with its guid and its content, so that it is neither lost nor done twice. Handing over comes behind the answer, see `inbox-relay.ts`.
 */
export function createAcceptDelivery({ inbox, wake, clock }: AcceptanceNeeds): AcceptDelivery {
  return async ({ guid, event, signature, payload }) => {
    const action = translate(event, payload);
    if (action.kind === 'ignore')
      return { outcome: action.reason === 'malformed' ? 'malformed' : 'ignored', detail: action.reason };
    const { kind } = action;
    const parent = traceparent();

    const isNew = await inbox.put({
      guid,
      // The signature covers the body alone: under another guid, or called another event, it is the same content.
      content: Buffer.from(signature.slice('sha256='.length), 'hex'),
      event,
      action: kind,
      work: action,
      ...(parent === undefined ? {} : { traceparent: parent }),
      receivedAt: clock(),
    });

    if (isNew) wake();
    return { outcome: isNew ? 'accepted' : 'duplicate', detail: kind };
  };
}
