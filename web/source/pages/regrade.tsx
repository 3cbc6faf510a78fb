import { useEffect, useState } from 'preact/hooks';
import { isAtLeast } from '../api/courses.ts';
import { listMembers } from '../api/members.ts';
import {
  decideRegrade,
  listRegradeChanges,
  readRegrade,
  type Regrade,
  type GradeChange,
} from '../api/regrades.ts';
import { Card } from '../parts/card.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Figures } from '../parts/figures.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { RegradeSteps } from '../parts/regrade-steps.tsx';
import { useSaid } from '../parts/said.tsx';
import { Show } from '../parts/show.tsx';
import { Status } from '../parts/status.tsx';
import { Table } from '../parts/table.tsx';
import { Time } from '../parts/time.tsx';
import type { PageProps } from '../page-props.ts';
import { linkTo } from '../route.ts';
import { useAnswer } from '../use-answer.ts';
import { useWords } from '../words/use-words.ts';

const STEP = {
  previewing: 'preview',
  previewed: 'decide',
  publishing: 'decide',
  published: 'done',
  discarded: 'done',
  undone: 'done',
} as const;

const ASK_AGAIN_MS = 2000;

type Deed = 'publish' | 'discard' | 'undo';

/** A regrade: who would gain or lose, before anybody is told; then the decision, which can be undone. */
export function RegradePage({ course, role, route }: PageProps) {
  const { say } = useWords();
  const said = useSaid();
  const id = route.parts[3] ?? '';
  const [deed, setDeed] = useState<Deed>();

  const answer = useAnswer(`regrade ${id}`, async (signal) => {
    const [regrade, changes] = await Promise.all([
      readRegrade(course.slug, id, signal),
      listRegradeChanges(course.slug, id, signal),
    ]);

    return { regrade, changes };
  });

  const { reload } = answer;
  const state = answer.value?.regrade.state;

  useEffect(() => {
    if (state !== 'previewing' && state !== 'publishing') return;
    const timer = setInterval(reload, ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [state, reload]);

  const may = isAtLeast(role, 'assistant');
  const mayPublish = isAtLeast(role, 'instructor');
  return (
    <>
      <PageHead
        title={answer.value?.regrade.reason ?? say('regrade')}
        crumb={<a href={linkTo(['courses', course.slug, 'regrades'])}>{say('regrades.title')}</a>}
        lead={
          answer.value && (
            <>
              {answer.value.regrade.actor} · <Time at={answer.value.regrade.createdAt} />
            </>
          )
        }
      >
        {may && state === 'previewed' && (
          <>
            <button onClick={() => setDeed('discard')}>{say('regrade.discard')}</button>
            {mayPublish && (
              <button class="primary" onClick={() => setDeed('publish')}>
                {say('regrade.publish')}
              </button>
            )}
          </>
        )}
        {mayPublish && state === 'published' && (
          <button onClick={() => setDeed('undo')}>{say('regrade.undo')}</button>
        )}
      </PageHead>
      <Show answer={answer}>
        {({ regrade, changes }) => <RegradeView course={course.slug} regrade={regrade} changes={changes} />}
      </Show>
      {deed && (
        <Dialog
          title={say(`regrade.${deed}`)}
          submit={say(`regrade.${deed}`)}
          danger={deed !== 'publish'}
          onStale={reload}
          onClose={() => setDeed(undefined)}
          onSubmit={async (form, keys) => {
            const onlyBetter = form.get('onlyBetter') === 'on';
            if (answer.value) await decideRegrade(course.slug, answer.value.regrade, deed, keys, onlyBetter);
            reload();
            said(say(`regrade.${deed}.done`));
          }}
        >
          <p>{say(`regrade.${deed}.ask`, { count: answer.value?.changes.length ?? 0 })}</p>
          {deed === 'publish' && (
            <label class="row">
              <input type="checkbox" name="onlyBetter" /> {say('regrade.only-better')}
            </label>
          )}
        </Dialog>
      )}
    </>
  );
}

function RegradeView({
  course,
  regrade,
  changes,
}: {
  course: string;
  regrade: Regrade;
  changes: readonly GradeChange[];
}) {
  const { say, number } = useWords();
  const members = useAnswer(`members ${course}`, (signal) => listMembers(course, signal));

  const names = new Map(
    (members.value ?? []).map((one) => [one.githubId, one.name ?? one.login ?? one.pseudonym]),
  );

  const waiting = regrade.items.open ?? 0;
  return (
    <div class="stack">
      <RegradeSteps at={STEP[regrade.state]} />
      <Figures
        items={[
          { name: say('state'), value: <Status state={regrade.state} /> },
          {
            name: say('regrade.items'),
            value: Object.values(regrade.items).reduce((sum, count) => sum + count, 0),
          },
          { name: say('regrade.waiting'), value: waiting },
          { name: say('regrade.gain'), value: changes.filter((item) => differenceOf(item) > 0).length },
          { name: say('regrade.lose'), value: changes.filter((item) => differenceOf(item) < 0).length },
        ]}
      />
      <Card title={say('regrade.changes')}>
        {changes.length === 0 ? (
          <p class="muted">{say(waiting > 0 ? 'regrade.wait' : 'regrade.no-changes')}</p>
        ) : (
          <Table title={say('regrade.changes')}>
            <thead>
              <tr>
                <th scope="col">{say('learner')}</th>
                <th scope="col">{say('exercise')}</th>
                <th scope="col" class="number">
                  {say('regrade.before')}
                </th>
                <th scope="col" class="number">
                  {say('regrade.after')}
                </th>
                <th scope="col" class="number">
                  {say('regrade.difference')}
                </th>
              </tr>
            </thead>
            <tbody>
              {changes.map((item) => {
                const difference = differenceOf(item);
                return (
                  <tr key={`${item.githubId} ${item.exercise}`}>
                    <th scope="row">
                      <a href={linkTo(['courses', course, 'learners', item.githubId, item.exercise])}>
                        {names.get(item.githubId) ?? item.githubId}
                      </a>
                    </th>
                    <td>{item.exercise}</td>
                    <td class="number">{number(item.before.earned)}</td>
                    <td class="number">{number(item.after.earned)}</td>
                    <td class="number">
                      <span class={`status ${difference > 0 ? 'tone-pass' : 'tone-fail'}`}>
                        <span aria-hidden="true">{difference > 0 ? '▲' : '▼'}</span> {difference > 0 && '+'}
                        {number(difference)}
                      </span>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </Table>
        )}
      </Card>
    </div>
  );
}

function differenceOf({ before, after }: GradeChange): number {
  return after.earned - before.earned;
}
