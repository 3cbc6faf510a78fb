import Type from 'typebox';
import Value from 'typebox/value';
import type { SubmittedFiles } from '../submission/submitted-files.ts';

/** One value of a Secret of the submission. */
export interface SubmittedSecret {
  secret: string;
  /** Without white space at the ends. */
  value: string;
}

const Values = Type.Object({
  data: Type.Optional(Type.Record(Type.String(), Type.String())),
  stringData: Type.Optional(Type.Record(Type.String(), Type.String())),
});

/** The values of all Secrets below the folders, decoded, each once. */
export function submittedSecrets(submission: SubmittedFiles, folders: readonly string[]): SubmittedSecret[] {
  const all = folders
    .flatMap((folder) => submission.objects(folder))
    .filter(({ value }) => value.kind === 'Secret')
    .flatMap(({ value }) => {
      const { data = {}, stringData = {} } = Value.Check(Values, value) ? value : {};
      const decoded = Object.values(data).map((text) => Buffer.from(text, 'base64').toString('utf8'));
      return [...decoded, ...Object.values(stringData)].map((text) => ({
        secret: value.metadata.name,
        value: text.trim(),
      }));
    });
  return [...new Map(all.map((entry) => [entry.value, entry])).values()].filter(({ value }) => value !== '');
}
