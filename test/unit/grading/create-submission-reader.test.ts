import { describe, expect, it } from 'vitest';
import { createFindingComposer } from '../../../graders/core/compose-finding.ts';
import { loadKitMessages } from '../../../graders/core/load-messages.ts';
import type { ConfinedOutcome } from '../../../services/grading/create-confined.ts';
import { createSubmissionReader } from '../../../services/grading/create-submission-reader.ts';
import type { Exercise } from '../../../services/exercise-catalogue/load-exercise.ts';

const compose = createFindingComposer([loadKitMessages()]);
const exercise = { definition: {}, catalogues: [] } as unknown as Exercise;

function read(outcome: ConfinedOutcome) {
  const asked: unknown[] = [];

  const readFiles = createSubmissionReader({
    runConfined: async (request) => {
      asked.push(request);
      return outcome;
    },
  });

  const files = new Map<string, string | Uint8Array>([
    ['a.yaml', 'é'],
    ['b.yaml', new Uint8Array([0xff])],
  ]);

  return { reading: readFiles({ exercise, files, compose, signal: new AbortController().signal }), asked };
}

describe('createSubmissionReader', () => {
  it('hands bytes over as they are', async () => {
    const { reading, asked } = read({
      answer: { problems: [], notes: [], kustomizations: ['k'], references: ['k/a.env'] },
    });

    expect(await reading).toEqual({
      problems: [],
      notes: [],
      kustomizations: ['k'],
      references: ['k/a.env'],
    });

    expect(asked).toMatchObject([{ files: { 'a.yaml': 'w6k=', 'b.yaml': '/w==' }, rendered: {} }]);
  });

  it.each(['time', 'memory', 'output', 'broken'] as const)(
    'refuses what takes too much %s, by name',
    async (exceeded) => {
      expect((await read({ exceeded, at: 'b.yaml', said: '' }).reading).problems).toMatchObject([
        {
          message: { id: 'too-complicated', params: { path: 'b.yaml' } },
          position: { file: 'b.yaml', line: 1 },
        },
      ]);
    },
  );

  it('names the folder whose rendering was read', async () => {
    const [problem] = (await read({ exceeded: 'time', at: 'k', said: '' }).reading).problems;
    expect(problem?.message.params).toEqual({ path: 'k' });
    expect(problem?.position).toBeUndefined();
  });

  it('does not believe an answer of another shape', async () => {
    await expect(read({ answer: { problems: 'none' } }).reading).rejects.toMatchObject({
      code: 'reader-output-invalid',
    });
  });
});
