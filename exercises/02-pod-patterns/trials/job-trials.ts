import { standIn } from '../../../graders/trials/stand-in.ts';
import type { Container, PodSpec } from '../app-pods.ts';

/** What the grader's sidecar prints once it has found the line in a volume. */
export const FOUND = 'found the line';

/**
 * Serves the learner's `app.log` behind two lines of ours: the line itself, so that a `main` that waits for it goes on, and one with
 * the drawn word. Looks once more when it is told to stop, because `main` may end at once.
 */
const SERVE = `
line=$1 word=$2
mkdir -p /tmp/www /saiten
look() {
  { echo "$line"; echo "$line $word"; find /saiten -name app.log -type f -exec cat {} + 2>/dev/null | head -c 65536; } >/tmp/www/part
  mv /tmp/www/part /tmp/www/app.log
  [ -e /tmp/found ] && return
  # Files only: a pipe of the learner's would hold the search up.
  [ -n "$(find /saiten -type f -exec grep -qF -e "$line" {} \\; -print 2>/dev/null)" ] && touch /tmp/found && echo "${FOUND}"
}
trap 'look; exit 0' TERM
look
httpd -p 8081 -h /tmp/www
while true; do look; sleep 0.2 & wait $!; done
`;

/** Reads what the learner's sidecar serves, as \`main\` does, and keeps the pod from ending. */
const ASK = `
line=$1
trap 'exit 0' TERM
until timeout 3 wget -q -O - http://localhost:8081/app.log 2>/dev/null | head -c 4194304 | grep -qF -e "$line"; do sleep 0.5 & wait $!; done
echo "${FOUND}"
sleep 600 & wait
`;

/**
 * The Job's pod with a sidecar of the grader's: it serves a word that stands nowhere else, and searches what the learner's sidecar
 * would see of the volumes, mounted where no program of its own lies.
 */
export function withOurSidecar(spec: PodSpec, line: string, word: string): PodSpec {
  const exchange = (container: Container): Container => {
    if (container.name !== 'logs') return container;
    const volumes = [...new Set((container.volumeMounts ?? []).map(({ name }) => name))];
    return {
      ...standIn(container, {
        command: ['/bin/sh', '-c', SERVE, 'serve', line, word],
        volumeMounts: volumes.map((name, i) => ({ name, mountPath: `/saiten/${i}`, readOnly: true })),
      }),
      startupProbe: { tcpSocket: { port: 8081 }, periodSeconds: 1, failureThreshold: 60 },
    };
  };

  return {
    ...spec,
    initContainers: (spec.initContainers ?? []).map(exchange),
    terminationGracePeriodSeconds: 5,
  };
}

/** The learner's whole pod of the Job, and a guest that asks its sidecar. */
export function withGuest(spec: PodSpec, line: string): PodSpec {
  const guest = standIn({ name: 'saiten-guest' }, { command: ['/bin/sh', '-c', ASK, 'ask', line] });
  return { ...spec, containers: [...spec.containers, guest] };
}
