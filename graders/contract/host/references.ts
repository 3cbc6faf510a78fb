import Type from 'typebox';

const SUBDOMAIN = '^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$';

/** A node as Kubernetes names it. */
export const NodeName = Type.String({ pattern: SUBDOMAIN, maxLength: 253 });
export const PodName = Type.String({ pattern: SUBDOMAIN, maxLength: 253 });
/** A container of the runtime, without the runtime's name in front. */
export const ContainerId = Type.String({ pattern: '^[0-9a-f]{64}$' });
export const PodUid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' });
const label = { pattern: '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$', maxLength: 63 };
export const NamespaceName = Type.String(label);
export const ContainerName = Type.String(label);
export const VolumeName = Type.String(label);

/** Absolute and without `..`. */
export const AbsolutePath = Type.String({
  pattern: '^/(?!\\.\\.(/|$))((?!/\\.\\.(/|$))[^\\u0000])*$',
  maxLength: 1024,
});
