const FOLDER = '/etc/kubernetes/pki';

/**
 * Files of a control plane node with the certificate and key that kubeadm makes for the API server, one pair for each cluster.
 * Whatever else there speaks TLS would make an RSA key of 2048 bits of its own at every start: half a second of the
 * processor for kubelet, controller manager and scheduler together. Who can read these files could read all of theirs.
 */
export const SERVING_PAIR = { certificate: `${FOLDER}/apiserver.crt`, key: `${FOLDER}/apiserver.key` };
