import { describe, expect, it } from 'vitest';
import { limitGuesses } from '../../../services/http/limit-guesses.ts';

describe('guesses', () => {
  it('are limited for each client, and again after a minute', () => {
    let now = 0;
    const guesses = limitGuesses(2, () => now);
    const first = [guesses.take('a'), guesses.take('a'), guesses.take('a'), guesses.take('b')];
    now = 59_000;
    const wait = guesses.take('a');
    now = 60_000;
    expect([...first, wait, guesses.take('a')]).toEqual([undefined, undefined, 60, undefined, 1, undefined]);
  });

  it('that were right count for nothing', () => {
    const guesses = limitGuesses(1, () => 0);
    guesses.take('a');
    guesses.giveBack('a');
    expect(guesses.take('a')).toBeUndefined();
  });

  it('of as many clients as there are addresses take no more than so much memory', () => {
    const guesses = limitGuesses(1, () => 0);
    for (let client = 0; client <= 10_000; client++) guesses.take(String(client));
    expect([guesses.take('0'), guesses.take('10000')]).toEqual([undefined, 60]);
  });
});
