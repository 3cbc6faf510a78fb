import { createDocker, type Docker } from './docker.ts';
import { dockerOverSocket } from './docker-over-socket.ts';
import { findEngineSocket } from './find-engine-socket.ts';
import type { Program } from './program.ts';

/** Docker for who makes and removes clusters all the time; who asks once may as well take the command line. */
export function connectDocker(program: Program, engineSocket = findEngineSocket(program)): Docker {
  return dockerOverSocket(createDocker(program), engineSocket);
}
