import { describe, expect, it } from 'vitest';
import { readLogLines } from '../../../../graders/evidence/read-log-lines.ts';

const AT = '2026-11-30T19:10:29.850350389Z';
const TIME = Date.parse('2026-11-30T19:10:29.850Z');

const read = (log: string | Buffer) =>
  readLogLines(Buffer.from(log)).map(({ text, unfinished, stream }) => [stream, text, unfinished]);

describe('readLogLines', () => {
  it.each<[string, string | Buffer, unknown[]]>([
    ['lines', `${AT} stdout F a\n${AT} stderr F b\n`, [['stdout', 'a', false], ['stderr', 'b', false]]],
    ['an empty line', `${AT} stdout F \n`, [['stdout', '', false]]],
    ['a long line from its parts', `${AT} stdout P a\n${AT} stdout P b\n${AT} stdout F c\n`, [['stdout', 'abc', false]]],
    [
      'parts of both outputs that come in turn',
      `${AT} stdout P a\n${AT} stderr P x\n${AT} stdout F b\n${AT} stderr F y\n`,
      [['stdout', 'ab', false], ['stderr', 'xy', false]],
    ],
    ['a line that never ended', `${AT} stdout F a\n${AT} stdout P rest\n`, [['stdout', 'a', false], ['stdout', 'rest', true]]],
    ['what elsewhere ends a line', `${AT} stdout F a\rb\u2028c\u2029d\u0085e\u0000f\n`, [['stdout', 'a\rb\u2028c\u2029d\u0085e\u0000f', false]]],
    ['bytes that are no UTF-8', Buffer.concat([Buffer.from(`${AT} stdout F a`), Buffer.from([0xff, 10])]), [['stdout', 'a\ufffd', false]]],
    ['a character cut in two', Buffer.concat([
      Buffer.from(`${AT} stdout P `), Buffer.from('点').subarray(0, 1), Buffer.from(`\n${AT} stdout F `), Buffer.from('点').subarray(1), Buffer.from('\n'),
    ]), [['stdout', '点', false]]],
    ['a text that looks like the head of a line', `${AT} stdout F ${AT} stderr F x\n`, [['stdout', `${AT} stderr F x`, false]]],
    ['a tag with more than one word in it', `${AT} stdout F:more a\n`, [['stdout', 'a', false]]],
    ['nothing of a line that is still being written', `${AT} stdout F a\n${AT} stdout F hal`, [['stdout', 'a', false]]],
    ['nothing of what no runtime wrote', `hello\n\n${AT} stdlog F a\n${AT} stdout F b\n`, [['stdout', 'b', false]]],
    ['nothing of nothing', '', []],
  ])('reads %s', (_, log, expected) => {
    expect(read(log)).toEqual(expected);
  });

  it.each([AT, '2026-11-30T20:10:29.850350389+01:00'])('knows when: %s', (at) => {
    expect(readLogLines(Buffer.from(`${at} stdout F a\n`))[0]?.at).toBe(TIME);
  });
});
