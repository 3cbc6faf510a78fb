import { channel } from 'node:diagnostics_channel';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { beforeAll, expect, it } from 'vitest';
import { createApi } from '../../../services/api/app.ts';
import { apiOptions } from '../../support/builders/api-options.ts';

interface Schema {
  type?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: unknown;
  maxItems?: number;
  maxLength?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  pattern?: string;
}

/** Parts of requests that say no bound, such as `POST /x body.name`. */
let unbounded: string[] = [];
let parts = 0;
let app: FastifyInstance;

beforeAll(async () => {
  const created = channel('fastify.initialization');

  const listen = (message: unknown) => {
    const { fastify } = message as { fastify: FastifyInstance };

    fastify.addHook('onRoute', ({ method, url, schema = {} }: RouteOptions) => {
      for (const part of ['params', 'querystring', 'body'] as const)
        if (schema[part]) look(schema[part], `${String(method)} ${url} ${part}`, part !== 'body');
    });
  };

  created.subscribe(listen);
  app = await createApi(apiOptions({}));
  await app.ready();
  created.unsubscribe(listen);
  unbounded = [...new Set(unbounded)];
}, 60_000);

function look(schema: Schema, where: string, isOpen = false): void {
  parts += 1;
  if (schema.enum !== undefined || 'const' in schema || schema.type === 'boolean' || schema.type === 'null')
    return;
  if (schema.anyOf !== undefined) return schema.anyOf.forEach((one) => look(one, where));

  switch (schema.type) {
    case 'string':
      if (schema.maxLength === undefined && !isOfOneLength(schema.pattern)) unbounded.push(where);
      return;
    case 'integer':
    case 'number':
      if ((schema.minimum ?? schema.exclusiveMinimum) === undefined || schema.maximum === undefined)
        unbounded.push(where);
      return;
    case 'array':
      if (schema.maxItems === undefined) unbounded.push(where);
      return look(schema.items ?? {}, `${where}[]`);
    case 'object':
      // What else stands in an address is ignored; a body takes nothing that is not named.
      if (!isOpen && schema.additionalProperties !== false) unbounded.push(`${where} (more properties)`);
      for (const [name, one] of Object.entries(schema.properties ?? {})) look(one, `${where}.${name}`);
      return;
    default:
      unbounded.push(`${where} (${JSON.stringify(schema)})`);
  }
}

/** Whether a pattern says by itself how long its text is: nothing repeats without a number. */
function isOfOneLength(pattern: string | undefined): boolean {
  return (
    pattern !== undefined && pattern.startsWith('^') && pattern.endsWith('$') && !/[*+]|,\}/.test(pattern)
  );
}

it('is said of every text, number and list that a request may hold', () => {
  expect(parts).toBeGreaterThan(100);
  expect(unbounded).toEqual([]);
});

it.each([
  [100, 401],
  [101, 414],
])('a part of a path with %i characters is answered %i', async (length, status) => {
  expect((await app.inject({ url: `/api/v1/courses/${'x'.repeat(length)}` })).statusCode).toBe(status);
});
