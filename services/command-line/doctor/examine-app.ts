import type { AppAccess, AppDescription, AppWebhook, Installation } from '../../github/app/app-access.ts';
import { ok, problem, warning, type Diagnosis } from './diagnosis.ts';
import { examineClock } from './examine-clock.ts';
import { examineDeliveries } from './examine-deliveries.ts';
import { examineFailure } from './examine-failure.ts';
import { examineGrants } from './examine-grants.ts';

export interface AppExaminationNeeds {
  app: AppAccess;
  apiUrl: string;
  /** Where people see GitHub. */
  web: string;
  /** Where deliveries should go, if that is configured. */
  webhookUrl: string | undefined;
  now: () => number;
}

const DAY_MS = 86_400_000;
/** Of the hourly allowance; below it the rest of the hour may be too long. */
const LOW = 0.2;

/** Examines the App, its webhook and every installation. What GitHub does not answer is a diagnosis too. */
export async function examineApp(needs: AppExaminationNeeds): Promise<Diagnosis[]> {
  const { app, apiUrl, web, now } = needs;
  let description: AppDescription;

  try {
    description = await app.describe();
  } catch (error) {
    return [examineFailure('App', error, apiUrl)];
  }

  const { slug, name, id, owner, ownerIsOrganization, answeredAt } = description;
  const settings = `${web}${ownerIsOrganization ? `/organizations/${owner}` : ''}/settings/apps/${slug}`;

  const attempt = async (check: string, examine: () => Promise<Diagnosis[]>) =>
    examine().catch((error: unknown) => [examineFailure(check, error, apiUrl)]);

  return [
    ok('App', `GitHub at ${apiUrl} takes the key of "${name}" (id ${id}, of ${owner})`),
    examineClock(answeredAt, new Date(now())),
    ...examineGrants('the App', description, `${settings}/permissions`),
    ...(await attempt('webhook of the App', async () =>
      examineWebhook(await app.webhook(), needs.webhookUrl, settings),
    )),
    ...(await attempt('installations', async () =>
      examineInstallations(needs, await app.installations(), slug),
    )),
    ...(await attempt('deliveries of the last day', async () => [
      examineDeliveries(await app.deliveries({ since: new Date(now() - DAY_MS) }), `${settings}/advanced`),
    ])),
  ];
}

function examineWebhook(
  { url, contentType, verifiesCertificate }: AppWebhook,
  wanted: string | undefined,
  settings: string,
): Diagnosis[] {
  const check = 'webhook of the App';
  if (url === undefined)
    return [problem(check, 'no address is set', `Activate it and enter the address on ${settings}`)];
  const found: Diagnosis[] = [];
  if (wanted !== undefined && url !== wanted)
    found.push(
      problem(
        check,
        `goes to ${url}, but SAITEN_WEBHOOK_URL is ${wanted}`,
        `Make them the same on ${settings}`,
      ),
    );
  if (contentType !== undefined && contentType !== 'json')
    found.push(
      problem(check, `sends ${contentType}`, `Choose the content type application/json on ${settings}`),
    );
  if (!verifiesCertificate)
    found.push(warning(check, 'does not verify the certificate', `Enable SSL verification on ${settings}`));
  return found.length > 0 ? found : [ok(check, `sends JSON to ${url}`)];
}

async function examineInstallations(
  { app, web, apiUrl }: AppExaminationNeeds,
  installations: readonly Installation[],
  slug: string,
): Promise<Diagnosis[]> {
  if (installations.length === 0)
    return [
      problem(
        'installations',
        'the App is installed nowhere',
        `Install it on ${web}/apps/${slug}/installations/new`,
      ),
    ];
  const all: Diagnosis[] = [];

  for (const { id, account, htmlUrl, suspended, ...grants } of installations) {
    if (suspended) {
      all.push(problem(`installation on ${account}`, 'suspended', `Lift the suspension on ${htmlUrl}`));
      continue;
    }

    all.push(...examineGrants(account, grants, `${htmlUrl}, where an owner accepts what the App asks for`));

    try {
      const { remaining, limit, resetsAt } = await app.allowance(id);
      const check = `rate limit of ${account}`;
      const found = `${remaining} of ${limit} requests left until ${resetsAt.toISOString()}`;

      all.push(
        remaining < limit * LOW
          ? warning(check, found, 'Results may come late until then; nothing is lost.')
          : ok(check, found),
      );
    } catch (error) {
      all.push(examineFailure(`token for ${account}`, error, apiUrl));
    }
  }

  return all;
}
