import { TooManyRequests } from '../api-problem.ts';

/** Places for what lasts: each is taken until it is left. */
export interface Places {
  /** Takes a place for somebody; fails with 429 when there is none left, or none for them. Returns how to leave it. */
  take(who: string): () => void;
}

const TRY_AGAIN_SECONDS = 30;

/** So many places in all, and so many for one caller. */
export function createPlaces({ most, mostOfOne }: { most: number; mostOfOne: number }): Places {
  const taken = new Map<string, number>();
  let all = 0;

  return {
    take(who) {
      const own = taken.get(who) ?? 0;
      if (own >= mostOfOne || all >= most)
        throw new TooManyRequests(
          TRY_AGAIN_SECONDS,
          own >= mostOfOne
            ? `You have ${mostOfOne} streams open; close one of them first.`
            : 'Too many streams are open now; try again in half a minute.',
        );
      taken.set(who, own + 1);
      all += 1;
      let isLeft = false;

      return () => {
        if (isLeft) return;
        isLeft = true;
        all -= 1;
        const left = (taken.get(who) ?? 1) - 1;
        if (left === 0) taken.delete(who);
        else taken.set(who, left);
      };
    },
  };
}
