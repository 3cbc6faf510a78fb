import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createBodyRoom } from '../../../services/http/body-room.ts';

const KIB = 1024;
const FREE = 64 * KIB;

/** A request that sends what the test writes. */
function message(headers: Record<string, string> = {}) {
  const socket = new EventEmitter();
  return Object.assign(new PassThrough({ highWaterMark: 16 * KIB * KIB }), { headers, socket });
}

type Message = ReturnType<typeof message>;
const asRequest = (one: Message) => one as unknown as IncomingMessage;
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('the room of bodies', () => {
  it('gives a body back as it came', async () => {
    const one = message();
    const read = createBodyRoom(KIB).read(asRequest(one), 100);
    one.write('ab');
    one.end('c');
    expect((await read).body.toString()).toBe('abc');
  });

  it.each([
    ['by its length', { 'content-length': '101' }, ''],
    ['by what arrives', {}, 'x'.repeat(101)],
  ])('refuses a body that is too long, %s', async (_how, headers, sent) => {
    const one = message(headers);
    const read = createBodyRoom(KIB).read(asRequest(one), 100);
    one.write(sent === '' ? 'x' : sent);
    await expect(read).rejects.toMatchObject({ statusCode: 413 });
  });

  it('lets the body give way that has been arriving for the longest time, and takes a newer one', async () => {
    const room = createBodyRoom(100 * KIB);
    const held = [message(), message()];
    const reads = held.map((one) => room.read(asRequest(one), KIB * KIB));
    for (const one of held) one.write(Buffer.alloc(FREE + 40 * KIB));
    await settle();
    const newest = message();
    const read = room.read(asRequest(newest), KIB * KIB);
    newest.end(Buffer.alloc(FREE + 40 * KIB));
    expect((await read).body.length).toBe(FREE + 40 * KIB);
    await expect(reads[0]).rejects.toMatchObject({ statusCode: 503 });
    expect(room.taken()).toBe(80 * KIB);
  });

  it('bounds what many bodies take that are held open', async () => {
    const room = createBodyRoom(1000 * KIB);
    const held = Array.from({ length: 50 }, () => message());

    const ends = held.map((one) =>
      room.read(asRequest(one), 24 * KIB * KIB).catch(({ statusCode }) => statusCode as number),
    );

    for (const one of held) one.write(Buffer.alloc(900 * KIB));
    await settle();
    expect(room.taken()).toBeLessThanOrEqual(1000 * KIB);
    for (const one of held) one.destroy();
    expect((await Promise.all(ends)).filter((status) => status === 503)).toHaveLength(49);
  });

  it('takes nothing from a body that is small, whatever else is there', async () => {
    const room = createBodyRoom(0);
    const one = message();
    const read = room.read(asRequest(one), KIB * KIB);
    one.end(Buffer.alloc(FREE));
    expect((await read).body.length).toBe(FREE);
    expect(room.taken()).toBe(0);
  });

  it.each<[string, (one: Message, done: () => void) => void]>([
    ['it is done', (_one, done) => done()],
    ['its connection closes', (one) => void one.socket.emit('close')],
    ['both', (one, done) => [done(), one.socket.emit('close')]],
  ])('gives the room of a body back when %s', async (_when, end) => {
    const room = createBodyRoom(KIB * KIB);
    const one = message();
    const read = room.read(asRequest(one), KIB * KIB);
    one.end(Buffer.alloc(FREE + KIB));
    const { done } = await read;
    expect(room.taken()).toBe(KIB);
    end(one, done);
    expect([room.taken(), one.socket.listenerCount('close')]).toEqual([0, 0]);
  });

  it('gives the room of a body back that breaks off', async () => {
    const room = createBodyRoom(KIB * KIB);
    const one = message();
    const read = room.read(asRequest(one), KIB * KIB);
    one.write(Buffer.alloc(FREE + KIB));
    await settle();
    one.destroy();
    await expect(read).rejects.toMatchObject({ statusCode: 400 });
    expect(room.taken()).toBe(0);
  });
});
