/** Namespace of our own objects in a cluster: exempt from Pod Security, and no learner has rights in it. */
export const SYSTEM_NAMESPACE = 'saiten-system';
