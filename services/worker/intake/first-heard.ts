interface Head {
  repositoryId: number;
  number: number;
  headSha: string;
}

export interface HeardHeads {
  /** The earliest time stays. */
  hear(heads: readonly (Head & { at: Date })[]): Promise<void>;
  firstHeard(head: Head): Promise<Date | undefined>;
}

/**
 * When a head was first heard of: the time of the event that announced it, else GitHub's time of the last change, which is then
 * remembered. Never later than now, whatever GitHub's clock says.
 */
export async function firstHeard(
  heads: HeardHeads,
  { repositoryId, number, headSha, updatedAt }: Head & { updatedAt: Date },
  now: Date,
): Promise<Date> {
  const head = { repositoryId, number, headSha };
  // A push whose event had no time stands under the epoch.
  const at = updatedAt < now && updatedAt.getTime() > 0 ? updatedAt : now;
  await heads.hear([{ ...head, at }]);
  const heard = (await heads.firstHeard(head)) ?? at;
  return heard < now ? heard : now;
}
