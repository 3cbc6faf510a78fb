import type { Inventory } from './inventory.ts';

export interface Question {
  id: string;
  /** The values its query must print. */
  answer(inventory: Inventory): string[];
  /** The order of the values counts too. */
  ordered?: true;
  /** The answer is a list of object names, and the selectors alone must already pick just these. */
  byServer?: true;
}

const names = (objects: readonly { name: string }[]): string[] => objects.map(({ name }) => name);

/** The questions of the README, in its order. */
export const QUESTIONS: readonly Question[] = [
  {
    id: 'q1',
    byServer: true,
    answer: ({ pods }) => names(pods.filter(({ tier }) => tier === 'frontend')),
  },
  {
    id: 'q2',
    byServer: true,
    answer: ({ pods }) => names(pods.filter(({ tier, env }) => env !== 'dev' && tier !== 'backend')),
  },
  {
    id: 'q3',
    byServer: true,
    answer: ({ configMaps }) => names(configMaps.filter(({ app, owner }) => app && !owner)),
  },
  {
    id: 'q4',
    byServer: true,
    answer: ({ pods }) =>
      names(pods.filter(({ env, restartPolicy }) => env === 'prod' && restartPolicy === 'Never')),
  },
  {
    id: 'q5',
    byServer: true,
    answer: ({ services }) => names(services.filter(({ type }) => type === 'NodePort')),
  },
  {
    id: 'q6',
    answer: ({ services }) =>
      services
        .filter(({ tier }) => tier === 'backend')
        .flatMap(({ ports }) => ports.filter(({ name }) => name === 'metrics'))
        .map(({ port }) => String(port)),
  },
  {
    id: 'q7',
    answer: ({ pods }) =>
      pods
        .filter(({ env }) => env === 'prod')
        .flatMap(({ containers }) => containers.filter(({ name }) => name === 'proxy'))
        .map(({ image }) => image),
  },
  { id: 'q8', answer: ({ deployments }) => names(deployments.filter(({ replicas }) => replicas > 5)) },
  {
    id: 'q9',
    answer: ({ configMaps }) =>
      configMaps
        .filter(({ purpose }) => purpose === 'settings')
        .map(({ data }) => data['max.connections'] ?? ''),
  },
  {
    id: 'q10',
    ordered: true,
    answer: ({ deployments }) =>
      names(deployments.filter(({ env }) => env === 'staging').sort((a, b) => a.replicas - b.replicas)),
  },
  {
    id: 'q11',
    answer: ({ jobs }) =>
      jobs.filter(({ team }) => team === 'data').map(({ name, completions }) => `${name}=${completions}`),
  },
  {
    id: 'q12',
    answer: ({ services }) =>
      services.filter(({ tier }) => tier === 'frontend').flatMap(({ contact }) => contact ?? []),
  },
];
