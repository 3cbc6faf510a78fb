import type { GraderContext } from '../../graders/core/grader-context.ts';
import { Mismatch } from '../../graders/core/mismatch.ts';
import { applicationPods } from './application-pods.ts';
import { expectPage } from './expect-page.ts';
import { placeOfB } from './place-of-b.ts';
import { B, type State } from './state.ts';

const ABOUT_ANSWERS = ['wrong-answer', 'pod-answers-wrong'];

/** Waits until app-b serves one of its words and not the other; else throws a Mismatch, about answers with the given message. */
export async function expectValueOfB(
  context: GraderContext,
  { prober, words }: Pick<State, 'prober' | 'words'>,
  wanted: 'b-v1' | 'b-v2',
  message: 'new-value-not-served' | 'undo-kept-new-value',
): Promise<void> {
  const page = { service: B, wanted: words.of(wanted), unwanted: words.not(wanted) };
  const pods = () => applicationPods(context, B);

  try {
    await expectPage(context, prober, { ...page, pods }, { within: 20_000 });
  } catch (error) {
    const [finding] = error instanceof Mismatch ? error.findings : [];
    if (finding === undefined || !ABOUT_ANSWERS.includes(finding.message.id)) throw error;
    const { expected = '', found = '' } = finding;
    const position = placeOfB(context, 'spec', 'template', 'spec', 'containers', 0);
    throw context.mismatch(message, {}, { expected, found, position });
  }
}
