import type { FastifyRequest } from 'fastify';
import { clientOf } from '../../http/client-of.ts';
import { createLately } from '../../http/lately.ts';
import { limitGuesses } from '../../http/limit-guesses.ts';
import { TooManyRequests } from '../api-problem.ts';

/** Wrong secrets of one client in a minute, and repetitions of one of them: then the store is not asked any more. */
const MOST_GUESSES = 60;
/** Milliseconds for which a secret stays wrong: none that was made up becomes right later. */
const WRONG_MS = 600_000;
const MOST_REMEMBERED = 10_000;

/**
 * Looks up who a token or a cookie belongs to, unless its client has been wrong too often: 429. Secrets that were right
 * lately are looked up whatever else comes from their client, for many people may share an address. Those that were wrong
 * lately are answered from memory and count by themselves: a page that is left open with a session that is over asks
 * again and again, and must not keep others of its address out.
 *
 * @param now in milliseconds
 * @returns undefined for a secret that is nobody's
 */
export function createLookUp(now: () => number) {
  const guesses = limitGuesses(MOST_GUESSES, now);
  const right = createLately(MOST_REMEMBERED, { now });
  const wrong = createLately(MOST_REMEMBERED, { forMs: WRONG_MS, now });

  return async function lookUp<Found>(
    request: Pick<FastifyRequest, 'ip'>,
    kind: 'token' | 'cookie',
    hash: Buffer,
    ask: (hash: Buffer) => Promise<Found | undefined>,
  ): Promise<Found | undefined> {
    const name = `${kind} ${hash.toString('hex')}`;
    const isWrong = wrong.has(name);
    const isGuess = !right.has(name);
    const guesser = isWrong ? `${clientOf(request.ip)} ${name}` : clientOf(request.ip);
    const wait = isGuess ? guesses.take(guesser) : undefined;
    if (wait !== undefined)
      throw new TooManyRequests(
        wait,
        `Too many wrong tokens came from your address; send the right one in ${wait} seconds.`,
      );
    if (isWrong) return undefined;

    const found = await ask(hash).catch((error: unknown) => {
      if (isGuess) guesses.giveBack(guesser);
      throw error;
    });

    if (found === undefined) {
      right.delete(name);
      wrong.add(name);
      return undefined;
    }

    if (isGuess) guesses.giveBack(guesser);
    right.add(name);
    return found;
  };
}
