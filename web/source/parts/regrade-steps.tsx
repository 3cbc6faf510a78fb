import { useWords } from '../words/use-words.ts';

const STEPS = ['choose', 'preview', 'decide', 'done'] as const;

/** Where a regrade stands on its way. */
export function RegradeSteps({ at }: { at: (typeof STEPS)[number] }) {
  const { say } = useWords();
  return (
    <ol class="steps">
      {STEPS.map((step) => (
        <li key={step} aria-current={step === at ? 'step' : undefined}>
          {say(`regrade.step.${step}`)}
        </li>
      ))}
    </ol>
  );
}
