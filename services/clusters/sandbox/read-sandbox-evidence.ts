import Type from 'typebox';
import Value from 'typebox/value';
import { Failure } from '../../domain/failure.ts';
import type { EvidenceRead, SandboxEvidence } from '../../domain/clusters/sandbox-evidence.ts';
import type { Administrator } from './administrator.ts';
import { readContainerLogs } from './read-container-logs.ts';

type Reader = Pick<Administrator, 'read'>;

/** Bytes read of one list; a ConfigMap alone may take 1 MiB. */
const LIST_LIMIT = 2 * 1024 * 1024;
/** Objects of one kind; the quota of a sandbox allows fewer of nearly all of them. */
const LIST_ITEMS = 200;
const EVENTS = 300;
/** Kinds of objects whose lists are asked for. */
const KINDS = 80;

/** https://kubernetes.io/docs/concepts/overview/kubernetes-api/#aggregated-discovery */
const DISCOVERY = 'application/json;v=v2;g=apidiscovery.k8s.io;as=APIGroupDiscoveryList';

const Discovery = Type.Object({
  items: Type.Array(
    Type.Object({
      metadata: Type.Optional(Type.Object({ name: Type.Optional(Type.String()) })),
      versions: Type.Array(
        Type.Object({
          version: Type.String(),
          resources: Type.Array(
            Type.Object({
              resource: Type.String(),
              responseKind: Type.Optional(Type.Object({ kind: Type.String() })),
              scope: Type.String(),
              verbs: Type.Array(Type.String()),
            }),
          ),
        }),
      ),
    }),
  ),
});

const ObjectMeta = Type.Object({ name: Type.String() });

const ObjectList = Type.Object({
  metadata: Type.Optional(Type.Object({ continue: Type.Optional(Type.String()) })),
  items: Type.Array(Type.Object({ metadata: ObjectMeta })),
});

const SecretList = Type.Object({
  items: Type.Array(
    Type.Object({ data: Type.Optional(Type.Record(Type.String(), Type.String())), metadata: ObjectMeta }),
  ),
});

/** Kept apart (events), or repeating what is in other objects. */
const LEFT_OUT: ReadonlySet<string> = new Set(['events', 'endpoints', 'controllerrevisions', 'leases']);
/** What every namespace gets without the learner, and what Saiten puts beside the submission. */
const OWN = /^(saiten($|-)|kube-root-ca\.crt$)/;

interface ListedKind {
  kind: string;
  apiVersion: string;
  path: string;
}

/**
 * Reads what is in a learner's namespace, with the rights of the administrator and bounded: what ran a submission is not
 * trusted. Objects of every kind that the API server serves, custom ones too. Throws the Failure that `Cluster.evidence`
 * names when it does not even say what it serves or which Secrets there are: nothing is kept that could hold their values.
 */
export async function readSandboxEvidence(reader: Reader, namespace: string): Promise<SandboxEvidence> {
  const [kinds, secrets] = await Promise.all([
    kindsOf(reader, namespace),
    json(reader, `/api/v1/namespaces/${namespace}/secrets`, SecretList),
  ]).catch((cause: unknown) => {
    throw new Failure(
      'infrastructure',
      'evidence-unavailable',
      `Expected the API server to list what is in ${namespace}, found: ${reasonOf(cause)}.`,
      { cause },
    );
  });

  const [objects, events, logs] = await Promise.all([
    attempt(() => readObjects(reader, kinds)),
    attempt(() => readEvents(reader, namespace)),
    attempt(() => readContainerLogs(reader, namespace)),
  ]);

  return {
    secrets: secrets.items.flatMap(({ data = {} }) =>
      Object.values(data).map((value) => Buffer.from(value, 'base64').toString('utf8')),
    ),
    objects,
    events,
    logs,
  };
}

