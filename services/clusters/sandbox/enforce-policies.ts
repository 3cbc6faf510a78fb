import { Failure } from '../../domain/failure.ts';
import type { Administrator } from './administrator.ts';
import type { Clock } from '../clock.ts';
import { learnerPolicies, type LearnerPolicy } from './learner-policies.ts';

const TIMEOUT = 30_000;
const INTERVAL = 100;
const PROBE_USER = 'saiten:learner:probe';

/**
 * Brings the learner's admission policies into the cluster and waits until each one refuses its counterexample: the
 * API server takes up new policies once a second. Throws a Failure (`infrastructure`, `policies-not-in-force`) that
 * names those that do not.
 */
export async function enforcePolicies(
  administrator: Pick<Administrator, 'apply' | 'tryAs'>,
  { clock, signal }: { clock: Clock; signal: AbortSignal },
): Promise<void> {
  let missing = learnerPolicies();

  await Promise.all(
    missing.flatMap(({ manifests }) => manifests).map((manifest) => administrator.apply(manifest)),
  );

  const deadline = clock.now() + TIMEOUT;

  for (;;) {
    const answers = await Promise.all(missing.map((policy) => refuses(administrator, policy)));
    missing = missing.filter((_, index) => answers[index] !== true);
    if (missing.length === 0) return;
    if (clock.now() >= deadline)
      throw new Failure(
        'infrastructure',
        'policies-not-in-force',
        `Expected the admission policies to be in force within ${TIMEOUT / 1000} s, found none of: ` +
          `${missing.map(({ name }) => name).join(', ')}. The node image must hold Kubernetes 1.30 or newer.`,
      );
    await clock.sleep(INTERVAL, signal);
  }
}

async function refuses(
  { tryAs }: Pick<Administrator, 'tryAs'>,
  { name, counterexample }: LearnerPolicy,
): Promise<boolean> {
  const { status, text } = await tryAs(PROBE_USER, 'default', counterexample);
  return status === 403 && text.includes(`'${name}'`);
}
