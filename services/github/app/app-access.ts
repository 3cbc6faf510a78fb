import type { Octokit } from '@octokit/rest';
import { toFailure } from '../client/to-failure.ts';
import type { Urgency } from '../limits/urgency.ts';

export interface AppDescription {
  id: number;
  slug: string;
  name: string;
  owner: string;
  ownerIsOrganization: boolean;
  htmlUrl: string;
  permissions: Readonly<Record<string, string>>;
  events: readonly string[];
  /** GitHub's clock when it answered. */
  answeredAt: Date;
}

export interface AppWebhook {
  /** Absent when the App has no webhook. */
  url?: string;
  contentType?: string;
  verifiesCertificate: boolean;
}

export interface Installation {
  id: number;
  account: string;
  htmlUrl: string;
  permissions: Readonly<Record<string, string>>;
  events: readonly string[];
  suspended: boolean;
}

/** One attempt to deliver a webhook. */
export interface DeliveryAttempt {
  id: number;
  /** The same for every attempt at one delivery. */
  guid: string;
  event: string;
  action?: string;
  /** `OK`, or GitHub's words for what went wrong. */
  status: string;
  /** 0 when there was no answer. */
  statusCode: number;
  deliveredAt: Date;
}

export interface InstalledRepository {
  installationId: number;
  repositoryId: number;
  owner: string;
  name: string;
  /** When anything was pushed to it last. */
  pushedAt?: Date;
}

export interface Allowance {
  limit: number;
  remaining: number;
  resetsAt: Date;
}

/** What GitHub tells an App about itself. Every verb fails as those of GitHubRepository do. */
export interface AppAccess {
  /** Seconds by which GitHub's clock is ahead of ours, known after a refusal because of it. */
  secondsAhead(): number;
  describe(): Promise<AppDescription>;
  webhook(): Promise<AppWebhook>;
  installations(): Promise<Installation[]>;
  repositories(installationId: number): Promise<InstalledRepository[]>;
  allowance(installationId: number): Promise<Allowance>;
  /** Attempts after the date, newest first; `failed` leaves out those that were answered. */
  deliveries(options: { since: Date; failed?: boolean }): Promise<DeliveryAttempt[]>;
  /** Asks GitHub to deliver again, under the same guid. */
  redeliver(attemptId: number): Promise<void>;
}

/** Attempts of one look; what is beyond is looked at next time. */
const MOST_PAGES = 30;

export function createAppAccess(needs: {
  octokit: Octokit;
  secondsAhead(): number;
  installationClient(target: { installationId: number }, urgency: Urgency): Octokit;
  now: () => number;
}): AppAccess {
  const { octokit, installationClient } = needs;

  async function ask<T>(doing: string, send: () => Promise<T>): Promise<T> {
    try {
      return await send();
    } catch (error) {
      throw toFailure(error, doing, needs.now());
    }
  }

  return {
    secondsAhead: needs.secondsAhead,
    describe: () =>
      ask('read the App', async () => {
        const { data, headers } = await octokit.rest.apps.getAuthenticated();
        if (data === null) throw new TypeError('GitHub answered without the App');
        const { id, slug = '', name, owner, html_url: htmlUrl, permissions, events } = data;
        return {
          ...{ id, slug, name, htmlUrl, events },
          permissions: defined(permissions),
          owner: 'login' in owner ? owner.login : (owner.slug ?? owner.name ?? ''),
          ownerIsOrganization: 'type' in owner && owner.type === 'Organization',
          answeredAt: new Date(headers.date ?? needs.now()),
        };
      }),
    webhook: () =>
      ask("read the App's webhook", async () => {
        const { data } = await octokit.rest.apps.getWebhookConfigForApp();
        const { url, content_type: contentType, insecure_ssl: insecure } = data;
        return {
          ...(url ? { url } : {}),
          ...(contentType === undefined ? {} : { contentType }),
          verifiesCertificate: String(insecure ?? '0') === '0',
        };
      }),
    installations: () =>
      ask('list the installations', async () => {
        const all = await octokit.paginate(octokit.rest.apps.listInstallations, { per_page: 100 });
        return all.map(({ id, account, html_url: htmlUrl, permissions, events, suspended_at }) => ({
          ...{ id, htmlUrl, events },
          account: accountName(account),
          permissions: defined(permissions),
          suspended: suspended_at !== null,
        }));
      }),
    repositories: (installationId) =>
      ask('list the repositories of an installation', async () => {
        const client = installationClient({ installationId }, 'progress');

        const all = await client.paginate(client.rest.apps.listReposAccessibleToInstallation, {
          per_page: 100,
        });

        return all.map(({ id, name, owner, pushed_at: pushedAt }) => ({
          installationId,
          repositoryId: id,
          owner: owner.login,
          name,
          ...(pushedAt ? { pushedAt: new Date(pushedAt) } : {}),
        }));
      }),
    allowance: (installationId) =>
      ask('read the rate limit', async () => {
        const client = installationClient({ installationId }, 'progress');
        const { limit, remaining, reset } = (await client.rest.rateLimit.get()).data.resources.core;
        return { limit, remaining, resetsAt: new Date(reset * 1000) };
      }),
    deliveries: ({ since, failed = false }) =>
      ask('list the deliveries', async () => {
        const attempts: DeliveryAttempt[] = [];
        let pages = 0;

        const all = octokit.paginate.iterator(octokit.rest.apps.listWebhookDeliveries, {
          per_page: 100,
          ...(failed ? { status: 'failure' as const } : {}),
        });

        for await (const { data } of all) {
          const wanted = data.map(toAttempt).filter(({ deliveredAt }) => deliveredAt >= since);
          attempts.push(...wanted);
          if (wanted.length < data.length || ++pages === MOST_PAGES) break;
        }

        return attempts;
      }),
    redeliver: (attemptId) =>
      ask('deliver again', async () => {
        await octokit.rest.apps.redeliverWebhookDelivery({ delivery_id: attemptId });
      }),
  };
}

function toAttempt(item: {
  id: number;
  guid: string;
  event: string;
  action: string | null;
  status: string;
  status_code: number;
  delivered_at: string;
}): DeliveryAttempt {
  const { id, guid, event, action, status } = item;
  return {
    ...{ id, guid, event, status },
    ...(action === null ? {} : { action }),
    statusCode: item.status_code,
    deliveredAt: new Date(item.delivered_at),
  };
}

function accountName(account: { login: string } | { slug: string } | object | null): string {
  if (account !== null && 'login' in account) return account.login;
  return account !== null && 'slug' in account ? account.slug : '';
}

function defined(permissions: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(permissions).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
