/** GitHub's four basic levels: `maintain` counts as `write`, `triage` as `read`. */
export type Permission = 'admin' | 'write' | 'read' | 'none';
