import type { createRandom } from '../../graders/core/random.ts';

type Random = ReturnType<typeof createRandom>;

/** What is repeated: YAML's own signs, and characters that lines, terminals and databases stumble over. */
const SCRAPS = [
  ...[
    '[',
    ']',
    '{',
    '}',
    ',',
    ': ',
    '? ',
    '- ',
    '-\n',
    '?\n',
    ':\n',
    'a: ',
    'a:\n',
    '[,',
    '{,',
    '[]: ',
    '"a":\n',
    'a: b\n',
  ],
  ...[
    '"',
    "'",
    '" ',
    "' ",
    '\\q',
    '\\n',
    '"\\',
    '|\n',
    '>\n',
    '|2\n',
    '>+9\n',
    'a: |\n',
    '  x\n',
    'a\n',
    ' a\n',
    '\n',
    ' ',
    '\t',
    '\n\t',
  ],
  ...[
    '&a ',
    '*a ',
    '&a',
    '<<: *a\n',
    '<<: [',
    '!',
    '!!str ',
    '!<x> ',
    '%A\n',
    '%YAML 1.2\n',
    '---\n',
    '...\n',
    '--- |\n',
    '# c\n',
    '#',
    ' #',
  ],
  ...['.', 'a.', '-', 'a-', '0', '0x', '0b', '1e', '=', '/', '../', '@', ':', '~', 'yes ', 'null\n'],
  ...[
    '\r',
    '\r\n',
    '\u2028',
    '\u2029',
    '\u0085',
    '\0',
    '\u001b[31m',
    '\ufeff',
    '\u202e',
    '\ud83d',
    '\ude00',
    '😀',
    '採',
    '\u017f',
  ],
  ...['`', '```\n', '<!--', '</details>', '|', '![x](', '[x](', '@octocat ', '&lt;', '$x$', '***', 'data:\n'],
] as const;

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
  labels: {app: web}
spec:
  containers:
    - name: web
      image: busybox
`;

const SECRET = 'apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData:\n  password: ';

/** A text of at most 256 KiB that somebody might write to do harm; short ones are as frequent as long ones. */
export function hostileText(random: Random): string {
  const scraps = Array.from({ length: 1 + Math.floor(random() * 3) }, () => pick(random, SCRAPS)).join('');
  const size = 2 ** (4 + random() * 14);
  const flood = scraps.repeat(Math.ceil(size / scraps.length));

  switch (Math.floor(random() * 7)) {
    case 0:
      return flood;
    case 1:
      return POD + flood;
    case 2:
      return `${POD.replace('app: web', `"${flood.replaceAll('"', '')}": a`)}`;
    case 3:
      return POD.replace('web\n', `${flood}\n`);
    case 4:
      return SECRET + flood;
    case 5:
      return multiplied(random, Math.floor(2 + random() * 40));
    default:
      return mutated(random, POD);
  }
}

/** Anchors of which each stands for several of the one before. */
function multiplied(random: Random, lines: number): string {
  const width = 1 + Math.floor(random() * 9);
  const merge = random() < 0.5;
  return Array.from({ length: lines }, (_, i) => {
    const uses = Array.from({ length: width }, () => (i === 0 ? '{x: y}' : `*a${i - 1}`)).join(', ');
    return merge ? `a${i}: &a${i} {<<: [${uses}], k${i}: v}\n` : `a${i}: &a${i} [${uses}]\n`;
  }).join('');
}

function mutated(random: Random, text: string): string {
  let made = text;

  for (let n = 1 + Math.floor(random() * 6); n > 0; n--) {
    const at = Math.floor(random() * made.length);
    made = made.slice(0, at) + pick(random, SCRAPS) + made.slice(at + Math.floor(random() * 4));
  }

  return made;
}

export function pick<Item>(random: Random, items: readonly Item[]): Item {
  return items[Math.floor(random() * items.length)] as Item;
}
