import { createBlotter } from './blot-out.ts';

/** Shorter values would blot out half of every log. */
const SHORTEST = 4;

/** Replaces secret values, plain and in base64, by asterisks; all of the text where they are too long to look for. */
export function redact(text: string, secrets: readonly string[]): string {
  const forms = secrets
    .filter(({ length }) => length >= SHORTEST)
    .flatMap((secret) => [secret, withoutPadding(Buffer.from(secret).toString('base64'))]);

  const blotOut = createBlotter(forms);
  return blotOut === undefined ? '***' : blotOut(text);
}

function withoutPadding(base64: string): string {
  return base64.slice(0, base64.indexOf('=') === -1 ? undefined : base64.indexOf('='));
}
