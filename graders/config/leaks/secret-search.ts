import { contains } from './contains.ts';
import { readings } from './readings.ts';
import { secretForms } from './secret-forms.ts';
import type { SubmittedSecret } from './submitted-secrets.ts';

const READINGS = ['plain', 'squeezed', 'base64', 'hex'] as const;

/** Finds the secrets whose value stands in a text, in whatever form. */
export type SecretSearch<Secret> = (text: string) => Secret[];

/**
 * Prepares a search for secret values: as they are, in pieces, in base64 (also inside a longer base64 text), in hex, reversed, or
 * percent-encoded. Each search takes time linear in the text and in the number of values.
 */
export function secretSearch<Secret extends Pick<SubmittedSecret, 'value' | 'bytes'>>(
  secrets: readonly Secret[],
): SecretSearch<Secret> {
  const wanted = secrets.map((secret) => ({ secret, forms: secretForms(secret) }));

  return (text) => {
    const read = readings(text);
    return wanted
      .filter(({ forms }) =>
        READINGS.some((reading) =>
          forms[reading].some((form) => read[reading].some((one) => contains(one, form))),
        ),
      )
      .map(({ secret }) => secret);
  };
}
