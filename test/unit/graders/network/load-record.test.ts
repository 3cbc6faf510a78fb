import { describe, expect, it } from 'vitest';
import { readLoadRecord } from '../../../../graders/network/load-record.ts';

const refused = "0 refused wget: can't connect to remote host (10.0.0.1): Connection refused";

describe('readLoadRecord', () => {
  it('puts the requests into the order in which they were sent', () => {
    const { requests, duration } = readLoadRecord(
      '2 10.25 10.30 200 answered v2 0\n1 10.20 11.00 200 answered v1 0\n',
    );

    expect(requests.map(({ body }) => body)).toEqual(['v1', 'v2']);
    expect(duration).toBe(50);
  });

  it('counts a refused request as failed', () => {
    const { requests, notCounted } = readLoadRecord(
      `1 1.00 1.01 200 answered v1 0\n2 1.05 1.06 ${refused} 1\n`,
    );

    expect(requests.map((request) => request.class)).toEqual(['ok', 'refused']);
    expect(notCounted).toBe(0);
  });

  it('leaves out what the prober could not start', () => {
    const { requests, notCounted } = readLoadRecord(
      "1 1.00 1.01 200 answered v1 0\n2 1.05 1.06 0 machine can't fork 2\n",
    );

    expect(requests).toHaveLength(1);
    expect(notCounted).toBe(1);
  });

  it('keeps a time-out while other requests kept flowing', () => {
    const flow = Array.from(
      { length: 60 },
      (_, i) => `${i + 2} ${(1 + i / 10).toFixed(2)} ${(1.01 + i / 10).toFixed(2)} 200 answered v1 0`,
    );

    const { requests } = readLoadRecord(['1 1.00 6.00 0 none Terminated 143', ...flow].join('\n'));
    expect(requests.filter((request) => request.class === 'timeout')).toHaveLength(1);
  });

  it('leaves out a time-out during which the prober itself stood still', () => {
    const { requests, notCounted } = readLoadRecord(
      '1 1.00 1.01 200 answered v1 0\n2 1.05 6.10 0 none Terminated 143\n3 6.00 6.02 200 answered v1 0\n',
    );

    expect(requests.map((request) => request.class)).toEqual(['ok', 'ok']);
    expect(notCounted).toBe(1);
  });

  it('keeps a refusal during such a stand-still: it is an answer', () => {
    const { requests } = readLoadRecord(
      `1 1.00 1.01 200 answered v1 0\n2 1.05 1.06 ${refused} 1\n3 6.00 6.02 200 answered v1 0\n`,
    );

    expect(requests.map((request) => request.class)).toEqual(['ok', 'refused', 'ok']);
  });

  it('has nothing to say about an empty journal', () => {
    expect(readLoadRecord('')).toEqual({ requests: [], notCounted: 0, duration: 0 });
  });

  it.each(['v1\r', 'v1\u2028', '\u0000v1', `v1 ${'x'.repeat(3990)}`, '\r\r'])(
    'reads an answer with "%j" in it like any other',
    (body) => {
      const { requests } = readLoadRecord(
        `1 1.00 1.01 200 answered v1 0\n2 1.05 1.06 200 answered ${body} 0\n`,
      );

      expect(requests.map((request) => request.class)).toEqual(['ok', 'ok']);
    },
  );

  it.each(['garbage', '2 1.05', '2 . . 200 answered v1 0'])(
    'takes the line "%s" for one failed request',
    (line) => {
      const { requests } = readLoadRecord(`1 1.00 1.01 200 answered v1 0\n${line}\n`);
      expect(requests).toMatchObject([{ class: 'ok' }, { class: 'other', sentAt: 1000 }]);
    },
  );
});
