/** How Docker's own command line finds its engine (https://docs.docker.com/reference/cli/docker/#environment-variables). */
const PASSED_ON = [
  'PATH',
  'HOME',
  'DOCKER_HOST',
  'DOCKER_CONTEXT',
  'DOCKER_CONFIG',
  'DOCKER_CERT_PATH',
  'DOCKER_TLS_VERIFY',
];

/**
 * For Go programs that end within a moment, dozens of them for each cluster: collecting garbage and starting threads is a
 * third of what each costs (https://pkg.go.dev/runtime#hdr-Environment_Variables).
 */
const BRIEF = { GOGC: 'off', GOMEMLIMIT: '256MiB', GOMAXPROCS: '1' };

/** What docker and kind get to see of an environment: how to find programs and the engine, and no secret. */
export function commandEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const passedOn = PASSED_ON.flatMap((name) => {
    const value = environment[name];
    return value === undefined ? [] : [[name, value] as const];
  });

  return { ...Object.fromEntries(passedOn), ...BRIEF };
}
