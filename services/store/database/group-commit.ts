/**
 * Lets many callers share one statement: what is asked for while a write runs goes out together with the next one, at
 * most `most` at once. `write` answers in the order of its items. When a write of several fails, each is tried alone,
 * so that one bad item fails nobody else.
 */
export function createGroupCommit<Item, Answer>(
  write: (items: readonly Item[]) => Promise<readonly Answer[]>,
  most: number,
): (item: Item) => Promise<Answer> {
  interface Waiting {
    item: Item;
    resolve(answer: Answer): void;
    reject(error: unknown): void;
  }

  const waiting: Waiting[] = [];
  let writing = false;

  async function writeAll(): Promise<void> {
    writing = true;
    while (waiting.length > 0) await writeGroup(waiting.splice(0, most));
    writing = false;
  }

  async function writeGroup(group: readonly Waiting[]): Promise<void> {
    try {
      const answers = await write(group.map(({ item }) => item));
      if (answers.length !== group.length)
        throw new Error(`Expected ${group.length} answers of a group commit, found ${answers.length}.`);
      group.forEach(({ resolve }, index) => resolve(answers[index] as Answer));
    } catch (error) {
      if (group.length === 1) group.forEach(({ reject }) => reject(error));
      else await Promise.all(group.map((one) => writeGroup([one])));
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!writing) void writeAll();
    });
}
