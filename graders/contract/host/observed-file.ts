import Type from 'typebox';

const closed = { additionalProperties: false };

const place = {
  /** What the path led to once all links were followed, seen from the container or volume. */
  path: Type.String(),
  /** Permission bits, as in `0o640`. */
  mode: Type.Integer({ minimum: 0 }),
  uid: Type.Integer({ minimum: 0 }),
  gid: Type.Integer({ minimum: 0 }),
  /** Bytes. */
  size: Type.Integer({ minimum: 0 }),
  /** Milliseconds since the epoch; who owns the file may set it. */
  modifiedAt: Type.Number(),
  /** Where the mount that holds it begins; `/` in a volume. */
  mount: Type.String(),
};

/**
 * A file seen from outside. `missing`: nothing is there. `other`: no file that is read, such as a device, a pipe, one of the
 * kernel's own in `/proc`, or one that a link was exchanged for while it was opened.
 */
export const ObservedFile = Type.Union([
  Type.Object(
    {
      type: Type.Literal('file'),
      ...place,
      /** As UTF-8; what is none is replaced by U+FFFD. */
      content: Type.String(),
      /** Whether only the beginning of it was read. */
      truncated: Type.Boolean(),
    },
    closed,
  ),
  Type.Object({ type: Type.Literal('folder'), ...place }, closed),
  Type.Object({ type: Type.Literal('missing') }, closed),
  Type.Object({ type: Type.Literal('other') }, closed),
]);
export type ObservedFile = Type.Static<typeof ObservedFile>;
