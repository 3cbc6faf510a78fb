import { readSettings } from '../../services/config/read-settings.ts';
import type { Settings } from '../../services/config/settings.ts';

/** Settings of a demo: everything in a folder of its own, GitHub replaced by the server at `githubUrl`. */
export function demoSettings(
  environment: Readonly<Record<string, string | undefined>>,
  demo: { dataFolder: string; githubUrl: string; appId: number; privateKey: string; webhookSecret: string },
): Settings {
  const kept = ['SAITEN_NODE_IMAGE', 'SAITEN_EXERCISES_FOLDER', 'DATABASE_URL', 'REDIS_URL'];
  return readSettings(
    {
      ...Object.fromEntries(kept.map((name) => [name, environment[name]])),
      SAITEN_DATA_FOLDER: demo.dataFolder,
      SAITEN_GITHUB_API_URL: demo.githubUrl,
      SAITEN_GITHUB_APP_ID: String(demo.appId),
      SAITEN_GITHUB_PRIVATE_KEY: demo.privateKey,
      SAITEN_WEBHOOK_SECRET: demo.webhookSecret,
      SAITEN_WEBHOOK_PORT: '0',
      SAITEN_API_TOKEN: 'not-used-by-the-demonstration',
      SAITEN_CLUSTER_PREFIX: 'saitendemo',
      SAITEN_DEBOUNCE: '0.5',
      // Shows what a submission costs from nothing, and leaves the processor to it.
      SAITEN_POOL: 'off',
    },
    'serve',
  );
}
