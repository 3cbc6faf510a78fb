// Shows the whole path once: a push, a cluster, checks, the answer on the pull request; then the corrected push.
import { runDemo } from './demo/run-demo.ts';
import { readArguments } from './demo/read-arguments.ts';
import { tellFailure } from '../services/processes/run-process.ts';

try {
  await runDemo(readArguments(process.argv.slice(2)));
} catch (error) {
  tellFailure(error);
}
