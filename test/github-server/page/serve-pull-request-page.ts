import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import Value from 'typebox/value';
import { findRepository } from '../state/find.ts';
import type { World } from '../state/world.ts';
import { pullRequestPage } from './pull-request-page.ts';

const Params = Type.Object({
  owner: Type.String(),
  repo: Type.String(),
  number: Type.String({ pattern: '^[0-9]+$' }),
});

/** `GET /{owner}/{repo}/pull/{number}`: what a person would see on github.com, without signing in. */
export function servePullRequestPage(server: FastifyInstance, world: World): void {
  server.get('/:owner/:repo/pull/:number', async (request, reply) => {
    const { params } = request;
    if (!Value.Check(Params, params)) return reply.callNotFound();
    const repository = findRepository(world, params.owner, params.repo);
    const pull = repository?.pulls.get(Number(params.number));
    if (repository === undefined || pull === undefined) return reply.callNotFound();
    return reply.type('text/html; charset=utf-8').send(pullRequestPage(world, repository, pull));
  });
}
