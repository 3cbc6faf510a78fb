import type { KeyObject } from 'node:crypto';
import type { AppCredentials } from '../control.ts';
import type { AccountState } from './account-state.ts';
import type { RepositoryState } from './repository-state.ts';

export type PermissionLevel = 'read' | 'write';
export type Permissions = Record<string, PermissionLevel>;

export type InstallationState = {
  id: number;
  account: AccountState;
  /** Null means all repositories of the account. */
  selected: Set<number> | null;
  permissions: Permissions;
  createdAt: number;
  /** Null while it may be used. */
  suspendedAt: number | null;
};

export type TokenState =
  | { kind: 'personal'; account: AccountState; scopes: string[] }
  | {
      kind: 'installation';
      installation: InstallationState;
      permissions: Permissions;
      /** Null means all repositories of the installation. */
      repositoryIds: Set<number> | null;
      expiresAt: number;
    };

/** An App that somebody agreed to create; its code can be exchanged once, for an hour. */
export type Registration = {
  name: string;
  owner: AccountState;
  permissions: Permissions;
  events: string[];
  webhookUrl: string | null;
  validUntil: number;
};

/** Everything that this GitHub knows. Plain data: rules, routes and webhooks are functions of it. */
export type World = {
  /** Base of every link in answers; no slash at the end. */
  url: string;
  app: AppCredentials;
  appPermissions: Permissions;
  appEvents: readonly string[];
  /** By code. */
  registrations: Map<string, Registration>;
  appPublicKey: KeyObject;
  appOwner: AccountState;
  bot: AccountState;
  accounts: Map<string, AccountState>;
  repositories: Map<number, RepositoryState>;
  /** Lower-case full names that a repository had before it was renamed. */
  formerNames: Map<string, number>;
  installations: Map<number, InstallationState>;
  tokens: Map<string, TokenState>;
  /** Milliseconds since the epoch. */
  now(): number;
  nextId(): number;
};
