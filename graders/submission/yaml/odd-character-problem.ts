import type { ComposeFinding } from '../../core/compose-finding.ts';
import type { Finding, SourcePosition } from '../../contract/finding.ts';
import type { OddCharacter } from './odd-character.ts';

const MESSAGES = {
  'look-alike': 'odd-character',
  space: 'odd-space',
  invisible: 'invisible-character',
} as const;

/** Says which character it is, in which column, and what to type in its place. */
export function oddCharacterProblem(
  { kind, code, ascii }: OddCharacter,
  position: SourcePosition,
  compose: ComposeFinding,
): Finding {
  const params = { code, column: position.column ?? 1, ...(kind === 'look-alike' && { ascii }) };
  return compose(MESSAGES[kind], params, { position });
}
