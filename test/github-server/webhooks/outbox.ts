import { createHmac, randomUUID } from 'node:crypto';
import type { Delivery, WebhookTarget } from '../control.ts';
import type { FaultBox } from '../rules/create-faults.ts';

/** "Your server should respond with a 2XX response within 10 seconds" (best practices for using webhooks). */
const PATIENCE = 10_000;

export type Event = {
  event: string;
  action: string | null;
  payload: object;
  installationId: number | null;
  repositoryId: number | null;
};

export type SentDelivery = Delivery & {
  installationId: number | null;
  repositoryId: number | null;
  url: string;
  responseHeaders: Record<string, string> | null;
  responseBody: string | null;
};

export type Outbox = {
  readonly sent: readonly SentDelivery[];
  /** Queues an event; deliveries leave one after another in the order of the events. */
  send(event: Event): void;
  redeliver(delivery: SentDelivery): void;
  aim(target: WebhookTarget | null): void;
  /** Where deliveries go now. */
  readonly target: WebhookTarget | null;
  idle(): Promise<void>;
  close(): Promise<void>;
};

type Letter = Event & { guid: string; redelivery: boolean };

export type OutboxDependencies = {
  hookId: number;
  /** The App as it is registered now. */
  app(): { id: number; webhookSecret: string };
  now(): number;
  nextId(): number;
  faults: FaultBox;
  /** Complains about payloads that contradict GitHub's description. */
  check(event: Event): void;
};

/**
 * Signs and posts webhooks, and remembers each attempt. GitHub never repeats a failed delivery by itself, so
 * neither does this.
 */
export function createOutbox(dependencies: OutboxDependencies): Outbox {
  const { faults, nextId, now } = dependencies;
  const sent: SentDelivery[] = [];
  const stopping = new AbortController();
  const side = new Set<Promise<void>>();
  let target: WebhookTarget | null = null;
  let overtaken: Letter[] = [];
  let line = Promise.resolve();

  return {
    sent,
    send(event) {
      if (target === null) return;
      dependencies.check(event);
      enqueue({ ...event, guid: randomUUID(), redelivery: false });
    },
    redeliver: ({ event, action, payload, installationId, repositoryId, guid }) =>
      enqueue({
        event,
        action,
        payload: payload as object,
        installationId,
        repositoryId,
        guid,
        redelivery: true,
      }),
    aim: (next) => void (target = next),
    get target() {
      return target;
    },
    idle,
    async close() {
      stopping.abort();
      await idle();
    },
  };

  function enqueue(letter: Letter): void {
    const fault = letter.redelivery ? undefined : faults.takeForDelivery(letter.event, letter.repositoryId);

    if (fault?.kind === 'overtaken') {
      overtaken.push(letter);
      return;
    }

    if (fault?.kind === 'delay') {
      const late = sleep(fault.milliseconds, stopping.signal).then(() => post(letter));
      side.add(late);
      void late.finally(() => side.delete(late));
      return;
    }

    append(async () => (fault?.kind === 'drop' ? lose(letter) : post(letter)));
    if (fault?.kind === 'duplicate') append(async () => post(letter));
    releaseOvertaken(letter.repositoryId);
  }

  function append(step: () => Promise<void>): void {
    line = line.then(step);
  }

  /** What waits to be overtaken goes after the next letter of its own repository; without one, all of it now. */
  function releaseOvertaken(repositoryId?: number | null): void {
    const goes = (letter: Letter) => repositoryId === undefined || letter.repositoryId === repositoryId;
    const released = overtaken.filter(goes);
    overtaken = overtaken.filter((letter) => !goes(letter));
    for (const letter of released) append(async () => post(letter));
  }

  async function idle(): Promise<void> {
    for (;;) {
      releaseOvertaken();
      const waitedFor = line;
      await Promise.all([line, ...side]);
      if (waitedFor === line && side.size === 0 && overtaken.length === 0) return;
    }
  }

  async function lose(letter: Letter): Promise<void> {
    record(letter, {}, { status: 'failed to connect to host', statusCode: 0, duration: 0 });
  }

  async function post(letter: Letter): Promise<void> {
    if (target === null) return;
    const body = JSON.stringify(letter.payload);
    const headers = headersFor(letter, body, target.secret ?? dependencies.app().webhookSecret);
    const started = performance.now();
    const duration = () => Math.round(performance.now() - started) / 1000;

    try {
      const signal = AbortSignal.any([AbortSignal.timeout(PATIENCE), stopping.signal]);
      const response = await fetch(target.url, { method: 'POST', headers, body, signal });
      const responseBody = await response.text();
      const statusText = response.ok ? 'OK' : `Invalid HTTP Response: ${response.status}`;

      record(letter, headers, {
        status: statusText,
        statusCode: response.status,
        duration: duration(),
        responseHeaders: Object.fromEntries(response.headers),
        responseBody,
      });
    } catch (error) {
      const timedOut = error instanceof Error && error.name === 'TimeoutError';
      const status = timedOut ? 'timed out' : 'failed to connect to host';
      record(letter, headers, { status, statusCode: 0, duration: duration() });
    }
  }

  function record(
    letter: Letter,
    headers: Record<string, string>,
    outcome: Pick<SentDelivery, 'status' | 'statusCode' | 'duration'> &
      Partial<Pick<SentDelivery, 'responseHeaders' | 'responseBody'>>,
  ): void {
    sent.push({
      ...letter,
      id: nextId(),
      at: now(),
      url: target?.url ?? '',
      headers,
      responseHeaders: null,
      responseBody: null,
      ...outcome,
    });
  }

  function headersFor(letter: Letter, body: string, secret: string): Record<string, string> {
    return {
      accept: '*/*',
      // Compiling a check can hold this process longer than a receiver keeps an idle connection open.
      connection: 'close',
      'content-type': 'application/json',
      'user-agent': 'GitHub-Hookshot/fa4e000',
      'x-github-delivery': letter.guid,
      'x-github-event': letter.event,
      'x-github-hook-id': String(dependencies.hookId),
      'x-github-hook-installation-target-id': String(dependencies.app().id),
      'x-github-hook-installation-target-type': 'integration',
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    };
  }
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
