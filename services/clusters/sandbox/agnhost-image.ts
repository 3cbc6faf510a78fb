/** Has `sh`, `sleep` and `/agnhost`; the image the graders' probes use, so that a node needs no other. */
export const AGNHOST_IMAGE = 'registry.k8s.io/e2e-test-images/agnhost:2.53';
