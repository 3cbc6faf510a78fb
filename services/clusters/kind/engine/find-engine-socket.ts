import { engineSocket, type EngineSocket } from './engine-socket.ts';
import type { Program } from './program.ts';

const SHORT = 30_000;
const UNIX = 'unix://';

/**
 * The socket at which the docker command line finds its engine, whatever says so (DOCKER_HOST, a context, neither); undefined
 * for an engine that is reached in another way. Asked once: what answers there may change, but not where it is.
 */
export function findEngineSocket(docker: Program): () => Promise<EngineSocket | undefined> {
  let found: Promise<EngineSocket | undefined> | undefined;

  const find = async (): Promise<EngineSocket | undefined> => {
    const args = ['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}'];
    const { exitCode, stdout } = await docker(args, { timeoutMs: SHORT });
    const address = stdout.trim();
    return exitCode === 0 && address.startsWith(UNIX) ? engineSocket(address.slice(UNIX.length)) : undefined;
  };

  return () => {
    const asked = (found ??= find());
    asked.catch(() => (found = undefined));
    return asked;
  };
}
