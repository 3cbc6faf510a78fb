/** A pod of the inventory. `tier` and `proxyImage` are left out of some. */
export interface InventoryPod {
  name: string;
  tier?: string;
  env: string;
  restartPolicy: 'Always' | 'Never';
  containers: { name: string; image: string }[];
}

interface InventoryConfigMap {
  name: string;
  app?: string;
  owner?: string;
  purpose?: string;
  data: Record<string, string>;
}

interface InventoryService {
  name: string;
  tier: string;
  type: 'ClusterIP' | 'NodePort';
  ports: { name: string; port: number }[];
  contact?: string;
}

interface InventoryDeployment {
  name: string;
  env: string;
  replicas: number;
}

interface InventoryJob {
  name: string;
  team: string;
  completions: number;
}

/** Everything the questions can be about; the README describes it. */
export interface Inventory {
  pods: InventoryPod[];
  configMaps: InventoryConfigMap[];
  services: InventoryService[];
  deployments: InventoryDeployment[];
  jobs: InventoryJob[];
}

const TIERS = ['frontend', 'backend', 'cache', undefined] as const;
const ENVS = ['prod', 'staging', 'dev'] as const;
const POLICIES = ['Always', 'Never'] as const;
const WORDS = ['amber', 'birch', 'cedar', 'delta', 'ember', 'fjord', 'grove', 'heron', 'iris', 'juno'];

/**
 * Makes an inventory of about 60 objects. Every combination that a question tells apart is there at least once, so
 * that a forgotten condition shows; names, numbers and how often a combination occurs are random.
 */
export function createInventory(random: () => number): Inventory {
  const draw = createDraw(random);
  return {
    pods: pods(draw),
    configMaps: configMaps(draw),
    services: services(draw),
    deployments: deployments(draw),
    jobs: jobs(draw),
  };
}

type Draw = ReturnType<typeof createDraw>;

function createDraw(random: () => number) {
  const integer = (from: number, to: number): number => from + Math.floor(random() * (to - from + 1));

  const shuffled = <Item>(items: readonly Item[]): Item[] =>
    items
      .map((item) => ({ item, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item);

  const pick = <Item>(items: readonly [Item, ...Item[]]): Item =>
    items[integer(0, items.length - 1)] ?? items[0];

  const text = (): string =>
    Math.floor(random() * 36 ** 6)
      .toString(36)
      .padStart(6, '0');

  return {
    integer,
    shuffled,
    pick,
    text,
    name: (): string => `${WORDS[integer(0, WORDS.length - 1)] ?? ''}-${text()}`,
    /** So many different numbers of a range. */
    integers: (count: number, from: number, to: number): number[] =>
      shuffled(Array.from({ length: to - from + 1 }, (_, i) => from + i)).slice(0, count),
  };
}

function pods(draw: Draw): InventoryPod[] {
  const cells = TIERS.flatMap((tier) =>
    ENVS.flatMap((env) => POLICIES.map((restartPolicy) => ({ tier: tier, env, restartPolicy }))),
  );

  const lookalikes = [
    { tier: 'frontend-beta', env: draw.pick(ENVS), restartPolicy: draw.pick(POLICIES) },
    { tier: 'old-frontend', env: draw.pick(ENVS), restartPolicy: draw.pick(POLICIES) },
  ];

  const extras = draw.shuffled(cells).slice(0, draw.integer(1, 4));
  return draw.shuffled([...cells, ...lookalikes, ...extras]).map(({ tier, ...rest }, i, all) => ({
    name: draw.name(),
    ...(tier === undefined ? {} : { tier }),
    ...rest,
    containers: containers(draw, all.slice(0, i).filter(({ env }) => env === rest.env).length),
  }));
}

/**
 * The proxy stands first, second or nowhere; a container with a similar name is none.
 *
 * @param i Counts the pods of one environment, so that each has all four kinds.
 */
function containers(draw: Draw, i: number): { name: string; image: string }[] {
  // No image tells the name: a query must ask for it.
  const container = (name: string) => ({ name, image: `registry.example/${draw.text()}` });
  const [app, proxy, logs] = [container('app'), container('proxy'), container('proxy-logs')];
  return [[proxy, app], [app, proxy], [app, logs], [app]][i % 4] ?? [app];
}

function configMaps(draw: Draw): InventoryConfigMap[] {
  const cells = [true, false].flatMap((app) =>
    [true, false].flatMap((owner) =>
      ['settings', 'content', undefined].map((purpose) => ({ app, owner, purpose })),
    ),
  );

  const extras = draw.shuffled(cells).slice(0, draw.integer(1, 3));
  const all = draw.shuffled([...cells, ...extras]);
  const limits = draw.integers(all.length, 10, 999);
  return all.map(({ app, owner, purpose }, i) => ({
    name: draw.name(),
    ...(app ? { app: draw.text() } : {}),
    ...(owner ? { owner: draw.text() } : {}),
    ...(purpose === undefined ? {} : { purpose }),
    data: { greeting: draw.text(), 'max.connections': String(limits[i]) },
  }));
}

function services(draw: Draw): InventoryService[] {
  const numbers = draw.integers(16, 2000, 9999);
  // At most four ports: the namespace's quota allows ten, and a creation that is tried again may count twice.
  const nodePorts = [0, 4, ...draw.integers(draw.integer(0, 1), 1, 3)];
  return draw.shuffled([0, 1, 2, 3, 4, 5, 6, 7]).map((i) => {
    const http = { name: 'http', port: numbers[2 * i] ?? 80 };
    const metrics = { name: 'metrics', port: numbers[2 * i + 1] ?? 81 };
    // One Service of each tier lacks the port, another one the annotation.
    const ports = i % 4 === 0 ? [http] : draw.shuffled([http, metrics]);
    return {
      name: draw.name(),
      tier: i < 4 ? 'frontend' : 'backend',
      type: nodePorts.includes(i) ? 'NodePort' : 'ClusterIP',
      ports,
      ...(i % 4 === 1 ? {} : { contact: `${draw.text()}@example.com` }),
    };
  });
}

/**
 * Two of each environment have more than 5 replicas, 5 and 6 are always there, and ordering them by name never orders them
 * by replicas.
 */
function deployments(draw: Draw): InventoryDeployment[] {
  const few = draw.shuffled([5, ...draw.integers(3, 1, 4)]);
  const many = draw.shuffled([6, ...draw.integers(3, 7, 20)]);
  return ['prod', 'staging'].flatMap((env, i) => {
    const replicas = draw.shuffled([...few.slice(2 * i, 2 * i + 2), ...many.slice(2 * i, 2 * i + 2)]);
    const names = replicas.map(() => draw.name()).sort();
    const inOrder = replicas.every((count, at) => at === 0 || count > (replicas[at - 1] ?? 0));
    const mixed = inOrder ? replicas.toReversed() : replicas;
    return names.map((name, at) => ({ name, env, replicas: mixed[at] ?? 1 }));
  });
}

function jobs(draw: Draw): InventoryJob[] {
  return draw
    .shuffled(['data', 'data', 'data', 'web', 'web', 'web'])
    .map((team) => ({ name: draw.name(), team, completions: draw.integer(2, 9) }));
}
