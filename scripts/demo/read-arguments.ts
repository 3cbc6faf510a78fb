import { parseArgs } from 'node:util';
import { Failure } from '../../services/domain/failure.ts';

export interface DemoArguments {
  exercise: string;
  /** A learner's own folder, in place of the wrong and the corrected one. */
  submission?: string;
  /** The fixture that is pushed first. */
  mistake: string;
  /** Where the first comment is kept as Markdown, for a picture of it. */
  commentFile?: string;
  colour: boolean;
}

/** Reads `--exercise`, `--submission` and `--mistake`. Fails with fault `configuration`. */
export function readArguments(args: readonly string[]): DemoArguments {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        exercise: { type: 'string', default: '02-pod-patterns' },
        submission: { type: 'string' },
        'comment-file': { type: 'string' },
        mistake: { type: 'string', default: 'short-grace-period' },
      },
    });

    const { exercise, submission, mistake, 'comment-file': commentFile } = values;
    return {
      exercise,
      mistake,
      colour: process.stdout.isTTY,
      ...(submission === undefined ? {} : { submission }),
      ...(commentFile === undefined ? {} : { commentFile }),
    };
  } catch (cause) {
    const usage = 'npm run demo -- [--submission FOLDER] [--exercise SLUG] [--mistake NAME]';
    throw new Failure('configuration', 'demo-usage', `${(cause as Error).message}\nUsage: ${usage}`, {
      cause,
    });
  }
}
