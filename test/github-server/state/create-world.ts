import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { APP_EVENTS, APP_PERMISSIONS } from '../rules/app-registration.ts';
import type { StartOptions } from '../control.ts';
import type { World } from './world.ts';
import type { AccountState } from './account-state.ts';

const FIRST_ID = 1001;

/** An empty GitHub with one registered App; the link base is set once the port is known. */
export function createWorld(options: StartOptions, now: () => number): World {
  let lastId = FIRST_ID;
  const nextId = () => (lastId += 1);
  const app = options.app ?? {};
  const id = app.id ?? nextId();
  const slug = app.slug ?? 'saiten';
  const privateKey = app.privateKey ?? newPrivateKey();
  const appOwner = account('github-app-owner', 'User');
  const bot = account(`${slug}[bot]`, 'Bot');
  return {
    url: '',
    app: {
      id,
      clientId: `Iv23li${id}`,
      clientSecret: randomBytes(20).toString('hex'),
      slug,
      name: app.name ?? 'Saiten',
      botLogin: bot.login,
      privateKey,
      webhookSecret: options.webhook?.secret ?? app.webhookSecret ?? randomBytes(16).toString('hex'),
    },
    appPermissions: APP_PERMISSIONS,
    appEvents: APP_EVENTS,
    registrations: new Map(),
    appPublicKey: createPublicKey(createPrivateKey(privateKey)),
    appOwner,
    bot,
    accounts: new Map([appOwner, bot].map((each) => [each.login.toLowerCase(), each])),
    repositories: new Map(),
    formerNames: new Map(),
    installations: new Map(),
    tokens: new Map(),
    now,
    nextId,
  };

  function account(login: string, type: AccountState['type']): AccountState {
    return { id: nextId(), login, name: login, type, createdAt: now() };
  }
}

/** As GitHub makes them when an App is registered. */
export function newPrivateKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}
