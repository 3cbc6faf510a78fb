/**
 * IPv4 ranges that are not the public internet: private networks, link-local with the metadata address of clouds,
 * shared, loopback, documentation, benchmark, multicast and reserved ones
 * (https://www.iana.org/assignments/iana-ipv4-special-registry/).
 */
export const SPECIAL_RANGES: readonly string[] = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
