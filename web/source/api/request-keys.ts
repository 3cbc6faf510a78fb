/** The Idempotency-Keys of one form: what it sends twice, because a click was repeated or an answer lost, is done once. */
export interface RequestKeys {
  /** The key of a content: the same at every try, another for every other content. */
  keyFor(content: string): string;
  /** Says that the content was done. A form that goes on to something else may send it anew after that. */
  done(content: string): void;
}

/**
 * Keys for one form, from its opening to its end.
 *
 * @param newKey makes one that nobody else has
 */
export function createRequestKeys(newKey: () => string = () => crypto.randomUUID()): RequestKeys {
  const tried = new Map<string, string>();
  let finished: string | undefined;

  return {
    keyFor(content) {
      if (finished !== undefined && finished !== content) {
        tried.clear();
        finished = undefined;
      }

      const key = tried.get(content) ?? newKey();
      tried.set(content, key);
      return key;
    },
    done(content) {
      finished = content;
    },
  };
}
