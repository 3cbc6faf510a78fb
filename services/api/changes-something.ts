import type { FastifyRequest } from 'fastify';

/** Whether the request is a write of somebody known: those land in the audit log. */
export function changesSomething({ method, routeOptions, principal }: FastifyRequest): boolean {
  return method !== 'GET' && method !== 'HEAD' && !routeOptions.config.readOnly && principal !== undefined;
}
