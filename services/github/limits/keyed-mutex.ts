/** Lets works of one key run one after the other, others at the same time. For one process only. */
export type KeyedMutex = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** Makes the queue of turns; a work that throws does not stop the next one. */
export function createKeyedMutex(): KeyedMutex {
  const last = new Map<string, Promise<unknown>>();

  return (key, work) => {
    const turn = (last.get(key) ?? Promise.resolve()).then(work, work);
    last.set(key, turn);

    const leave = () => {
      if (last.get(key) === turn) last.delete(key);
    };

    turn.then(leave, leave);
    return turn;
  };
}
