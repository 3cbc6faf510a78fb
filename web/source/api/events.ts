import { askFor } from './ask.ts';
import type { QueryOf } from './question.ts';

export interface LiveEvent {
  id: string;
  type: string;
  data: unknown;
}

/**
 * Cuts a stream of server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html) into events.
 *
 * @internal
 */
export function createEventReader(onEvent: (event: LiveEvent) => void) {
  let rest = '';

  return (chunk: string) => {
    const blocks = (rest + chunk).replaceAll('\r\n', '\n').split('\n\n');
    rest = blocks.pop() ?? '';

    for (const block of blocks) {
      const fields = { id: '', event: 'message', data: [] as string[] };

      for (const line of block.split('\n')) {
        const [, name = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/.exec(line) ?? [];
        if (name === 'data') fields.data.push(value);
        else if (name === 'id' || name === 'event') fields[name] = value;
      }

      if (fields.data.length === 0) continue;
      const text = fields.data.join('\n');
      onEvent({ id: fields.id, type: fields.event, data: asJson(text) });
    }
  };
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/**
 * Follows what happens, until the signal says so; the browser's own EventSource could not send a token. Returns when
 * the stream ends and throws when there is none.
 */
export async function followEvents(
  query: QueryOf<'GET', '/events'>,
  {
    signal,
    onEvent,
    onOpen,
  }: { signal: AbortSignal; onEvent: (event: LiveEvent) => void; onOpen: () => void },
): Promise<void> {
  const answer = await askFor('GET', '/events', { query, accept: 'text/event-stream', signal });
  if (answer.body === null) return;
  onOpen();
  const read = createEventReader(onEvent);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();

  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    read(value);
  }
}
