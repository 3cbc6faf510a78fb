import { describe, expect, it } from 'vitest';
import { createFindingComposer } from '../../../graders/core/compose-finding.ts';
import { loadKitMessages } from '../../../graders/core/load-messages.ts';
import { Failure } from '../../../services/domain/failure.ts';
import { renderSubmission } from '../../../services/grading/render-submission.ts';

const compose = createFindingComposer([loadKitMessages()]);

/** Renders folders `a`, `b`, … where each takes so many seconds and gives so much text, or fails. */
function render(outcomes: readonly { seconds?: number; text?: string; error?: Error }[]) {
  let now = 0;
  const asked: { folder: string; seconds: number }[] = [];
  const folders = outcomes.map((_, i) => 'abcdefgh'.charAt(i));

  const outcome = renderSubmission({
    cluster: {
      renderKustomize: async (_files, folder, { seconds }) => {
        const { seconds: taken = 1, text = 'kind: Pod\n', error } = outcomes[asked.length] ?? {};
        asked.push({ folder, seconds });
        now += taken * 1000;
        if (error) throw error;
        return text;
      },
    },
    files: new Map(folders.map((folder) => [`${folder}/Kustomization`, ''])),
    kustomizations: folders,
    readFiles: async (rendered) => ({
      problems: rendered.size > 3 ? [compose('empty-file', { path: 'x' })] : [],
    }),
    compose,
    now: () => now,
    signal: new AbortController().signal,
  });

  return { outcome, asked };
}

describe('renderSubmission', () => {
  it('returns what each folder renders to', async () => {
    const { rendered, problems } = await render([{}, { text: 'b' }]).outcome;

    expect([[...rendered], problems]).toEqual([
      [
        ['a', 'kind: Pod\n'],
        ['b', 'b'],
      ],
      [],
    ]);
  });

  it('has what was rendered read like a manifest', async () => {
    expect((await render([{}, {}, {}, {}]).outcome).problems).toHaveLength(1);
  });

  it('gives all folders 40 s together', async () => {
    const { outcome, asked } = render([{ seconds: 15 }, { seconds: 15 }, { seconds: 20 }, {}]);
    await outcome;
    expect(asked.map(({ seconds }) => seconds)).toEqual([40, 25, 10, 1]);
  });

  it('ends with the first folder that cannot be rendered, and names its file', async () => {
    const error = new Failure('learner', 'kustomize-failed', 'too slow');
    const { outcome, asked } = render([{ error }, {}]);

    expect((await outcome).problems).toMatchObject([
      {
        message: { id: 'kustomize-failed', params: { folder: 'a', reason: 'too slow' } },
        position: { file: 'a/Kustomization', line: 1 },
      },
    ]);

    expect(asked).toHaveLength(1);
  });

  it('refuses more than 2 MiB together', async () => {
    const text = 'x'.repeat(1024 * 1024 + 1);
    const { problems } = await render([{ text }, { text }]).outcome;
    expect(problems[0]).toMatchObject({ message: { id: 'kustomize-failed', params: { folder: 'b' } } });
  });

  it('throws what is no mistake of the learner', async () => {
    const error = new Failure('infrastructure', 'kustomize-unavailable', 'no node');
    await expect(render([{ error }]).outcome).rejects.toBe(error);
  });
});
