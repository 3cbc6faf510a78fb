import { createPrivateKey, createPublicKey, randomBytes } from 'node:crypto';
import { newPrivateKey } from './create-world.ts';
import type { Registration, World } from './world.ts';

/** Makes the registered App the one App of this GitHub: with a key, a secret and a bot of its own. */
export function registerApp(world: World, { name, owner, permissions, events }: Registration): void {
  const id = world.nextId();

  const slug = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');

  const privateKey = newPrivateKey();

  world.bot = {
    id: world.nextId(),
    login: `${slug}[bot]`,
    name: `${slug}[bot]`,
    type: 'Bot',
    createdAt: world.now(),
  };

  world.accounts.set(world.bot.login, world.bot);

  world.app = {
    ...{ id, slug, name, privateKey },
    clientId: `Iv23li${id}`,
    clientSecret: randomBytes(20).toString('hex'),
    botLogin: world.bot.login,
    webhookSecret: randomBytes(20).toString('hex'),
  };

  world.appPublicKey = createPublicKey(createPrivateKey(privateKey));
  world.appOwner = owner;
  world.appPermissions = { metadata: 'read', ...permissions };
  world.appEvents = events;
  world.installations.clear();
}
