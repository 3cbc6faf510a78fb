import type { Check } from '../../../graders/define-grader.ts';
import { deletePod } from '../delete-pod.ts';
import type { Given } from '../given.ts';
import { readyPods } from '../ready-pods.ts';

/**
 * Reads the log until the text stands in it (exit code 0), until nothing has answered for ten looks in a row, or
 * until `$3` looks are done (exit code 1).
 */
const READ = `
silent=0 looks=0
while [ "$silent" -lt 10 ] && [ "$looks" -lt "$3" ]; do
  looks=$((looks + 1))
  if timeout 3 wget -q -O /tmp/log "$1" 2>/dev/null; then
    silent=0
    grep -qF -e "$2" /tmp/log && exit 0
  else
    silent=$((silent + 1))
  fi
  sleep 0.3
done
exit 1
`;
const LOOKS = 250;

export const lastWords: Check<Given> = {
  id: 'last-words',
  async run(context, { prober, token }) {
    const [victim] = await readyPods(context);
    const line = `shutdown ${token}`;
    const logHolds = async (looks: number) => {
      const url = `http://${victim.status?.podIP}:8081/app.log`;
      const outcome = await prober.run(['sh', '-c', READ, 'log', url, line, `${looks}`], 180_000);
      return outcome.exitCode === 0;
    };
    if (await logHolds(1)) throw context.mismatch('shutdown-line-too-early', {});
    const [found] = await Promise.all([logHolds(LOOKS), deletePod(context, victim)]);
    if (!found)
      throw context.mismatch(
        'shutdown-line-missing',
        {},
        { expected: line, found: 'no such line before the Pod was gone' },
      );
  },
};
