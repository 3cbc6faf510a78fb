import type { IncomingMessage } from 'node:http';

/** A body that is not read to its end. */
export class BodyRefused extends Error {
  readonly statusCode: 400 | 413 | 503;

  constructor(statusCode: 400 | 413 | 503, message: string) {
    super(message);
    this.name = 'BodyRefused';
    this.statusCode = statusCode;
  }
}

/** The memory that bodies of requests may take, all together. */
export interface BodyRoom {
  /**
   * Reads a body of at most `limit` bytes and keeps its room until `done` or until the connection closes. Fails with
   * `BodyRefused`: 413 for one that is longer, 400 for one that breaks off, 503 for one that had to make room.
   */
  read(message: IncomingMessage, limit: number): Promise<{ body: Buffer; done(): void }>;
  /** Bytes that are taken now. */
  taken(): number;
}

/**
 * Bytes of every body that take no room: ordinary requests neither wait nor give way. The number of connections bounds
 * their sum.
 */
const FREE = 64 * 1024;

/**
 * Makes a room of `most` bytes. When it is full, the body that has been arriving for the longest time gives way: who holds
 * many bodies open loses them, and a client that sends what it has to say is not refused for it.
 */
export function createBodyRoom(most: number): BodyRoom {
  /** Bodies that are arriving and take room, the oldest first. */
  const arriving = new Set<{ giveWay(): void }>();
  let taken = 0;

  return {
    taken: () => taken,
    read: (message, limit) =>
      new Promise((resolve, reject) => {
        const chunks: Buffer[] = [];
        let length = 0;
        let held = 0;
        const one = { giveWay: () => refuse(503, 'There is no room for more bodies now.') };

        const release = () => {
          taken -= held;
          held = 0;
        };

        const leave = () => {
          arriving.delete(one);
          message.off('data', onData).off('end', onEnd).off('error', onBreak).off('close', onBreak);
        };

        const refuse = (status: 400 | 413 | 503, words: string) => {
          leave();
          release();
          chunks.length = 0;
          reject(new BodyRefused(status, words));
        };

        const onData = (chunk: Buffer) => {
          length += chunk.length;
          if (length > limit) return refuse(413, `A body has at most ${limit} bytes.`);
          chunks.push(chunk);
          if (length <= FREE) return;
          taken += length - FREE - held;
          held = length - FREE;
          arriving.add(one);

          for (const oldest of arriving) {
            if (taken <= most) break;
            oldest.giveWay();
          }
        };

        const onEnd = () => {
          leave();
          const { socket } = message;

          const done = () => {
            release();
            socket.off('close', done);
          };

          if (held > 0) socket.on('close', done);
          resolve({ body: Buffer.concat(chunks, length), done });
        };

        const onBreak = () => refuse(400, 'The body broke off.');

        const declared = Number(message.headers['content-length']);

        if (declared > limit) {
          reject(new BodyRefused(413, `A body has at most ${limit} bytes.`));
          return;
        }

        message.on('data', onData).on('end', onEnd).on('error', onBreak).on('close', onBreak);
      }),
  };
}
