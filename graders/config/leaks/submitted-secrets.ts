import Type from 'typebox';
import Value from 'typebox/value';
import type { SubmittedObject } from '../../submission/submitted-files.ts';

/** One value of a Secret of the submission. */
export interface SubmittedSecret {
  secret: string;
  /** As text, without white space at the ends. */
  value: string;
  /** The same as bytes: what is no UTF-8 has no faithful text. */
  bytes: Buffer;
}

const Values = Type.Object({
  data: Type.Optional(Type.Record(Type.String(), Type.String())),
  stringData: Type.Optional(Type.Record(Type.String(), Type.String())),
});

/** The values of all Secrets among the objects, decoded, each once. */
export function submittedSecrets(objects: readonly Pick<SubmittedObject, 'value'>[]): SubmittedSecret[] {
  const all = objects
    .filter(({ value }) => value.kind === 'Secret')
    .flatMap(({ value }) => {
      const { data = {}, stringData = {} } = Value.Check(Values, value) ? value : {};
      const decoded = Object.values(data).map((text) => Buffer.from(text, 'base64'));
      const plain = Object.values(stringData).map((text) => Buffer.from(text));
      return [...decoded, ...plain].map((raw) => secretValue(value.metadata.name, raw));
    });

  return [...new Map(all.map((entry) => [entry.bytes.toString('latin1'), entry])).values()].filter(
    ({ value }) => value !== '',
  );
}

function secretValue(secret: string, raw: Buffer): SubmittedSecret {
  const text = raw.toString('utf8');
  const isText = Buffer.from(text).equals(raw);
  const value = text.trim();
  return { secret, value, bytes: isText ? Buffer.from(value) : raw };
}
