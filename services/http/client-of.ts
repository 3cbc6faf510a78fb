import { normalizeIP } from '@fastify/rate-limit';

/** Longer than any address: what a proxy passes on may be any text. */
const LONGEST = 64;

/** Whom an address belongs to: an IPv6 client has a whole /64, and an IPv4 one may come as an IPv6 address. */
export function clientOf(address: string): string {
  return normalizeIP(address.slice(0, LONGEST));
}
