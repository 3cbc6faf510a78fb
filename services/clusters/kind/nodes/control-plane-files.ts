import { stringify } from 'yaml';
import { admissionConfiguration } from './admission-configuration.ts';
import { auditPolicy } from './audit-policy.ts';
import type { ControlPlaneFile } from '../profiles/profile.ts';

/** Where the files are inside a control plane. */
export const CONTROL_PLANE_FOLDER = '/etc/saiten/admission';
/** Where the API server writes its audit log, inside a control plane: as root, and no pod mounts it. */
export const AUDIT_LOG_FOLDER = '/var/log/saiten-audit';

/** Arguments of the API server that make it read a file. */
export const FILE_ARGUMENTS: Readonly<Record<ControlPlaneFile, Readonly<Record<string, string>>>> = {
  audit: {
    'audit-policy-file': `${CONTROL_PLANE_FOLDER}/audit.yaml`,
    'audit-log-path': `${AUDIT_LOG_FOLDER}/audit.log`,
    'audit-log-maxsize': '16',
    'audit-log-maxbackup': '1',
  },
  encryption: {
    'encryption-provider-config': `${CONTROL_PLANE_FOLDER}/encryption.yaml`,
    'encryption-provider-config-automatic-reload': 'true',
  },
};

/**
 * The files that a profile's API servers read, by name.
 *
 * @param given Contents that stand in for the defaults, by file name (`audit.yaml`); checked by the caller.
 * @param encryptionKey 32 random bytes of this cluster alone.
 */
export function controlPlaneFiles(
  files: readonly ControlPlaneFile[],
  given: ReadonlyMap<string, string>,
  encryptionKey: Uint8Array,
): Map<string, string> {
  const contents: Record<ControlPlaneFile, () => string> = {
    audit: auditPolicy,
    encryption: () => encryptionConfiguration(encryptionKey),
  };

  return new Map([
    ['admission.yaml', given.get('admission.yaml') ?? admissionConfiguration()],
    ...files.map((file): [string, string] => [`${file}.yaml`, given.get(`${file}.yaml`) ?? contents[file]()]),
  ]);
}

/** Secrets are encrypted at rest (https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/). */
function encryptionConfiguration(key: Uint8Array): string {
  const keys = [{ name: 'key1', secret: Buffer.from(key).toString('base64') }];
  return stringify({
    apiVersion: 'apiserver.config.k8s.io/v1',
    kind: 'EncryptionConfiguration',
    resources: [{ resources: ['secrets'], providers: [{ secretbox: { keys } }, { identity: {} }] }],
  });
}
