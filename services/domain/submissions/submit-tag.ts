const TAG = /^submit\/([^/]+)(?:\/.+)?$/;

/**
 * The exercise that a tag hands in: `submit/02-batch-jobs`, or with anything behind it for another try,
 * `submit/02-batch-jobs/2`. Undefined for tags that hand nothing in.
 */
export function exerciseOfTag(tag: string): string | undefined {
  return TAG.exec(tag)?.[1];
}
