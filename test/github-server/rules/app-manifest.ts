import Type, { type Static } from 'typebox';
import Value from 'typebox/value';

/**
 * What a manifest may hold. No description has it; the words are those of
 * https://docs.github.com/apps/sharing-github-apps/registering-a-github-app-from-a-manifest#github-app-manifest-parameters
 */
const AppManifest = Type.Object(
  {
    name: Type.Optional(Type.String({ maxLength: 34 })),
    url: Type.String({ pattern: '^https?://' }),
    hook_attributes: Type.Optional(
      Type.Object({ url: Type.String({ pattern: '^https?://' }), active: Type.Optional(Type.Boolean()) }),
    ),
    redirect_url: Type.String({ pattern: '^https?://' }),
    callback_urls: Type.Optional(Type.Array(Type.String(), { maxItems: 10 })),
    setup_url: Type.Optional(Type.String()),
    description: Type.Optional(Type.String()),
    public: Type.Optional(Type.Boolean()),
    default_events: Type.Optional(Type.Array(Type.String())),
    default_permissions: Type.Optional(
      Type.Record(Type.String(), Type.Union([Type.Literal('read'), Type.Literal('write')])),
    ),
    request_oauth_on_install: Type.Optional(Type.Boolean()),
    setup_on_update: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);

export type AppManifest = Static<typeof AppManifest>;

/** Events that an App gets without a permission. Others need the one that their description names. */
const EVENT_NEEDS: Readonly<Record<string, readonly string[]>> = {
  issue_comment: ['issues', 'pull_requests'],
  pull_request: ['pull_requests'],
  push: ['contents'],
  repository: ['metadata'],
  check_run: ['checks'],
  check_suite: ['checks'],
  // "a GitHub App must have at least read-level access for the 'Merge queues' repository permission" (merge_group).
  merge_group: ['merge_queues'],
};

/** The manifest in a text, or what is wrong with it. */
export function readAppManifest(text: string): { manifest: AppManifest } | { errors: string[] } {
  let value: unknown;

  try {
    value = JSON.parse(text);
  } catch {
    return { errors: ['manifest is not JSON'] };
  }

  if (!Value.Check(AppManifest, value)) {
    return {
      errors: Value.Errors(AppManifest, value).map(
        ({ instancePath, message }) => `${instancePath} ${message}`,
      ),
    };
  }

  const permissions = Object.keys(value.default_permissions ?? {});

  const errors = (value.default_events ?? [])
    .filter((event) => !(EVENT_NEEDS[event] ?? []).some((need) => permissions.includes(need)))
    .map((event) => `default_events ${event} is not supported by the permissions`);

  return errors.length > 0 ? { errors } : { manifest: value };
}
