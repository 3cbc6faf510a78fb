import type { Connection } from '../client/connection.ts';
import { readHttpError } from '../client/http-error.ts';

/** GitHub's four basic levels: `maintain` counts as `write`, `triage` as `read`. */
export type Permission = 'admin' | 'write' | 'read' | 'none';

const LEVELS: readonly string[] = ['admin', 'write', 'read'] satisfies Permission[];

/** What a person may do in the repository; `none` for somebody who is not there at all. */
export function readPermission(connection: Connection, login: string): Promise<Permission> {
  return connection.call(`read the permission of ${login}`, async (octokit, at) => {
    try {
      const { data } = await octokit.rest.repos.getCollaboratorPermissionLevel({ ...at, username: login });
      return isLevel(data.permission) ? data.permission : 'none';
    } catch (error) {
      if (readHttpError(error)?.status === 404) return 'none';
      throw error;
    }
  });
}

function isLevel(permission: string): permission is Permission {
  return LEVELS.includes(permission);
}
