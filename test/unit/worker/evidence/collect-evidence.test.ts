import { describe, expect, it } from 'vitest';
import type { SandboxEvidence } from '../../../../services/domain/clusters/sandbox-evidence.ts';
import { composeEvidence } from '../../../../services/worker/evidence/compose-evidence.ts';
import { collectEvidence, type EndedRun } from '../../../../services/worker/evidence/collect-evidence.ts';

const read = (...items: unknown[]) => ({ items, isComplete: true });

const state: SandboxEvidence = {
  secrets: ['from-the-cluster'],
  objects: read(
    {
      kind: 'Secret',
      metadata: { name: 's', managedFields: [{ manager: 'kubectl' }] },
      data: { p: Buffer.from('from-the-cluster').toString('base64') },
    },
    { kind: 'ConfigMap', data: { url: 'db://from-the-cluster' } },
  ),
  events: read({ message: 'pulled with from-the-cluster' }),
  logs: read({ text: 'my password is hunter2' }),
};

const request = { at: '2026-11-24T00:00:00Z', user: 'u', verb: 'create', resource: 'pods' };

const used = (parts: Partial<SandboxEvidence> = {}) => ({
  sandbox: { namespace: 'exercise-x' },
  cluster: {
    evidence: async () => ({ ...state, ...parts }),
    auditTrail: async () => ({ entries: [request], isComplete: false }),
  },
});

const files = (text: string) => new Map([['app.yaml', Buffer.from(text)]]);
const SECRET = 'kind: Secret\nstringData:\n  p: hunter2\n';

const collect = (run: Partial<EndedRun> = {}) =>
  collectEvidence(
    {
      files: files(SECRET),
      timings: [{ phase: 'grade', durationMs: 5 }],
      used: used(),
      signal: new AbortController().signal,
      ...run,
    },
    async (material) => composeEvidence(material),
  );

const part = async (kind: string, run: Partial<EndedRun> = {}) =>
  (await collect(run)).find((one) => one.kind === kind);

describe('the evidence of a run', () => {
  it('has one part for each kind', async () => {
    expect((await collect()).map(({ kind }) => kind)).toEqual([
      'manifests',
      'objects',
      'events',
      'logs',
      'audit',
      'timing',
    ]);
  });

  it('holds no value of a Secret, from wherever it came', async () => {
    const text = JSON.stringify(await collect());
    expect(text).not.toContain('hunter2');
    expect(text).not.toContain('from-the-cluster');
    expect(text).not.toContain(Buffer.from('from-the-cluster').toString('base64'));
  });

  it('keeps the names of its own fields, whatever a Secret holds', async () => {
    const hostile = 'kind: Secret\nstringData:\n  a: text\n  b: path\n';

    expect((await part('manifests', { files: files(hostile) }))?.items[0]).toMatchObject({
      path: 'app.yaml',
      text: 'kind: Secret\nstringData:\n  a: ***\n  b: ***\n',
    });
  });

  it('keeps names and lengths of the values of a Secret, and no managed fields', async () => {
    expect((await part('objects'))?.items[0]).toEqual({
      kind: 'Secret',
      metadata: { name: 's' },
      data: { p: '*** (16 bytes)' },
    });
  });

  it('keeps the digest of a file as it was graded', async () => {
    expect((await part('manifests', { files: files('abc') }))?.items).toEqual([
      {
        path: 'app.yaml',
        bytes: 3,
        sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
        text: 'abc',
      },
    ]);
  });

  it('says when requests were left out', async () => {
    expect(await part('audit')).toEqual({ kind: 'audit', items: [request], isComplete: false });
  });

  it.each<[string, Partial<EndedRun>, string, string]>([
    ['no files', { files: undefined }, 'manifests', 'before the files were there'],
    ['no namespace', { used: undefined }, 'logs', 'before a namespace was opened'],
    ['a run that was broken off', { notAsked: 'The run was broken off.' }, 'events', 'broken off'],
    [
      'Secrets that cannot be read',
      { files: files('kind: Secret\na: {') },
      'logs',
      'could not be told apart',
    ],
    ['a part that failed', { used: used({ logs: { missing: 'no answer' } }) }, 'logs', 'no answer'],
  ])('says why a part is missing: %s', async (_name, run, kind, reason) => {
    expect(await part(kind, run)).toMatchObject({
      items: [],
      missing: expect.stringContaining(reason) as string,
    });
  });

  it('keeps no requests when the Secrets of the namespace are unknown', async () => {
    const broken = {
      ...used(),
      cluster: { ...used().cluster, evidence: () => Promise.reject(new Error('gone')) },
    };

    expect(await part('audit', { used: broken })).toMatchObject({ missing: 'gone' });
  });

  it('does not wait for a cluster that does not heed the signal', async () => {
    const stuck = new Promise<never>(() => undefined);
    const silent = { ...used(), cluster: { evidence: () => stuck, auditTrail: () => stuck } };
    const stopped = AbortSignal.abort();

    expect(await part('objects', { used: silent, signal: stopped })).toMatchObject({
      missing: 'The cluster did not answer in time.',
    });
  });

  it('keeps phases even where nothing can be redacted', async () => {
    const run = { files: files('kind: Secret\na: {') };
    expect((await part('timing', run))?.items).toEqual([{ phase: 'grade', durationMs: 5 }]);
  });
});
