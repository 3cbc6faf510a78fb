import { useState } from 'preact/hooks';
import type { LatePolicy } from '../api/assignments.ts';
import { numberOf, POLICY_NUMBERS, readLatePolicy, type PolicyNumber } from '../late-policy-form.ts';
import { sayLatePolicy } from '../words/say-late-policy.ts';
import { useWords } from '../words/use-words.ts';
import { Field } from './field.tsx';

const KINDS = ['none', 'per-day', 'per-hour', 'linear', 'cut-off'] as const;
const NAMES = ['percent', 'hours', 'floorPercent', 'graceMinutes'] as const;

/**
 * The fields of a late policy, which `readLatePolicy` reads, and below them what learners read while they are filled in.
 *
 * @param policy at which they start; undefined for "as the course"
 * @param course what holds for the course, where the fields are those of an exercise that may follow it
 */
export function LatePolicyFields({
  policy,
  course,
}: {
  policy: LatePolicy | undefined;
  course?: LatePolicy | undefined;
}) {
  const words = useWords();
  const { say } = words;
  // What is typed stays, even if what holds changes meanwhile.
  const [start] = useState(policy);
  const [chosen, setChosen] = useState(policy);

  const read = (within: Element) => {
    const form = within.closest('form');
    if (form) setChosen(readLatePolicy(new FormData(form), start));
  };

  return (
    <div class="stack" onInput={({ currentTarget }) => read(currentTarget)}>
      <div class="form-grid">
        <Field label={say('assignments.late')}>
          <select name="late">
            {[...(course === undefined ? [] : (['course'] as const)), ...KINDS].map((one) => (
              <option key={one} value={one} selected={one === (start?.kind ?? 'course')}>
                {say(`late.${one}`)}
              </option>
            ))}
          </select>
        </Field>
        {NAMES.filter((name) => isFor(name, chosen?.kind)).map((name) => {
          const { min, max, step } = POLICY_NUMBERS[name];
          return (
            <Field key={name} label={say(`late.${name}`)}>
              <input
                {...{ name, min, max, step }}
                type="number"
                required
                defaultValue={String(numberOf(start, name))}
              />
            </Field>
          );
        })}
      </div>
      <div>
        <p class="muted small">{say('late.told')}</p>
        <p role="status">{sayLatePolicy(words, chosen ?? course ?? { kind: 'none' })}</p>
      </div>
    </div>
  );
}

function isFor(name: PolicyNumber, kind: string | undefined): boolean {
  return POLICY_NUMBERS[name].kinds.some((one) => one === kind);
}
