import { describe, expect, it } from 'vitest';
import { readProbe } from '../../../../graders/traffic/probe-result.ts';

describe('readProbe', () => {
  it.each([
    ['an answer', 'v1 0\n', { class: 'ok', body: 'v1' }],
    ['an empty answer', ' 0\n', { class: 'ok', body: '' }],
    ['an answer of several lines', '<p>\n  v1\n</p>\n 0\n', { class: 'ok', body: '<p> v1 </p>' }],
    ['an answer that ends in a number', 'build 17 0', { class: 'ok', body: 'build 17' }],
    [
      'another status',
      'wget: server returned error: HTTP/1.1 503 Service Unavailable\n 1',
      { class: 'status', status: 503 },
    ],
    [
      'a refusal',
      "wget: can't connect to remote host (10.0.0.1): Connection refused\n 1",
      { class: 'refused' },
    ],
    ['an unknown name', "wget: bad address 'web'\n 1", { class: 'dns' }],
    ['an end by busybox timeout', 'Terminated\n 143', { class: 'timeout' }],
    ['an end by coreutils timeout', ' 124', { class: 'timeout' }],
    [
      'a connection that broke',
      'wget: error getting response: Connection reset by peer 1',
      { class: 'other' },
    ],
    [
      'no way to the host',
      "wget: can't connect to remote host (10.0.0.1): No route to host 1",
      { class: 'other' },
    ],
    ['a client that is not there', 'timeout: wget: not found 127', { class: 'not-sent' }],
    [
      'a machine without processes',
      "sh: can't fork: Resource temporarily unavailable 2",
      { class: 'not-sent' },
    ],
    ['output that was cut off', '', { class: 'not-sent' }],
  ])('reads %s', (_, printed, expected) => {
    expect(readProbe(printed)).toMatchObject(expected);
  });
});
