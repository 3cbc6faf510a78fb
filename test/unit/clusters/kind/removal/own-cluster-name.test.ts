import { describe, expect, it } from 'vitest';
import { isOwnClusterName } from '../../../../../services/clusters/kind/removal/own-cluster-name.ts';
import { clusterName } from '../../../../../services/domain/clusters/cluster-name.ts';

describe('isOwnClusterName', () => {
  it('knows the names that clusterName makes', () => {
    expect(isOwnClusterName('saiten', clusterName('saiten', 'w2', '01JXYZ0123456789ABCDEFGHJK'))).toBe(true);
  });

  it.each(['saiten-test-single-01a', 'saitentest-single-01a', 'kind', 'saiten-single', 'saiten-../..-x', ''])(
    'does not take %j for its own',
    (name) => {
      expect(isOwnClusterName('saiten', name)).toBe(false);
    },
  );
});
