import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { asProblem, type ApiProblem } from '../api/api-problem.ts';
import { createRequestKeys, type RequestKeys } from '../api/request-keys.ts';
import { useWords } from '../words/use-words.ts';
import { ProblemNotice } from './problem-notice.tsx';

const STALE = 412;

/**
 * A question with a form. It stays open with the problem when the API refuses, and closes when it agrees.
 *
 * @param onSubmit does the deed, under the keys of this dialog; what it throws is shown
 * @param onStale asks for the newest state, when somebody else was faster; the deed is not done again without a look at it
 */
export function Dialog({
  title,
  submit,
  danger,
  onSubmit,
  onStale,
  onClose,
  children,
}: {
  title: string;
  submit: string;
  danger?: boolean;
  onSubmit: (form: FormData, keys: RequestKeys) => Promise<unknown>;
  onStale?: () => void;
  onClose: () => void;
  children: ComponentChildren;
}) {
  const { say } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const [keys] = useState(() => createRequestKeys());

  useEffect(() => {
    dialog.current?.showModal();
  }, []);

  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);

    try {
      await onSubmit(new FormData(event.currentTarget as HTMLFormElement), keys);
      dialog.current?.close();
    } catch (error) {
      const refusal = asProblem(error);
      setProblem(refusal);
      if (refusal.status === STALE) onStale?.();
    } finally {
      setBusy(false);
    }
  };

  return (
    <dialog ref={dialog} aria-labelledby={heading} onClose={onClose}>
      <form onSubmit={(event) => void send(event)}>
        <h2 id={heading}>{title}</h2>
        {children}
        {problem && <ProblemNotice problem={problem} />}
        <div class="row">
          <button type="button" onClick={() => dialog.current?.close()}>
            {say('action.cancel')}
          </button>
          <button
            type="submit"
            class={danger ? 'danger' : 'primary'}
            disabled={busy || problem?.status === STALE}
          >
            {submit}
          </button>
        </div>
      </form>
    </dialog>
  );
}
