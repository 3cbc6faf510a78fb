import { useState } from 'preact/hooks';
import { liftQuarantine, listQuarantines, type Quarantine } from '../api/quarantines.ts';
import { useAnswer } from '../use-answer.ts';
import { useWords } from '../words/use-words.ts';
import { Card } from './card.tsx';
import { Dialog } from './dialog.tsx';
import { Field } from './field.tsx';
import { useSaid } from './said.tsx';
import { textOf } from './text-of.ts';
import { Time } from './time.tsx';

/** The checks of an exercise that are under review, why, and how the review ends; nothing where there are none. */
export function Reviews({
  course,
  exercise,
  mayLift,
  onLifted,
}: {
  course: string;
  exercise: string;
  mayLift: boolean;
  onLifted: () => void;
}) {
  const { say } = useWords();
  const said = useSaid();
  const [lifted, setLifted] = useState<Quarantine>();

  const answer = useAnswer(`reviews ${course} ${exercise}`, (signal) =>
    listQuarantines(course, exercise, signal),
  );

  const open = (answer.value ?? []).filter(({ lift }) => lift === undefined);
  return (
    <>
      {open.length > 0 && (
        <Card title={say('review.title')}>
          <ul class="plain stack">
            {open.map((one) => (
              <li key={one.quarantineId}>
                <h3>{one.checkId}</h3>
                <p>{one.reason}</p>
                <p class="muted small">
                  {one.by} · <Time at={one.since} />
                </p>
                {mayLift && (
                  <button onClick={() => setLifted(one)}>
                    {say('review.lift')}
                    <span class="unseen"> {one.checkId}</span>
                  </button>
                )}
              </li>
            ))}
          </ul>
        </Card>
      )}
      {lifted && (
        <Dialog
          title={`${say('review.lift')}: ${lifted.checkId}`}
          submit={say('review.lift')}
          onStale={answer.reload}
          onClose={() => setLifted(undefined)}
          onSubmit={async (form, keys) => {
            const sparesEarlier = form.get('sparesEarlier') === 'on';
            await liftQuarantine(course, lifted, { reason: textOf(form, 'reason'), sparesEarlier }, keys);
            answer.reload();
            onLifted();
            said(say('review.lifted'));
          }}
        >
          <p>{say('review.lift.ask')}</p>
          <Field label={say('reason')} help={say('reason.help')}>
            <input name="reason" required maxLength={1000} />
          </Field>
          <label class="row">
            <input type="checkbox" name="sparesEarlier" defaultChecked /> {say('review.spares-earlier')}
          </label>
        </Dialog>
      )}
    </>
  );
}
