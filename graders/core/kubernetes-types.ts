/** Shapes of the Kubernetes objects that exercises read; an exercise imports the kit alone. */
export type {
  V1ConfigMap,
  V1ConfigMapEnvSource,
  V1Container,
  V1Pod,
  V1PodSpec,
  V1SecretVolumeSource,
  V1VolumeMount,
  V1VolumeProjection,
} from '@kubernetes/client-node';
