import { describe, expect, it } from 'vitest';
import { createEventReader, type LiveEvent } from '../../../../web/source/api/events.ts';

const read = (...chunks: string[]) => {
  const events: LiveEvent[] = [];
  const reader = createEventReader((event) => events.push(event));
  for (const chunk of chunks) reader(chunk);
  return events;
};

describe('the stream of events', () => {
  it.each([
    ['whole', ['id: 7\nevent: run.finished\ndata: {"id":"a"}\n\n']],
    ['cut anywhere', ['id: 7\nev', 'ent: run.finished\ndata: {"i', 'd":"a"}\n', '\n']],
    ['with a comment before it', [': hello\n\nid: 7\nevent: run.finished\ndata: {"id":"a"}\n\n']],
    ['with lines as Windows ends them', ['id: 7\r\nevent: run.finished\r\ndata: {"id":"a"}\r\n\r\n']],
  ])('is read %s', (_how, chunks) => {
    expect(read(...chunks)).toEqual([{ id: '7', type: 'run.finished', data: { id: 'a' } }]);
  });

  it('waits for the end of an event', () => {
    expect(read('data: {"id":"a"}\n')).toEqual([]);
  });

  it('gives text that is no JSON as it is', () => {
    expect(read('data: one\ndata: two\n\n')).toEqual([{ id: '', type: 'message', data: 'one\ntwo' }]);
  });
});
