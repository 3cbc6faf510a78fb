/** The only node, or the first control plane, of a cluster that kind knows by that name. */
export const nodeOf = (cluster: string): string => `${cluster}-control-plane`;
