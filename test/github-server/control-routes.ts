import type { FastifyInstance } from 'fastify';
import fastify from 'fastify';
import type { TSchema, Static } from 'typebox';
import Type from 'typebox';
import Value from 'typebox/value';
import type { Files, GitHubServer } from './control.ts';

const Name = Type.String({ minLength: 1 });

const NewRepository = Type.Object({
  owner: Name,
  name: Name,
  private: Type.Optional(Type.Boolean()),
  files: Type.Optional(Type.Record(Name, Type.String())),
});

const Push = Type.Object({
  repository: Name,
  branch: Type.Optional(Name),
  files: Type.Record(Name, Type.Union([Type.String(), Type.Null()])),
  message: Type.Optional(Name),
  author: Type.Optional(Name),
  force: Type.Optional(Type.Boolean()),
});

const NewPullRequest = Type.Object({
  repository: Name,
  head: Name,
  title: Name,
  author: Name,
  base: Type.Optional(Name),
});

const NewComment = Type.Object({ repository: Name, number: Type.Integer(), author: Name, body: Name });
const Webhook = Type.Object({ url: Name, secret: Type.Optional(Name) });
const CheckRunId = Type.Object({ id: Type.Integer() });

/** The control object over HTTP, for a demo in another container. A listener of its own, apart from the API. */
export function createControlRoutes(github: GitHubServer): FastifyInstance {
  const server = fastify();
  post('repositories', NewRepository, (input) => github.addRepository(defined(input)));

  post('push', Push, ({ repository, force, ...commit }) => {
    const options = { ...defined(commit), files: commit.files as Files };
    const sha = force === true ? github.forcePush(repository, options) : github.push(repository, options);
    return { sha };
  });

  post('pull-requests', NewPullRequest, ({ repository, ...input }) =>
    github.openPullRequest({ ...defined(input), repo: repository }),
  );

  post('comments', NewComment, ({ repository, number, ...input }) =>
    github.comment(repository, number, input),
  );

  post('webhook', Webhook, (input) => {
    github.setWebhook(defined(input));
    return {};
  });

  post('rerequest', CheckRunId, ({ id }) => {
    github.rerequestCheckRun(id);
    return {};
  });

  server.get('/_control/settings', () => ({ url: github.url, app: github.app }));
  server.get('/_control/effects', () => github.effects);
  server.get('/_control/deliveries', () => github.deliveries);
  server.get('/_control/violations', () => github.violations);
  return server;

  function post<Schema extends TSchema>(
    path: string,
    schema: Schema,
    run: (input: Static<Schema>) => object,
  ): void {
    server.post(`/_control/${path}`, (request, reply) => {
      const { body } = request;

      if (!Value.Check(schema, body)) {
        const errors = Value.Errors(schema, body).map((error) => `${error.instancePath} ${error.message}`);
        return reply.code(400).send({ message: `POST /_control/${path} needs another body`, errors });
      }

      return reply.code(201).send(run(body));
    });
  }
}

/** `exactOptionalPropertyTypes` tells an absent key from one that is undefined; JSON has only absent ones. */
function defined<Input extends object>(
  input: Input,
): { [Key in keyof Input]: Exclude<Input[Key], undefined> } {
  return input as { [Key in keyof Input]: Exclude<Input[Key], undefined> };
}
