import { describe, expect, it } from 'vitest';
import { leftOutNotes } from '../../../../../graders/objects/apply/left-out-notes.ts';
import { createFindingComposer } from '../../../../../graders/core/compose-finding.ts';
import { loadKitMessages } from '../../../../../graders/core/load-messages.ts';
import { submittedObject } from '../../../../support/builders/submitted-object.ts';

describe('leftOutNotes', () => {
  it('names a workload of both versions once, at its line', () => {
    const front = submittedObject({ kind: 'Deployment', name: 'front' });
    const notes = leftOutNotes({ finding: createFindingComposer([loadKitMessages()]) }, [front, front]);

    expect(notes).toMatchObject([
      {
        message: { id: 'workload-not-started', params: { object: 'Deployment front' } },
        position: { file: 'all.yaml#kind' },
      },
    ]);
  });
});
