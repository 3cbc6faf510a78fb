import { loadSettings } from '../../config/load.ts';
import type { Settings } from '../../config/settings.ts';
import { createGitHub } from '../../github/create-github.ts';
import { webAddress } from '../../github/client/web-address.ts';
import { createLogger } from '../../observability/logger.ts';
import type { Diagnosis } from '../doctor/diagnosis.ts';
import { examineApp } from '../doctor/examine-app.ts';
import { examineEndpoint } from '../doctor/examine-endpoint.ts';
import { examineKey } from '../doctor/examine-key.ts';
import { examineProxy } from '../doctor/examine-proxy.ts';
import { examineToken } from '../doctor/examine-token.ts';
import { githubSettings } from '../../processes/github-settings.ts';
import { fetchOf } from '../../processes/proxies.ts';

const SIGNS = { ok: '✓', warning: '!', problem: '✗' } as const;

/**
 * Examines the connection to GitHub with the settings of the service and prints a line per check. The exit code is 1
 * when something needs to be put right, 2 when the settings cannot be read at all.
 */
export async function githubDoctor({ json = false }: { json?: boolean }): Promise<void> {
  const { settings } = loadSettings('github');

  const diagnoses = [
    ...examineProxy(settings),
    ...(await examineIdentity(settings)),
    ...(await examineEndpoint(
      { url: settings.webhookUrl, secrets: settings.webhookSecrets ?? [] },
      fetchOf(settings),
    )),
  ];

  const problems = diagnoses.filter(({ state }) => state === 'problem').length;

  process.stdout.write(
    json ? `${JSON.stringify({ problems, diagnoses }, null, 2)}\n` : inLines(diagnoses, problems),
  );

  if (problems > 0) process.exitCode = 1;
}

async function examineIdentity(settings: Settings): Promise<Diagnosis[]> {
  const apiUrl = settings.githubApiUrl;
  const logger = createLogger({ level: 'silent', process: 'doctor' });
  const connect = () => createGitHub({ ...githubSettings(settings, logger), maxWaitSeconds: 0 });
  const common = { apiUrl, now: Date.now };

  if (settings.githubToken !== undefined) {
    const { token } = connect();
    return token === undefined ? [] : examineToken(token, common);
  }

  const key = examineKey(settings);
  if (key.state === 'problem') return [key];
  const { app } = connect();
  if (app === undefined) return [key];
  return [
    key,
    ...(await examineApp({ app, ...common, web: webAddress(apiUrl), webhookUrl: settings.webhookUrl })),
  ];
}

function inLines(diagnoses: readonly Diagnosis[], problems: number): string {
  const lines = diagnoses.map(
    ({ check, state, found, fix }) =>
      `${SIGNS[state]} ${check}: ${found}${fix === undefined ? '' : `\n    ${fix}`}`,
  );

  const end =
    problems === 0
      ? 'Nothing needs to be put right.'
      : `${problems === 1 ? 'One thing needs' : `${problems} things need`} to be put right.`;

  return `${lines.join('\n')}\n\n${end}\n`;
}
