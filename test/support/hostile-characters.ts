const CHARACTERS = [
  'a',
  '\0',
  '\ud83d',
  '\ude00',
  '😀',
  '👩‍💻',
  'が',
  '\u2028',
  '\ufeff',
  '\ufffe',
  '\u001b',
  '\n',
  '…',
  '"',
  '\\',
];

const MOST = 60;

/** Text of what databases, JSON and terminals stumble over, whole and halved. */
export function hostileCharacters(random: () => number): string {
  const length = Math.floor(random() * MOST);
  return Array.from({ length }, () => CHARACTERS[Math.floor(random() * CHARACTERS.length)]).join('');
}
