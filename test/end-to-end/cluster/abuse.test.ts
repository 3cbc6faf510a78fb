import { readFile, statfs } from 'node:fs/promises';
import { freemem, totalmem } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { valueAt } from '../../../graders/submission/value-at.ts';
import { kindEngine } from '../../support/kind-engine.ts';
import { waitUntil } from '../../support/wait-until.ts';
import type { Contained, LeftOut, Refused } from './abuse/abuse-case.ts';
import { ABUSE_LIST } from './abuse/abuse-list.ts';
import { contain } from './abuse/containment.ts';
import { setStage, type Stage } from './abuse/stage.ts';
import { fileOf, readCase, submit, submitUnread } from './abuse/submit.ts';

const engine = await kindEngine();
const refused = ABUSE_LIST.filter(({ expected }) => ['reading', 'api-server'].includes(expected.by));
const leftOut = ABUSE_LIST.filter(({ expected }) => expected.by === 'left out');
const contained = ABUSE_LIST.filter(({ expected }) => expected.by === 'containment');

let stage: Stage;
let neighbourPod: string;

const neighbourState = () =>
  stage.kubectl(stage.neighbour, 'learner', [
    'get',
    'pod',
    'neighbour',
    '-o',
    'jsonpath={.metadata.uid} {.status.phase} {.status.containerStatuses[0].ready} {.status.containerStatuses[0].restartCount}',
  ]);

beforeAll(async () => {
  if (!engine.available) return;
  stage = await setStage();
  const { kubectl, neighbour } = stage;
  await kubectl(neighbour, 'learner', ['run', 'neighbour', '--image=busybox:1.36', '--', 'sleep', '3600']);
  await waitUntil(async () => (await neighbourState()).text.endsWith('Running true 0'));
  neighbourPod = (await neighbourState()).text;
}, 900_000);

afterAll(async () => {
  if (engine.available) expect(await stage.close()).toEqual([]);
}, 300_000);

describe.skipIf(!engine.available)('abusive submissions', () => {
  it('start from a stage on which the machine and the neighbour can be reached by others', async () => {
    expect([await stage.machineAnswers(), await stage.neighbourNodeAnswers()]).toEqual([true, true]);
  });

  it.each(refused.map((abuse) => [abuse.class, abuse.id, abuse] as const))(
    '%s: %s is refused, and the rule is named',
    async (_, __, abuse) => {
      const expected = abuse.expected as Refused;
      const sandbox = abuse.class === 'object floods' ? stage.floodSpace : stage.sandbox;
      const text = fileOf(abuse, stage.words);
      const outcome = await submit(abuse, text, stage.cluster, sandbox);
      expect(outcome.by).toBe(expected.by);
      const finding = outcome.findings.find(({ message }) => message.id === expected.message);
      expect(JSON.stringify(finding ?? outcome.findings)).toContain(expected.rule);
      expect(finding?.message).toMatchObject({ id: expected.message });
      if (expected.behind === undefined) return;
      const behind = await submitUnread(abuse, text, stage.cluster, sandbox);
      expect(JSON.stringify(behind)).toContain(JSON.stringify(expected.behind).slice(1, -1));
    },
  );

  it.each(leftOut.map((abuse) => [abuse.class, abuse.id, abuse] as const))(
    '%s: %s has no effect',
    (_, __, abuse) => {
      const { field } = abuse.expected as LeftOut;
      const { files, problems } = readCase(abuse, fileOf(abuse, stage.words));
      expect(problems).toEqual([]);
      expect(files.objects('app.yaml').map(({ value }) => valueAt(value, field))).toEqual([undefined]);
    },
  );

  describe('that are accepted', () => {
    const results = new Map<string, string | undefined>();

    beforeAll(async () => {
      // All at once, as on a bad night.
      await Promise.all(
        contained.map(async (abuse) => {
          const expected = abuse.expected as Contained;
          const sandbox = abuse.class === 'object floods' ? stage.floodSpace : stage.sandbox;
          const outcome = await submit(abuse, fileOf(abuse, stage.words), stage.cluster, sandbox);

          const found =
            outcome.by === 'applied'
              ? await contain(stage, sandbox, expected.measure)
              : `refused: ${JSON.stringify(outcome.findings)}`;

          results.set(abuse.id, found);
        }),
      );
    }, 300_000);

    it.each(contained.map((abuse) => [abuse.class, abuse.id] as const))('%s: %s is contained', (_, id) => {
      expect([results.has(id), results.get(id)]).toEqual([true, undefined]);
    });
  });

  it('leave the machine with memory, disk and processes to spare, and its service answering', async () => {
    const disk = await statfs('/');
    const processes = Number((await readFile('/proc/loadavg', 'utf8')).split(/[ /]/)[4]);
    const limit = Number(await readFile('/proc/sys/kernel/pid_max', 'utf8'));
    expect(freemem() / totalmem()).toBeGreaterThan(0.05);
    expect(disk.bavail / disk.blocks).toBeGreaterThan(0.03);
    expect(processes).toBeLessThan(limit / 2);
    expect(await stage.machineAnswers()).toBe(true);
  });

  it('leave the neighbours as they were', async () => {
    expect((await neighbourState()).text).toBe(neighbourPod);
    expect(await stage.neighbourNodeAnswers()).toBe(true);
    const made = await stage.kubectl(stage.neighbour, 'learner', ['create', 'configmap', 'still-works']);
    expect(made.text).toContain('created');
  });

  it('are all in the audit trail, with who, what and the answer', async () => {
    const { signal } = new AbortController();
    const { entries, isComplete } = await stage.cluster.auditTrail(stage.sandbox, { signal });
    expect(isComplete).toBe(true);
    const user = `saiten:learner:${stage.sandbox.namespace.replace('exercise-', '')}`;
    expect(new Set(entries.map((entry) => entry.user))).toEqual(new Set([user]));
    const asked = entries.map(({ verb, resource, code }) => `${verb} ${resource} ${code}`);

    expect(asked).toEqual(
      expect.arrayContaining([
        'patch clusterrolebindings.rbac.authorization.k8s.io 403',
        'patch resourcequotas 403',
        'patch pods 201',
      ]),
    );

    const refusal = entries.find(({ resource }) => resource === 'resourcequotas');
    expect(refusal?.reason).toContain('cannot patch resource "resourcequotas"');
  });
});
