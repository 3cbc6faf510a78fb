import { useState } from 'preact/hooks';
import { asProblem, type ApiProblem } from '../api/api-problem.ts';
import { download } from '../api/download.ts';
import { useWords } from '../words/use-words.ts';
import { ProblemNotice } from './problem-notice.tsx';

const FORMATS = ['csv', 'json', 'moodle', 'canvas'] as const;

type Format = (typeof FORMATS)[number];

/** The gradebook as a file: for a spreadsheet, for a program, or for the import of a learning management system. */
export function ExportButtons({ course }: { course: string }) {
  const { say } = useWords();
  const [format, setFormat] = useState<Format>('csv');
  const [problem, setProblem] = useState<ApiProblem>();

  const save = async () => {
    setProblem(undefined);

    try {
      await download(
        '/courses/{course}/gradebook',
        { path: { course }, query: { format } },
        `${course}-gradebook${format === 'csv' || format === 'json' ? '' : `-${format}`}.${format === 'json' ? 'json' : 'csv'}`,
      );
    } catch (error) {
      setProblem(asProblem(error));
    }
  };

  return (
    <>
      <select
        aria-label={say('export.format')}
        value={format}
        onChange={(event) => setFormat(event.currentTarget.value as Format)}
      >
        {FORMATS.map((one) => (
          <option key={one} value={one}>
            {say(`export.${one}`)}
          </option>
        ))}
      </select>
      <button onClick={() => void save()}>{say('action.export')}</button>
      {problem && <ProblemNotice problem={problem} />}
    </>
  );
}
