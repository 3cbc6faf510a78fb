import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../../../graders/contract/check-result.ts';
import { Failure } from '../../../services/domain/failure.ts';
import { readSubmission } from '../../../graders/submission/read-submission.ts';
import { createFileGrading, type GradingCluster } from '../../../services/grading/grade-files.ts';
import { loadExercise } from '../../../services/exercise-catalogue/load-exercise.ts';

const exercise = await loadExercise(
  fileURLToPath(new URL('../../integration/grading/exercises/99-tiny', import.meta.url)),
);

const GOOD = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: paint}\n';

const passing = (): CheckResult[] =>
  exercise.definition.checks.map(({ id, title, points }) => ({
    id,
    title,
    points,
    status: 'pass',
    earned: points,
    findings: [],
    durationMs: 1,
  }));

function grade(text: string, checks = passing(), withKustomize?: () => Promise<string>) {
  const asked: string[] = [];

  const cluster: GradingCluster = {
    nodeImage: 'node:1',
    kubernetesVersion: 'v1.36.3',
    kubectlPath: '/kubectl',
    openSandbox: async ({ podSecurity }) => {
      asked.push(`sandbox ${podSecurity}`);
      return { namespace: 'a', graderNamespace: 'b', kubeconfig: 'c' };
    },
    renderKustomize: withKustomize ?? (async () => ''),
    askHost: () => Promise.reject(new Error('unused')),
  };

  const kustomized = {
    ...exercise,
    definition: {
      ...exercise.definition,
      submission: { ...exercise.definition.submission, files: [{ path: 'k/', form: 'kustomize' as const }] },
    },
  };

  const gradeFiles = createFileGrading({
    now: () => 0,
    nonce: () => 'abcdef',
    readFiles: async ({ exercise: { definition }, files, rendered, compose }) =>
      readSubmission({ files, ...(rendered ? { rendered } : {}) }, definition, compose),
    startGrader: () => {
      asked.push('start');
      return {
        run: async () => {
          asked.push('grader');
          return { checks, log: '' };
        },
        discard: async () => void asked.push('discard'),
      };
    },
  });

  const report = gradeFiles({
    runId: 'r',
    exercise: withKustomize ? kustomized : exercise,
    exerciseHash: 'h',
    files: withKustomize ? new Map([['k/kustomization.yaml', text]]) : new Map([['app.yaml', text]]),
    headSha: 's',
    attempt: 1,
    cluster: async () => {
      asked.push('cluster');
      return cluster;
    },
    signal: new AbortController().signal,
  });

  return { report, asked };
}

describe('gradeFiles', () => {
  it('starts the grader before it has a cluster, opens a sandbox, runs it and adds up', async () => {
    const { report, asked } = grade(GOOD);

    expect(await report).toMatchObject({
      verdict: 'passed',
      score: { earned: 100, possible: 100 },
      versions: { nodeImage: 'node:1' },
    });

    expect(asked).toEqual(['start', 'cluster', 'sandbox baseline', 'grader', 'discard']);
  });

  it('uses no cluster for refused files and blocks every check', async () => {
    const { report, asked } = grade('a: *b\n');
    const { verdict, problems, checks } = await report;
    expect(verdict).toBe('failed');
    expect(problems.map(({ message }) => message.id)).toEqual(['alias-unknown']);
    expect(new Set(checks.map(({ blockedBy }) => blockedBy))).toEqual(new Set(['submission']));
    expect(asked).toEqual([]);
  });

  it('does not believe a grading process that invents points', async () => {
    const [first, ...rest] = passing();
    const invented = first ? [{ ...first, points: 100, earned: 100 }, ...rest] : [];

    await expect(grade(GOOD, invented).report).rejects.toMatchObject({
      fault: 'grader',
      code: 'grader-output-invalid',
    });
  });

  it('turns what Kustomize refuses into a problem of the submission', async () => {
    const failing = async (): Promise<string> => {
      throw new Failure('learner', 'kustomize-failed', 'no such key');
    };

    const { report, asked } = grade('namePrefix: a-\n', passing(), failing);

    expect((await report).problems[0]).toMatchObject({
      message: { id: 'kustomize-failed', params: { folder: 'k', reason: 'no such key' } },
      position: { file: 'k/kustomization.yaml', line: 1 },
    });

    expect(asked).toEqual(['start', 'cluster', 'discard']);
  });

  it('passes on what is not the learner’s', async () => {
    const down = async (): Promise<string> => {
      throw new Failure('infrastructure', 'kustomize-unavailable', 'node gone');
    };

    await expect(grade('namePrefix: a-\n', passing(), down).report).rejects.toMatchObject({
      fault: 'infrastructure',
    });
  });
});
