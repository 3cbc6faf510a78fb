import type { Finding } from '../../graders/contract/finding.ts';
import { eventually } from '../../graders/core/eventually.ts';
import type { GraderContext } from '../../graders/core/grader-context.ts';
import { submittedSecrets, type SubmittedSecret } from '../../graders/config/leaks/submitted-secrets.ts';
import { Mismatch } from '../../graders/core/mismatch.ts';
import { rolledOut } from '../../graders/workloads/rolled-out.ts';
import { startChangedCopy } from '../../graders/config/start-changed-copy.ts';
import { applicationPods } from './application-pods.ts';
import { expectCopy } from './expect-copy.ts';
import { expectPage } from './expect-page.ts';
import { expectProjectedFiles } from './projected-files.ts';
import type { KeysOf } from './volume-source.ts';
import { A, B, C, type Application, type State } from './state.ts';

const ROLL_OUT = { within: 90_000 };
const ANSWER = { within: 45_000 };

/**
 * Judges one application in v1, and leaves in the state what later checks need of it. Returns why it is not right; an empty list
 * when it is.
 */
export async function judgeV1(
  context: GraderContext,
  state: State,
  application: Application,
): Promise<readonly Finding[]> {
  const judge = { [A]: judgeA, [B]: judgeB, [C]: judgeC }[application];

  try {
    await judge(context, state);
    return [];
  } catch (error) {
    if (error instanceof Mismatch) return error.findings;
    throw error;
  }
}

/** app-a serves its word, and has it from the mounted map: a copy of its pod with another map serves another word. */
async function judgeA(context: GraderContext, state: State): Promise<void> {
  const { words, prober } = state;
  const { current } = await rolledOut(context, A, ROLL_OUT);
  const page = { service: A, wanted: words.of('a-v1'), unwanted: words.not('a-v1') };
  await expectPage(context, prober, { ...page, pods: () => applicationPods(context, A) }, ANSWER);
  const other = words.another('a-v1');
  const options = { revision: current, objects: state.v1, source: 'volumes', words: other.words } as const;
  const copy = await startChangedCopy(context, options);

  const expected = {
    service: A,
    wanted: other.word,
    unwanted: [page.wanted],
    message: 'not-from-map',
  } as const;

  await expectCopy(context, prober, copy, expected, ANSWER).catch(async (error: unknown) => {
    await copy.remove();
    throw error;
  });

  state.a = { copy, word: other.word };
}

/** app-b serves its word, and has it from its environment: a copy of its pod with another one serves another word. */
async function judgeB(context: GraderContext, state: State): Promise<void> {
  const { words, prober } = state;
  const { current } = await rolledOut(context, B, ROLL_OUT);
  const page = { service: B, wanted: words.of('b-v1'), unwanted: words.not('b-v1') };
  await expectPage(context, prober, { ...page, pods: () => applicationPods(context, B) }, ANSWER);
  const other = words.another('b-v1');

  const options = {
    revision: current,
    objects: state.v1,
    source: 'environment',
    words: other.words,
  } as const;

  const copy = await startChangedCopy(context, options);

  const expected = {
    service: B,
    wanted: other.word,
    unwanted: [page.wanted],
    message: 'not-from-environment',
  } as const;

  try {
    await expectCopy(context, prober, copy, expected, ANSWER);
  } finally {
    await copy.remove();
  }

  state.b = { revision: current };
}

/** Every pod of app-c sees its four files. */
async function judgeC(context: GraderContext, state: State): Promise<void> {
  const { pods } = await rolledOut(context, C, ROLL_OUT);
  const secrets = submittedSecrets(state.v1);
  if (secrets.length === 0) throw context.mismatch('no-secret');
  const projected = { secrets, keysOf: keysIn(state.v1), word: state.words.of('c-v1') };

  const tellSecret = (password: SubmittedSecret) => {
    state.c = { password };
  };

  for (const pod of pods)
    await eventually(context, () => expectProjectedFiles(context, pod, projected, tellSecret), {
      within: 10_000,
      every: 1_000,
    });
}

/** Tells the keys of a map or Secret of the submission. */
function keysIn(objects: State['v1']): KeysOf {
  return (kind, name) =>
    objects
      .filter(({ value }) => value.kind === kind && value.metadata.name === name)
      .flatMap(({ value }) => [value['data'], value['stringData'], value['binaryData']])
      .flatMap((data) => (typeof data === 'object' && data !== null ? Object.keys(data) : []));
}
