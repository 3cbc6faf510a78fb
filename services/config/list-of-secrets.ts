/** What is too short to be a secret of a webhook. */
export const LEAST_SECRET = 8;

/**
 * The secrets that a setting names. A comma may stand between two of them or inside one, and nobody can tell which: so the
 * whole text counts too, after its parts. A part that is too short for a secret is none.
 */
export function listOfSecrets(text: string): string[] {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.length === 1) return parts;
  return [...parts.filter(({ length }) => length >= LEAST_SECRET), text];
}
