import { createFindingComposer } from '../../../graders/core/compose-finding.ts';
import { loadKitMessages } from '../../../graders/core/load-messages.ts';
import { isManifest } from '../../../graders/submission/is-manifest.ts';
import { parseDocuments } from '../../../graders/submission/yaml/parse-documents.ts';
import type { SubmittedObject } from '../../../graders/submission/submitted-files.ts';

/** The objects of a manifest as a grader gets them, without the rules of reading. Throws when it is no YAML. */
export function submittedObjects(text: string): SubmittedObject[] {
  const { documents, problems } = parseDocuments(
    'app.yaml',
    text,
    createFindingComposer([loadKitMessages()]),
  );

  if (problems.length > 0) throw new Error(`Expected YAML, found ${problems[0]?.message.id}`);
  return documents.filter((document) => isManifest(document));
}