async function kindsOf(reader: Reader, namespace: string): Promise<ListedKind[]> {
  const found = await Promise.all(['/api', '/apis'].map((path) => json(reader, path, Discovery, DISCOVERY)));
  return found
    .flatMap(({ items }) => items)
    .flatMap(({ metadata, versions: [preferred] }) => {
      if (preferred === undefined) return [];
      const group = metadata?.name ?? '';
      const apiVersion = group === '' ? preferred.version : `${group}/${preferred.version}`;
      const root = group === '' ? `/api/${apiVersion}` : `/apis/${apiVersion}`;
      return preferred.resources
        .filter(
          ({ scope, verbs, resource }) =>
            scope === 'Namespaced' && verbs.includes('list') && !LEFT_OUT.has(resource),
        )
        .map(({ resource, responseKind }) => ({
          kind: responseKind?.kind ?? resource,
          apiVersion,
          path: `${root}/namespaces/${namespace}/${resource}?limit=${LIST_ITEMS}`,
        }));
    })
    .slice(0, KINDS);
}

async function readObjects(reader: Reader, kinds: readonly ListedKind[]): Promise<EvidenceRead> {
  const lists = await Promise.allSettled(
    kinds.map(async ({ kind, apiVersion, path }) => {
      const { items, metadata } = await json(reader, path, ObjectList);

      const theirs = items.filter(
        ({ metadata: { name } }) => !OWN.test(name) && !(kind === 'ServiceAccount' && name === 'default'),
      );

      // A list says the kind once, for all of its items.
      return {
        items: theirs.map((item) => ({ apiVersion, kind, ...item })),
        isComplete: !metadata?.continue,
      };
    }),
  );

  const read = lists.flatMap((list) => (list.status === 'fulfilled' ? [list.value] : []));
  return {
    items: read.flatMap(({ items }) => items),
    isComplete: read.length === lists.length && read.every(({ isComplete }) => isComplete),
  };
}

const EventList = Type.Object({
  metadata: Type.Optional(Type.Object({ continue: Type.Optional(Type.String()) })),
  items: Type.Array(
    Type.Object({
      type: Type.Optional(Type.String()),
      reason: Type.Optional(Type.String()),
      message: Type.Optional(Type.String()),
      count: Type.Optional(Type.Integer()),
      involvedObject: Type.Object({
        kind: Type.Optional(Type.String()),
        name: Type.Optional(Type.String()),
      }),
      firstTimestamp: Type.Optional(Type.Union([Type.String(), Type.Null()])),
      lastTimestamp: Type.Optional(Type.Union([Type.String(), Type.Null()])),
      eventTime: Type.Optional(Type.Union([Type.String(), Type.Null()])),
    }),
  ),
});

async function readEvents(reader: Reader, namespace: string): Promise<EvidenceRead> {
  const path = `/api/v1/namespaces/${namespace}/events?limit=${EVENTS}`;
  const { items, metadata } = await json(reader, path, EventList);

  const events = items.map((event) => ({
    at: event.lastTimestamp ?? event.eventTime ?? event.firstTimestamp ?? '',
    type: event.type ?? 'Normal',
    object: [event.involvedObject.kind, event.involvedObject.name].filter(Boolean).join('/'),
    reason: event.reason ?? '',
    message: event.message ?? '',
    count: event.count ?? 1,
  }));

  return {
    items: events.toSorted((one, other) => other.at.localeCompare(one.at)),
    isComplete: !metadata?.continue,
  };
}

async function json<Schema extends Type.TSchema>(
  { read }: Reader,
  path: string,
  schema: Schema,
  accept?: string,
): Promise<Type.Static<Schema>> {
  const { status, text, isCut } = await read(path, {
    limit: LIST_LIMIT,
    ...(accept === undefined ? {} : { accept }),
  });

  if (status !== 200) throw new Error(`${path} answered ${status}`);
  if (isCut) throw new Error(`${path} answered more than ${LIST_LIMIT} bytes`);

  try {
    return Value.Parse(schema, JSON.parse(text));
  } catch {
    // The reason would quote what was read, which may be a Secret.
    throw new Error(`${path} did not answer with the JSON that was expected`);
  }
}

async function attempt(work: () => Promise<EvidenceRead>): Promise<EvidenceRead> {
  try {
    return await work();
  } catch (error) {
    return { missing: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 300);
}
