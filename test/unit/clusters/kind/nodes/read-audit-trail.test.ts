import { describe, expect, it } from 'vitest';
import type { CommandOutcome } from '../../../../../services/clusters/kind/engine/command-runner.ts';
import { readAuditTrail } from '../../../../../services/clusters/kind/nodes/read-audit-trail.ts';

const USER = 'saiten:learner:abcd1234';

const event = (id: string, more: object = {}) =>
  JSON.stringify({
    auditID: id,
    verb: 'patch',
    requestURI: '/api/v1/namespaces/x/pods/a',
    requestReceivedTimestamp: '2026-11-24T05:35:17.203732Z',
    impersonatedUser: { username: USER },
    ...more,
  });

function read(lines: readonly string[], outcome: Partial<CommandOutcome> = {}) {
  const commands: (readonly string[])[] = [];

  const exec = ({ command }: { command: readonly string[] }): Promise<CommandOutcome> => {
    commands.push(command);
    return Promise.resolve({
      exitCode: 0,
      stdout: lines.join('\n'),
      stderr: '',
      notFound: false,
      timedOut: false,
      aborted: false,
      outputTooLarge: false,
      ...outcome,
    });
  };

  const { signal } = new AbortController();
  const trail = readAuditTrail({ docker: { exec }, container: 'node', learnerUser: USER, signal });
  return { trail, commands };
}

describe('readAuditTrail', () => {
  it('tells who asked what, and what came of it', async () => {
    const refusal = event('1', {
      objectRef: {
        apiGroup: 'apps',
        resource: 'deployments',
        subresource: 'scale',
        namespace: 'x',
        name: 'web',
      },
      responseStatus: { code: 403, message: 'quota' },
    });

    expect((await read([refusal]).trail).entries).toEqual([
      {
        at: '2026-11-24T05:35:17.203732Z',
        user: USER,
        verb: 'patch',
        resource: 'deployments/scale.apps',
        namespace: 'x',
        name: 'web',
        code: 403,
        reason: 'quota',
      },
    ]);
  });

  it('counts a long request once, by its end', async () => {
    const { entries } = await read([event('1'), event('1', { responseStatus: { code: 101 } })]).trail;
    expect(entries.map(({ code }) => code)).toEqual([101]);
  });

  it('leaves out what a node may have put among the lines, and clips what is long', async () => {
    const long = event('2', { objectRef: { resource: 'pods', name: 'x'.repeat(5000) } });
    const { entries } = await read(['{', '[]', '{"auditID": 7}', long]).trail;
    expect(entries.map(({ name }) => name?.length)).toEqual([500]);
  });

  it('keeps the newest 500 and says that there were more', async () => {
    const lines = Array.from({ length: 501 }, (_, index) => event(String(index)));
    const { entries, isComplete } = await read(lines).trail;
    expect([entries.length, isComplete]).toEqual([500, false]);
  });

  it('hands the user to the script as an argument, not as text of it', () => {
    const { commands } = read([]);
    expect(commands[0]?.at(-1)).toBe(USER);
    expect(commands[0]?.[2]).not.toContain(USER);
  });

  it('names the node that does not answer', async () => {
    await expect(read([], { exitCode: 1, stderr: 'No such container' }).trail).rejects.toMatchObject({
      fault: 'infrastructure',
      code: 'audit-unavailable',
    });
  });
});
