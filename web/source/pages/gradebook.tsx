import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { readGradebook, type Gradebook as GradebookData } from '../api/gradebook.ts';
import { chooseExercises, chooseRows, toRows, type Order, type RowFilter } from '../gradebook-rows.ts';
import { Empty } from '../parts/empty.tsx';
import { ExportButtons } from '../parts/export-buttons.tsx';
import { Field } from '../parts/field.tsx';
import { Matrix } from '../parts/matrix.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { printGradebook } from '../parts/print-gradebook.ts';
import { Show } from '../parts/show.tsx';
import { LOOKS } from '../parts/status.tsx';
import type { PageProps } from '../page-props.ts';
import { linkTo } from '../route.ts';
import { useAnswer } from '../use-answer.ts';
import { useLive } from '../use-live.ts';
import { useWords } from '../words/use-words.ts';

const FILTERS = ['all', 'failed', 'missing', 'not-graded', 'late', 'overridden'] as const;
const LEGEND = ['passed', 'partial', 'failed', 'not-graded', 'pending', 'too-late', 'missing'] as const;

/** Every learner by every exercise. */
export function GradebookPage({ course }: PageProps) {
  const { say } = useWords();
  const answer = useAnswer(`gradebook ${course.slug}`, (signal) => readGradebook(course.slug, signal));
  const [newer, setNewer] = useState(0);

  useLive(course.slug, ({ data }) => {
    if ((data as { state?: string } | null)?.state === 'graded') setNewer((count) => count + 1);
  });

  return (
    <>
      <PageHead title={say('gradebook.title')} lead={say('gradebook.lead')}>
        {newer > 0 && (
          <button
            onClick={() => {
              setNewer(0);
              answer.reload();
            }}
          >
            {say('gradebook.newer', { count: newer })}
          </button>
        )}
        <ExportButtons course={course.slug} />
        <button onClick={() => print()}>{say('action.print')}</button>
      </PageHead>
      <Show answer={answer}>
        {(gradebook) => <GradebookView course={course.slug} gradebook={gradebook} />}
      </Show>
    </>
  );
}

function GradebookView({ course, gradebook }: { course: string; gradebook: GradebookData }) {
  const words = useWords();
  const { say } = words;
  const [find, setFind] = useState('');
  const [findExercise, setFindExercise] = useState('');
  const [filter, setFilter] = useState<RowFilter>('all');
  const [order, setOrder] = useState<Order>({ by: 'name', descending: false });
  const all = useMemo(() => toRows(gradebook), [gradebook]);
  const rows = useMemo(() => chooseRows(all, { find, filter, order }), [all, find, filter, order]);

  const exercises = useMemo(
    () => chooseExercises(gradebook.exercises, findExercise),
    [gradebook, findExercise],
  );

  const paper = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const fill = () => paper.current && printGradebook(paper.current, { rows, exercises, words });
    const clear = () => paper.current?.replaceChildren();
    addEventListener('beforeprint', fill);
    addEventListener('afterprint', clear);

    return () => {
      removeEventListener('beforeprint', fill);
      removeEventListener('afterprint', clear);
    };
  }, [rows, exercises, words]);

  if (gradebook.learners.length === 0)
    return (
      <Empty title={say('gradebook.empty')}>
        <p>{say('gradebook.empty.next')}</p>
        <a href={linkTo(['courses', course, 'roster'])}>{say('roster.title')}</a>
      </Empty>
    );
  return (
    <div class="stack">
      <div class="row bottom no-print" role="search">
        <Field label={say('gradebook.find')}>
          <input type="search" value={find} onInput={(event) => setFind(event.currentTarget.value)} />
        </Field>
        <Field label={say('gradebook.find-exercise')}>
          <input
            type="search"
            value={findExercise}
            onInput={(event) => setFindExercise(event.currentTarget.value)}
          />
        </Field>
        <Field label={say('gradebook.filter')}>
          <select value={filter} onChange={(event) => setFilter(event.currentTarget.value as RowFilter)}>
            {FILTERS.map((one) => (
              <option key={one} value={one}>
                {say(`gradebook.filter.${one}`)}
              </option>
            ))}
          </select>
        </Field>
        <p class="muted small" role="status">
          {say('gradebook.shown', {
            rows: rows.length,
            all: all.length,
            exercises: exercises.length,
          })}
        </p>
      </div>
      {rows.length === 0 || exercises.length === 0 ? (
        <Empty title={say('nothing-found')}>
          <p>{say('nothing-found.next')}</p>
        </Empty>
      ) : (
        <Matrix
          course={course}
          rows={rows}
          exercises={exercises}
          order={order}
          onOrder={(by) =>
            setOrder((last) => ({ by, descending: last.by === by ? !last.descending : by !== 'name' }))
          }
        />
      )}
      <p class="legend">
        {LEGEND.map((state) => (
          <span key={state} class={`tone-${LOOKS[state].tone}`}>
            <b aria-hidden="true">{LOOKS[state].sign}</b> {say(LOOKS[state].word)}
          </span>
        ))}
        <span>* {say('gradebook.overridden')}</span>
        <span>◥ {say('gradebook.late')}</span>
        <span>{say('gradebook.keys')}</span>
      </p>
      <div class="print-only" ref={paper} />
    </div>
  );
}
