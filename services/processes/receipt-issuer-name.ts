import type { Settings } from '../config/settings.ts';
import { withoutTrailing } from '../../graders/text/without-trailing.ts';

/** Who receipts of this deployment are issued by: its public address, or a name where it has none. */
export function receiptIssuerName({
  publicUrl,
  clusterPrefix,
}: Pick<Settings, 'publicUrl' | 'clusterPrefix'>): string {
  return publicUrl === undefined ? `urn:saiten:${clusterPrefix}` : withoutTrailing(publicUrl, '/');
}
