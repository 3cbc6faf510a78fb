import { sha256 } from '../../graders/text/sha256.ts';

/** Scripts and data of one run, and what comes out of them. Nobody can know it without running them. */
export interface DrawnScripts {
  processText: string;
  tickText: string;
  /** By shard: the word that process.sh makes for it. */
  words: readonly string[];
  /** By shard: what stands in the lists of shards that cannot be processed, or not yet. */
  marks: readonly string[];
  /** The word that tick.sh makes. */
  tickWord: string;
  /** Keys and values of the ConfigMap beside the scripts, but for the list of shards in trouble. */
  data: Readonly<Record<string, string>>;
  /** Key of the list of shards in trouble, by their marks. */
  troubleKey: string;
}

/** Seconds that process.sh works, one for each of its steps. */
export const PROCESS_SECONDS = 6;
/** Seconds that tick.sh works. */
export const TICK_SECONDS = 90;
const WORD_LENGTH = 16;

/**
 * Draws the two scripts and their data: names of keys, seeds, and the salts of the steps by which a seed becomes a
 * word. Which shards cannot be processed, or not yet, stands there as marks made of their words.
 */
export function drawScripts(random: () => number, shards: number, hopeless: number): DrawnScripts {
  const text = () =>
    Math.floor(random() * 36 ** 8)
      .toString(36)
      .padStart(8, '0');

  const keys = { seed: text(), hopeless: text(), trouble: text(), tick: text() };
  const salts = Array.from({ length: PROCESS_SECONDS }, text);
  const [mark, begin, end] = [text(), text(), text()];
  const seeds = Array.from({ length: shards }, text);
  const tickSeed = text();

  const words = seeds.map((seed, shard) =>
    salts.reduce((word, salt) => mix(`${word} ${shard} ${salt}`), seed),
  );

  const marks = words.map((word) => mix(`${word} ${mark}`));
  return {
    processText: processText(keys, salts, mark),
    tickText: tickText(keys.tick, begin, end),
    words,
    marks,
    tickWord: mix(`${mix(`${tickSeed} ${begin}`)} ${end}`),
    data: {
      ...Object.fromEntries(seeds.map((seed, shard) => [`${keys.seed}-${shard}`, seed])),
      [keys.hopeless]: marks[hopeless] ?? '',
      [keys.tick]: tickSeed,
    },
    troubleKey: keys.trouble,
  };
}

/** What `echo TEXT | sha256sum | cut -c 1-16` prints. */
function mix(text: string): string {
  return sha256(`${text}\n`).slice(0, WORD_LENGTH);
}

/** Says what the README says: exit code 0 done, 42 hopeless, anything else worth another try. */
function processText(
  keys: Record<'seed' | 'hopeless' | 'trouble', string>,
  salts: readonly string[],
  mark: string,
): string {
  return `#!/bin/sh
# process.sh SHARD: processes one shard, 0 to 7.
# Exit code 0: done. 42: this shard can never be processed. Any other: passing trouble, try again.
here=$(dirname "$0")
if [ ! -f "$here/${keys.seed}-$1" ]; then
  echo "There is no shard '$1'; tell me a number from 0 to 7." >&2
  exit 2
fi
word=$(cat "$here/${keys.seed}-$1")
for salt in ${salts.join(' ')}; do
  sleep 1
  word=$(echo "$word $1 $salt" | sha256sum | cut -c 1-${WORD_LENGTH})
done
mark=$(echo "$word ${mark}" | sha256sum | cut -c 1-${WORD_LENGTH})
case " $(cat "$here/${keys.hopeless}") " in *" $mark "*) echo "shard=$1 word=$word hopeless"; exit 42 ;; esac
case " $(cat "$here/${keys.trouble}") " in *" $mark "*) echo "shard=$1 word=$word trouble"; exit 1 ;; esac
echo "shard=$1 word=$word done"
`;
}

function tickText(key: string, begin: string, end: string): string {
  return `#!/bin/sh
# tick.sh: works for ${TICK_SECONDS} seconds.
here=$(dirname "$0")
word=$(echo "$(cat "$here/${key}") ${begin}" | sha256sum | cut -c 1-${WORD_LENGTH})
trap 'echo "tick word=$word cut off"; exit 1' TERM
echo "tick word=$word begin"
sleep ${TICK_SECONDS} & wait $!
word=$(echo "$word ${end}" | sha256sum | cut -c 1-${WORD_LENGTH})
echo "tick word=$word end"
`;
}
