import { listAssignments } from '../api/assignments.ts';
import { readGradingPolicy } from '../api/grading-policy.ts';
import { useAnswer } from '../use-answer.ts';
import { sayLatePolicy } from '../words/say-late-policy.ts';
import { useWords } from '../words/use-words.ts';
import { Card } from './card.tsx';
import { Show } from './show.tsx';

/** For learners: which attempt counts and what late work loses, in the course and where an exercise says otherwise. */
export function GradingTerms({ course }: { course: string }) {
  const words = useWords();
  const { say } = words;

  const answer = useAnswer(`terms ${course}`, async (signal) => {
    const [policy, assignments] = await Promise.all([
      readGradingPolicy(course, signal),
      listAssignments(course, signal),
    ]);

    return { policy, assignments };
  });

  return (
    <Card title={say('terms.title')}>
      <Show answer={answer}>
        {({ policy, assignments }) => (
          <dl class="facts">
            <dt>{say('rules.policy')}</dt>
            <dd>{say(`policy.${policy.gradePolicy}`)}</dd>
            <dt>{say('assignments.late')}</dt>
            <dd>{sayLatePolicy(words, policy.latePolicy ?? { kind: 'none' })}</dd>
            {assignments.map(
              ({ exercise, latePolicy }) =>
                latePolicy && (
                  <>
                    <dt>{exercise}</dt>
                    <dd>{sayLatePolicy(words, latePolicy)}</dd>
                  </>
                ),
            )}
          </dl>
        )}
      </Show>
    </Card>
  );
}
