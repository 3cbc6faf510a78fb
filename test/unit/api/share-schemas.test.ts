import { describe, expect, it } from 'vitest';
import { describeApi } from '../../../scripts/describe-api.ts';
import { shareSchemas } from '../../../services/api/share-schemas.ts';
import { withoutDefaulted } from '../../../services/api/without-defaulted.ts';

const inner = { type: 'object', properties: { a: { type: 'string' } } };
const outer = { type: 'array', items: inner };

describe('a description', () => {
  it('says a named schema once, inside another named one too', () => {
    const shared = shareSchemas({
      paths: { '/x': { schema: outer }, '/y': [inner] },
      components: { schemas: { Inner: inner, Outer: outer } },
    });

    expect(shared).toMatchObject({
      paths: {
        '/x': { schema: { $ref: '#/components/schemas/Outer' } },
        '/y': [{ $ref: '#/components/schemas/Inner' }],
      },
      components: {
        schemas: { Inner: inner, Outer: { type: 'array', items: { $ref: '#/components/schemas/Inner' } } },
      },
    });
  });

  it('names no schema and no answer that is nowhere', async () => {
    const text = JSON.stringify(await describeApi());
    const { components } = JSON.parse(text) as { components: Record<'schemas' | 'responses', object> };

    const unused = (['schemas', 'responses'] as const).flatMap((kind) =>
      Object.keys(components[kind]).filter((name) => !text.includes(`"#/components/${kind}/${name}"`)),
    );

    expect(unused).toEqual([]);
  });

  it('asks for no input that has a default', () => {
    const schema = { type: 'object', required: ['a', 'b'], properties: { a: { default: 1 }, b: {} } };

    expect(withoutDefaulted({ properties: { inside: schema } })).toEqual({
      properties: { inside: { ...schema, required: ['b'] } },
    });
  });
});
