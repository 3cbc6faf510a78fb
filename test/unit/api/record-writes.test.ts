import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { ApiProblem } from '../../../services/api/api-problem.ts';
import { answerErrors } from '../../../services/api/problem.ts';
import { recordWrites, type AuditNeeds } from '../../../services/api/record-writes.ts';
import type { TypedInstance } from '../../../services/api/typed-instance.ts';

/** A write that does `work`, with an audit log that writes down what is asked of it. */
async function write({
  work = () => {},
  auditLog = {},
}: {
  work?: () => void;
  auditLog?: Partial<AuditNeeds['auditLog']>;
}) {
  const seen: string[] = [];
  const app = Fastify() as unknown as TypedInstance;
  answerErrors(app);

  app.addHook('onRequest', async (request) => {
    request.principal = { id: 'operator', kind: 'operator', actor: 'operator' };
  });

  recordWrites(app, {
    now: () => new Date(0),
    auditLog: {
      begin: async ({ action, after }) => {
        seen.push(`begin ${action} ${JSON.stringify(after)}`);
        return 7;
      },
      finish: async (auditId, { after }) => void seen.push(`finish ${auditId} ${JSON.stringify(after)}`),
      drop: async (auditId) => void seen.push(`drop ${auditId}`),
      ...auditLog,
    },
  });

  app.post('/things', { schema: { operationId: 'createThing' } }, async (request) => {
    work();
    seen.push('written');
    request.audit({ after: { is: 'there' } });
    return {};
  });

  const { statusCode } = await app.inject({ method: 'POST', url: '/things' });
  return { statusCode, seen };
}

const BEGUN = 'begin createThing undefined';
const away = () => Promise.reject(new Error('the database is away'));

describe('recordWrites', () => {
  it.each<[string, Parameters<typeof write>[0], Awaited<ReturnType<typeof write>>]>([
    [
      'has the entry before the write happens and completes it afterwards',
      {},
      { statusCode: 200, seen: [BEGUN, 'written', 'finish 7 {"is":"there"}'] },
    ],
    [
      'lets nothing happen that cannot be recorded',
      { auditLog: { begin: away } },
      { statusCode: 500, seen: [] },
    ],
    [
      'takes the entry of a refused write back',
      {
        work: () => {
          throw new ApiProblem(409, 'exists', 'It is there.');
        },
      },
      { statusCode: 409, seen: [BEGUN, 'drop 7'] },
    ],
    [
      'leaves the entry begun when nobody knows whether it happened',
      {
        work: () => {
          throw new Error('broken');
        },
      },
      { statusCode: 500, seen: [BEGUN] },
    ],
    [
      'says that a write happened although its entry could not be completed',
      { auditLog: { finish: away } },
      { statusCode: 200, seen: [BEGUN, 'written'] },
    ],
  ])('%s', async (_, given, expected) => {
    expect(await write(given)).toEqual(expected);
  });
});
