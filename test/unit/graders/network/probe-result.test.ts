import { describe, expect, it } from 'vitest';
import { readProbe } from '../../../../graders/network/probe-result.ts';

describe('readProbe', () => {
  it.each([
    ['an answer', '200 answered v1 0\n', { class: 'ok', body: 'v1' }],
    ['another success', '201 answered v1 0', { class: 'ok', body: 'v1' }],
    ['an empty answer', '200 answered  0\n', { class: 'ok', body: '' }],
    ['an answer of several lines', '200 answered <p>\n  v1\n</p> 0', { class: 'ok', body: '<p> v1 </p>' }],
    ['an answer that ends in a number', '200 answered build 17 0', { class: 'ok', body: 'build 17' }],
    ['an answer that ends in a carriage return', '200 answered v1\r 0', { class: 'ok', body: 'v1' }],
    ['line separators of Unicode', '200 answered a\u2028v1\u2029\u0085b 0', { class: 'ok', body: 'a v1 b' }],
    ['control characters', '200 answered \u001b[1mv1\u0000\u0007 0', { class: 'ok', body: '[1mv1' }],
    ['a long line', `200 answered ${'x'.repeat(3990)} 0`, { class: 'ok', body: 'x'.repeat(3990) }],
    ['another status', '503 answered no 1', { class: 'status', status: 503 }],
    ['a redirection, whatever it led to', '302 answered v1 0', { class: 'status', status: 302 }],
    ['a refusal', "0 refused wget: can't connect: Connection refused 1", { class: 'refused' }],
    ['an unknown name', "0 dns wget: bad address 'web' 1", { class: 'dns' }],
    ['an end by busybox timeout', '0 none Terminated 143', { class: 'timeout' }],
    ['an end by coreutils timeout', '0 none no answer 124', { class: 'timeout' }],
    ['an answer that was broken off', "200 answered can't fork 1", { class: 'other' }],
    ['a body that says it was not sent', '200 answered not found 1', { class: 'other' }],
    ['something that is no HTTP', '0 answered wget: bad header line: foo 1', { class: 'other' }],
    ['a connection that broke', '0 none wget: error getting response 1', { class: 'other' }],
    ['a client that is not there', '0 none timeout: wget: not found 127', { class: 'not-sent' }],
    ['a machine without processes', "0 machine timeout: can't fork 1", { class: 'not-sent' }],
    ['output that was cut off', '200 answered', { class: 'not-sent' }],
    ['no output', '', { class: 'not-sent' }],
  ])('reads %s', (_, printed, expected) => {
    expect(readProbe(printed)).toMatchObject(expected);
  });
});
