import { useEffect, useRef, useState } from 'preact/hooks';
import type { ManifestFile } from '../api/evidence.ts';
import type { Localized } from '../words/language.ts';
import { useWords } from '../words/use-words.ts';
import { Prose } from './prose.tsx';

/** A line that a finding points at, with what it says. */
export interface Mark {
  file: string;
  line: number;
  text: Localized;
  params: Record<string, string | number>;
}

/** The submitted files, a tab each, with the lines marked that findings point at. */
export function Manifests({
  files,
  marks,
  chosen,
}: {
  files: readonly ManifestFile[];
  marks: readonly Mark[];
  /** The line that the reader asked to see. */
  chosen?: { file: string; line: number } | undefined;
}) {
  const { say, text } = useWords();
  const [open, setOpen] = useState(marks[0]?.file ?? files[0]?.path ?? '');
  const line = useRef<HTMLLIElement>(null);

  useEffect(() => {
    if (chosen) setOpen(chosen.file);
  }, [chosen]);

  useEffect(() => {
    line.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen, open]);

  const shown = files.find(({ path }) => path === open) ?? files[0];
  if (shown === undefined) return null;
  const notes = new Map(marks.filter(({ file }) => file === shown.path).map((mark) => [mark.line, mark]));
  return (
    <div class="stack">
      <div class="row">
        {files.map(({ path }) => {
          const count = marks.filter(({ file }) => file === path).length;
          return (
            <button key={path} aria-pressed={path === shown.path} class="code" onClick={() => setOpen(path)}>
              {path}
              {count > 0 && (
                <span class="status tone-fail">
                  <span aria-hidden="true">✕</span> {say('manifest.marks', { count })}
                </span>
              )}
            </button>
          );
        })}
      </div>
      <div class="manifest" tabIndex={0} role="region" aria-label={shown.path}>
        <ol>
          {shown.text.split('\n').map((content, index) => {
            const number = index + 1;
            const note = notes.get(number);
            const isChosen = chosen?.file === shown.path && chosen.line === number;
            return (
              <li
                key={number}
                ref={isChosen ? line : undefined}
                class={`${note ? 'marked' : ''} ${isChosen ? 'chosen' : ''}`}
              >
                <span class="at">{number}</span>
                <span>{content || ' '}</span>
                {note && (
                  <span class="note">
                    ↑ <Prose>{text(note.text, note.params)}</Prose>
                  </span>
                )}
              </li>
            );
          })}
        </ol>
      </div>
    </div>
  );
}
