import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

interface Service {
  mem_limit?: string;
  pids_limit?: number;
  ports?: string[];
  environment?: Record<string, unknown>;
}

const { services } = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as {
  services: Record<string, Service>;
};

describe('the Compose file', () => {
  it.each(Object.keys(services))('limits memory and processes of %s', (name) => {
    expect(services[name]).toMatchObject({
      mem_limit: expect.stringMatching(/\d+[mg]\}?$/) as string,
      pids_limit: expect.any(Number) as number,
    });
  });

  it.each(['webhook', 'api'])('tells metrics of %s on loopback alone', (name) => {
    const { ports = [], environment = {} } = services[name] ?? {};

    const operations = ports.filter((port) =>
      port.endsWith(`:${String(environment['SAITEN_OPERATIONS_PORT'])}`),
    );

    expect(operations).toEqual([expect.stringMatching(/^127\.0\.0\.1:/)]);
  });
});
