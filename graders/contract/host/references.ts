import Type from 'typebox';

/** A node as Kubernetes names it. */
export const NodeName = Type.String({ pattern: '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$', maxLength: 253 });
/** A container of the runtime, without the runtime's name in front. */
export const ContainerId = Type.String({ pattern: '^[0-9a-f]{64}$' });
export const PodUid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' });
export const VolumeName = Type.String({ pattern: '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$', maxLength: 63 });
/** Absolute and without `..`. */
export const AbsolutePath = Type.String({
  pattern: '^/(?!\\.\\.(/|$))((?!/\\.\\.(/|$))[^\\u0000])*$',
  maxLength: 1024,
});
