import { Failure } from '../../../domain/failure.ts';
import type { HostSite } from './host-site.ts';

/** Throws a Failure of fault `grader` for a namespace that is not the run's: of those a grader sees what the API lets it see. */
export function requireOwnNamespace({ namespaces }: Pick<HostSite, 'namespaces'>, found: string): void {
  if (namespaces.includes(found)) return;
  throw new Failure(
    'grader',
    'host-foreign-pod',
    `Expected a pod of the namespaces ${namespaces.join(' and ')}, found one of "${found}". Ask for pods of the run alone.`,
  );
}
