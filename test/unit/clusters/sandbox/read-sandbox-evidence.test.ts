import { describe, expect, it } from 'vitest';
import type { BoundedAnswer } from '../../../../services/clusters/sandbox/bounded-read.ts';
import { readSandboxEvidence } from '../../../../services/clusters/sandbox/read-sandbox-evidence.ts';

const resource = (name: string, kind: string, verbs = ['list'], scope = 'Namespaced') => ({
  resource: name,
  responseKind: { kind },
  scope,
  verbs,
});

const ROOT = '/api/v1/namespaces/exercise-x';
const SECRET = { metadata: { name: 's' }, data: { p: Buffer.from('hunter2').toString('base64') } };
const STATUS = { containerStatuses: [{ name: 'app', restartCount: 1 }] };

/** An API server with one Secret, one pod that restarted, one custom object and two events. */
const ANSWERS: Readonly<Record<string, unknown>> = {
  '/api': {
    items: [
      {
        metadata: {},
        versions: [
          {
            version: 'v1',
            resources: [
              resource('pods', 'Pod'),
              resource('secrets', 'Secret'),
              resource('configmaps', 'ConfigMap'),
              resource('events', 'Event'),
              resource('nodes', 'Node', ['list'], 'Cluster'),
              resource('bindings', 'Binding', ['create']),
            ],
          },
        ],
      },
    ],
  },
  '/apis': {
    items: [
      {
        metadata: { name: 'school.example' },
        versions: [{ version: 'v2', resources: [resource('desks', 'Desk')] }],
      },
    ],
  },
  [`${ROOT}/secrets`]: { items: [SECRET] },
  [`${ROOT}/pods`]: { items: [{ metadata: { name: 'p' }, status: STATUS }] },
  [`${ROOT}/configmaps`]: {
    items: [{ metadata: { name: 'kube-root-ca.crt' } }, { metadata: { name: 'c' } }],
  },
  '/apis/school.example/v2/namespaces/exercise-x/desks': { items: [{ metadata: { name: 'd' } }] },
  [`${ROOT}/events`]: {
    items: [
      { reason: 'Old', lastTimestamp: '2026-01-01T00:00:00Z', involvedObject: { kind: 'Pod', name: 'p' } },
      { reason: 'New', eventTime: '2026-01-02T00:00:00Z', lastTimestamp: null, involvedObject: {} },
    ],
  },
  [`${ROOT}/pods/p/log`]: 'said\n',
};

function server(changes: Readonly<Record<string, BoundedAnswer>> = {}) {
  const asked: string[] = [];
  return {
    asked,
    read: async (path: string): Promise<BoundedAnswer> => {
      asked.push(path);
      const [plain = ''] = path.split('?');
      const answer = ANSWERS[plain];
      if (changes[plain]) return changes[plain];
      if (answer === undefined) return { status: 404, text: '', isCut: false };
      return {
        status: 200,
        text: typeof answer === 'string' ? answer : JSON.stringify(answer),
        isCut: false,
      };
    },
  };
}

const read = (changes?: Readonly<Record<string, BoundedAnswer>>) =>
  readSandboxEvidence(server(changes), 'exercise-x');

const down = { status: 503, text: '', isCut: false };

describe('the state of a namespace', () => {
  it('holds objects of every kind that is served, with their kind, without what Saiten put there', async () => {
    expect((await read()).objects).toEqual({
      isComplete: true,
      items: [
        { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, status: STATUS },
        { apiVersion: 'v1', kind: 'Secret', ...SECRET },
        { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' } },
        { apiVersion: 'school.example/v2', kind: 'Desk', metadata: { name: 'd' } },
      ],
    });
  });

  it('holds events, the newest first', async () => {
    expect((await read()).events).toMatchObject({
      items: [
        { reason: 'New', at: '2026-01-02T00:00:00Z', object: '' },
        { reason: 'Old', object: 'Pod/p', count: 1 },
      ],
    });
  });

  it('holds the logs of a container and of its run before the restart', async () => {
    expect((await read()).logs).toEqual({
      isComplete: true,
      items: [
        { pod: 'p', container: 'app', previous: true, text: 'said\n' },
        { pod: 'p', container: 'app', previous: false, text: 'said\n' },
      ],
    });
  });

  it('tells the values of Secrets, decoded, so that they can be taken out', async () => {
    expect((await read()).secrets).toEqual(['hunter2']);
  });

  it('is incomplete when one list cannot be read', async () => {
    const { objects } = await read({ [`${ROOT}/configmaps`]: down });
    expect(objects).toMatchObject({ isComplete: false, items: { length: 3 } });
  });

  it('is incomplete when a list goes on', async () => {
    const text = JSON.stringify({ metadata: { continue: 'more' }, items: [] });
    const { objects } = await read({ [`${ROOT}/configmaps`]: { status: 200, text, isCut: false } });
    expect(objects).toMatchObject({ isComplete: false });
  });

  it('says why events are missing, and has the rest', async () => {
    expect(await read({ [`${ROOT}/events`]: down })).toMatchObject({
      events: { missing: `${ROOT}/events?limit=300 answered 503` },
      logs: { isComplete: true },
    });
  });

  it.each([
    ['cannot be listed', down],
    ['are too many to read', { status: 200, text: '{', isCut: true }],
    ['are no JSON', { status: 200, text: 'hunter2', isCut: false }],
  ])('is not read at all when the Secrets %s, and quotes nothing of them', async (_name, answer) => {
    const failure: unknown = await read({ [`${ROOT}/secrets`]: answer }).catch((thrown: unknown) => thrown);
    expect(failure).toMatchObject({ code: 'evidence-unavailable' });
    expect(String(failure)).not.toContain('hunter2');
  });
});
