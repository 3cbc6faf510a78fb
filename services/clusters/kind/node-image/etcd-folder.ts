/** Where etcd keeps its data in a node: kind mounts a tmpfs at /tmp, and the cluster does not outlive its run. */
export const ETCD_FOLDER = '/tmp/etcd';
