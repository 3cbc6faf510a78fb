import Type from 'typebox';

/** What a query may ask for: namespaced, and nothing that holds credentials. */
export const QUERY_RESOURCES = ['configmaps', 'deployments', 'jobs', 'pods', 'services'] as const;

const text = (maxLength: number) => Type.Optional(Type.String({ minLength: 1, maxLength }));

/** A question to the API server, in the words of `kubectl get`: every key but the first is one of its flags or formats. */
export const ResourceQuery = Type.Object(
  {
    resource: Type.Enum([...QUERY_RESOURCES]),
    selector: text(300),
    'field-selector': text(300),
    'sort-by': text(300),
    jsonpath: text(1000),
    'go-template': text(1000),
  },
  { additionalProperties: false },
);
export type ResourceQuery = Type.Static<typeof ResourceQuery>;
