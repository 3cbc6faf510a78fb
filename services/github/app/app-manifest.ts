import { Octokit } from '@octokit/rest';
import { Failure } from '../../domain/failure.ts';
import { APP_EVENTS, MERGE_QUEUE_EVENT, REGISTERED_PERMISSIONS } from './app-permissions.ts';
import { readHttpError } from '../client/http-error.ts';
import { toFailure } from '../client/to-failure.ts';

export interface AppWish {
  name: string;
  /** Where GitHub sends deliveries. */
  webhookUrl: string;
  /** Shown as the home page of the App. */
  homepage: string;
  /** Where the browser comes back with the code. */
  redirectUrl: string;
}

/** Everything that GitHub tells once, when an App has been registered. */
export interface RegisteredApp {
  id: number;
  slug: string;
  name: string;
  owner: string;
  htmlUrl: string;
  privateKey: string;
  webhookSecret: string;
}

/**
 * The registration of an App as GitHub's page takes it.
 * https://docs.github.com/en/apps/sharing-github-apps/registering-a-github-app-from-a-manifest
 */
export function appManifest({ name, webhookUrl, homepage, redirectUrl }: AppWish) {
  return {
    name,
    url: homepage,
    hook_attributes: { url: webhookUrl, active: true },
    redirect_url: redirectUrl,
    public: false,
    default_permissions: REGISTERED_PERMISSIONS,
    default_events: [...APP_EVENTS, MERGE_QUEUE_EVENT],
  };
}

/**
 * Exchanges the code that GitHub gave the browser; works once, within an hour. Failure `manifest-code-refused` when
 * GitHub does not know the code (any more), otherwise as for GitHubRepository.
 */
export async function convertManifestCode(
  code: string,
  options: { baseUrl: string; fetch?: typeof fetch; now?: () => number },
): Promise<RegisteredApp> {
  const octokit = new Octokit({
    baseUrl: options.baseUrl,
    userAgent: 'saiten',
    ...(options.fetch === undefined ? {} : { request: { fetch: options.fetch } }),
  });

  try {
    const { data } = await octokit.rest.apps.createFromManifest({ code });
    const { id, slug = '', name, owner, html_url: htmlUrl, pem, webhook_secret } = data;
    return {
      ...{ id, slug, name, htmlUrl, privateKey: pem, webhookSecret: webhook_secret ?? '' },
      owner: 'login' in owner ? owner.login : (owner.slug ?? owner.name ?? ''),
    };
  } catch (error) {
    const status = readHttpError(error)?.status;
    if (status === 404 || status === 422)
      throw new Failure(
        'configuration',
        'manifest-code-refused',
        `GitHub does not take the code (${status}): it is valid for one hour and once. If the App exists already under "Developer settings", delete it there; then run "saiten github create-app" again.`,
        { facts: { status } },
      );
    throw toFailure(error, 'create the App', (options.now ?? Date.now)());
  }
}
