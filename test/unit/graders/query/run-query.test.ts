import { describe, expect, it } from 'vitest';
import type { KubectlOutcome } from '../../../../graders/cluster-access/cluster-access.ts';
import type { GraderContext } from '../../../../graders/core/grader-context.ts';
import { runQuery } from '../../../../graders/query/run-query.ts';
import { selectNames } from '../../../../graders/query/select-names.ts';

const printed = (stdout: string): KubectlOutcome => ({ exitCode: 0, stdout, stderr: '' });
const refused = (stderr: string): KubectlOutcome => ({ exitCode: 1, stdout: '', stderr });

/** A cluster whose kubectl gives these outcomes in turn, and whose API server answers unless told otherwise. */
function askingWith(outcomes: readonly (KubectlOutcome | Error)[], apiError?: Error) {
  const calls: (readonly string[])[] = [];

  const cluster = {
    kubectl: async (args: readonly string[]) => {
      const outcome = outcomes[calls.push(args) - 1];
      if (outcome === undefined || outcome instanceof Error) throw outcome ?? new Error('one call too many');
      return outcome;
    },
    grader: {
      core: {
        listNamespacedConfigMap: async () => {
          if (apiError !== undefined) throw apiError;
        },
      },
    },
  };

  return {
    calls,
    asking: { cluster, namespace: 'n' } as unknown as Pick<GraderContext, 'cluster' | 'namespace'>,
  };
}

const QUERY = { resource: 'pods', jsonpath: '{.items}' } as const;

describe('runQuery', () => {
  it('cuts what was printed at any white space', async () => {
    const { asking } = askingWith([printed(' a b\tc\n\nd ')]);
    expect(await runQuery(asking, QUERY)).toEqual({ words: ['a', 'b', 'c', 'd'] });
  });

  it('joins every value to its flag, so that no value becomes a flag', async () => {
    const { asking, calls } = askingWith([printed('')]);

    await runQuery(asking, {
      resource: 'pods',
      selector: '-A',
      'field-selector': '--kubeconfig=/x',
      'sort-by': '.a',
      'go-template': '{{.}}',
    });

    expect(calls).toEqual([
      [
        'get',
        'pods',
        '--selector=-A',
        '--field-selector=--kubeconfig=/x',
        '--sort-by=.a',
        '--output=go-template={{.}}',
      ],
    ]);
  });

  it('reports a refusal in the first words of kubectl, after a second try', async () => {
    const { asking, calls } = askingWith([refused('error: a'), refused('error: unclosed action\nraw data')]);
    expect(await runQuery(asking, QUERY)).toEqual({ refusal: 'error: unclosed action' });
    expect(calls).toHaveLength(2);
  });

  it.each(['time', 'memory', 'output'] as const)(
    'blames a query that takes too much %s at once',
    async (exceeded) => {
      const { asking, calls } = askingWith([{ ...refused(''), exceeded }]);
      expect(await runQuery(asking, QUERY)).toEqual({ endless: true });
      expect(calls).toHaveLength(1);
    },
  );

  it('forgives a failure that does not come again', async () => {
    const { asking } = askingWith([refused('connection reset'), printed('a')]);
    expect(await runQuery(asking, QUERY)).toEqual({ words: ['a'] });
  });

  it('throws the error of an API server that does not answer', async () => {
    const { asking } = askingWith([refused('connection refused')], new Error('unreachable'));
    await expect(runQuery(asking, QUERY)).rejects.toThrow('unreachable');
  });

  it('blames a query that does not end twice, with a plain list in between that does', async () => {
    const endless = new Error('kubectl get did not come to an end');
    const { asking, calls } = askingWith([endless, printed('pod/a'), endless]);
    expect(await runQuery(asking, QUERY)).toEqual({ endless: true });
    expect(calls[1]).toEqual(['get', 'pods', '--output=name']);
  });

  it.each([
    [
      'kubectl is too slow for a plain list',
      [new Error('slow'), new Error('slow list')],
      undefined,
      'slow list',
    ],
    ['the API server does not answer', [new Error('slow')], new Error('down'), 'down'],
  ])('throws instead when %s', async (_, outcomes, apiError, message) => {
    await expect(runQuery(askingWith(outcomes, apiError).asking, QUERY)).rejects.toThrow(message);
  });
});

describe('selectNames', () => {
  it('runs the selectors alone and returns bare names', async () => {
    const { asking, calls } = askingWith([printed('pod/a\ndeployment.apps/b\n')]);
    const outcome = await selectNames(asking, { ...QUERY, selector: 'x=y', 'sort-by': '.a' });
    expect(outcome).toEqual({ words: ['a', 'b'] });
    expect(calls).toEqual([['get', 'pods', '--selector=x=y', '--output=name']]);
  });

  it('passes a refusal on', async () => {
    const { asking } = askingWith([refused('error: no'), refused('error: no')]);
    expect(await selectNames(asking, QUERY)).toEqual({ refusal: 'error: no' });
  });
});
