import Value from 'typebox/value';
import { createFindingComposer } from '../../../graders/core/compose-finding.ts';
import { readSubmission } from '../../../graders/submission/read-submission.ts';
import { type ReadingAnswer, ReadingRequest } from './reading-request.ts';
import { serveConfined } from './serve-confined.ts';

await serveConfined((request, busy): ReadingAnswer => {
  const { definition, catalogues, files, rendered } = Value.Parse(ReadingRequest, request);

  const bytes = Object.entries(files).map(
    ([path, content]) => [path, Buffer.from(content, 'base64')] as const,
  );

  const { problems, notes, kustomizations, references } = readSubmission(
    { files: new Map(bytes), rendered: new Map(Object.entries(rendered)), onFile: busy },
    definition,
    createFindingComposer(catalogues),
  );

  return { problems, notes, kustomizations, references };
});
