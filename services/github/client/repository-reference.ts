/** Which repository: the id counts, owner and name are where it was last seen. */
export interface RepositoryReference {
  repositoryId: number;
  owner: string;
  name: string;
  /** Looked up when absent in App mode; not used in token mode. */
  installationId?: number;
}
