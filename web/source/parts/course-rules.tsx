import { useState } from 'preact/hooks';
import { putGradingPolicy, type GradingPolicy } from '../api/grading-policy.ts';
import { putResults, type Results } from '../api/results.ts';
import { sayLatePolicy } from '../words/say-late-policy.ts';
import { useWords } from '../words/use-words.ts';
import { Card } from './card.tsx';
import { GradePolicyDialog } from './grade-policy-dialog.tsx';
import { LatePolicyDialog } from './late-policy-dialog.tsx';
import { ResultsDialog } from './results-dialog.tsx';
import { useSaid } from './said.tsx';

const RULES = ['policy', 'late', 'results', 'exercise'] as const;

/**
 * What holds for a whole course: which attempt counts, what late work loses, and whether results are shown. Each change is
 * asked about.
 */
export function CourseRules({
  course,
  policy,
  results,
  exercises,
  mayChange,
  onReload,
}: {
  course: string;
  policy: GradingPolicy;
  results: Results;
  exercises: readonly string[];
  mayChange: boolean;
  onReload: () => void;
}) {
  const words = useWords();
  const { say } = words;
  const said = useSaid();
  const [edited, setEdited] = useState<(typeof RULES)[number]>();

  const saved = () => {
    onReload();
    said(say('saved'));
  };

  const asking = { onStale: onReload, onClose: () => setEdited(undefined) };
  const savePolicy = (changed: GradingPolicy) => putGradingPolicy(course, changed).then(saved);
  return (
    <Card title={say('rules.title')}>
      <div class="stack">
        <dl class="facts">
          <dt>{say('rules.policy')}</dt>
          <dd>{say(`policy.${policy.gradePolicy}`)}</dd>
          <dt>{say('assignments.late')}</dt>
          <dd>{sayLatePolicy(words, policy.latePolicy ?? { kind: 'none' })}</dd>
          <dt>{say('assignments.results')}</dt>
          <dd>{say(`results.${results.results}`)}</dd>
        </dl>
        {mayChange && (
          <div class="row">
            {RULES.map((one) => (
              <button key={one} onClick={() => setEdited(one)}>
                {say(`rules.${one}.do`)}
              </button>
            ))}
          </div>
        )}
      </div>
      {edited === 'policy' && <GradePolicyDialog policy={policy} onSave={savePolicy} {...asking} />}
      {edited === 'late' && <LatePolicyDialog policy={policy} onSave={savePolicy} {...asking} />}
      {(edited === 'results' || edited === 'exercise') && (
        <ResultsDialog
          results={results}
          exercises={edited === 'exercise' ? exercises : undefined}
          onSave={(change) => putResults(course, change, results.version).then(saved)}
          {...asking}
        />
      )}
    </Card>
  );
}
