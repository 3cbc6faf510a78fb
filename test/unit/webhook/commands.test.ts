import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../../services/webhook/commands.ts';

describe('parseCommand', () => {
  it.each([
    ['alone', '/regrade', 'regrade'],
    ['help', '/help', 'help'],
    ['submit', '/submit', 'submit'],
    ['submit as an input method writes it', '／Ｓｕｂｍｉｔ\u3000', 'submit'],
    ['trailing space', '/regrade  \t', 'regrade'],
    ['a capital', '/Regrade', 'regrade'],
    ['upper case', '/REGRADE', 'regrade'],
    ['a full-width slash', '／regrade', 'regrade'],
    ['full-width letters', '／ｏｋ－ｔｏ－ｇｒａｄｅ', 'ok-to-grade'],
    ['a full-width space behind', '/regrade\u3000', 'regrade'],
    ['a no-break space behind', '/regrade\u00a0', 'regrade'],
    ['a zero-width space before', '\u200b/regrade', 'regrade'],
    ['a right-to-left mark behind', '/regrade\u200f', 'regrade'],
    ['Windows line ends', 'Please\r\n/regrade\r\n', 'regrade'],
    ['after a paragraph', 'I fixed it.\n\n/regrade', 'regrade'],
    ['before a paragraph', '/regrade\nthank you', 'regrade'],
    ['the first of two', '/help\n/regrade', 'help'],
    ['after a closed fence', '```\n/help\n```\n/regrade', 'regrade'],
    ['after a quote and a blank line', '> old\n\n/regrade', 'regrade'],
    ['after inline code that closes', 'use `x` and\n/regrade', 'regrade'],
    ['after a closed HTML comment', '<!-- x -->\n/regrade', 'regrade'],
    ['after a comment over lines', '<!--\nx\n-->\n/regrade', 'regrade'],
    ['after an unclosed backtick and a blank line', 'a ` b\n\n/regrade', 'regrade'],
  ])('takes it: %s', (_name, text, command) => {
    expect(parseCommand(text)).toBe(command);
  });

  it.each([
    ['nothing', ''],
    ['inside a sentence', 'please /regrade this'],
    ['with an argument', '/regrade all'],
    ['indented by one space', ' /regrade'],
    ['indented code', '    /regrade'],
    ['indented by a tab', '\t/regrade'],
    ['a quote', '> /regrade'],
    ['a quote without a space', '>/regrade'],
    ['the lazy end of a quote', '> you can write\n/regrade'],
    ['a nested quote', '>> /regrade'],
    ['inline code', '`/regrade`'],
    ['inline code over lines', 'write `\n/regrade\n` to start'],
    ['a fence', '```\n/regrade\n```'],
    ['a fence with a language', '```yaml\n/regrade\n```'],
    ['a tilde fence', '~~~\n/regrade\n~~~'],
    ['a fence that never closes', '```\n/regrade'],
    ['a longer fence around a shorter one', '````\n```\n/regrade\n````'],
    ['a tilde fence around backticks', '~~~\n```\n~~~ x\n/regrade\n~~~'],
    ['a closing fence with words behind it', '```\n``` yaml\n/regrade\n```'],
    ['a fence in a list', '- ```\n/regrade\n  ```'],
    ['an HTML comment', '<!-- /regrade -->'],
    ['an HTML comment over lines', '<!--\n/regrade\n-->'],
    ['an HTML comment with blank lines', '<!--\n\n/regrade\n\n-->'],
    ['the end of an HTML comment', '<!--\n--> /regrade'],
    ['a list item', '- /regrade'],
    ['bold', '**/regrade**'],
    ['a longer word', '/regraded'],
    ['a path', '/regrade/all'],
    ['full-width letters inside a sentence', 'ここで／ｒｅｇｒａｄｅ'],
    ['two slashes', '//regrade'],
    ['a vertical tab before', '\v/regrade'],
    ['a line separator of Unicode', 'x\u2028/regrade'],
    ['a mention', '@saiten /regrade'],
    ['an unknown command', '/merge'],
    ['16,000 comment openers', '`' + '<!--'.repeat(16_000) + '\n/regrade'],
    ['60,000 backticks', '`'.repeat(60_000) + '\n/regrade'],
    ['what stands behind 65,536 characters', 'x'.repeat(65_536) + '\n/regrade'],
  ])('leaves it: %s', (_name, text) => {
    expect(parseCommand(text)).toBeUndefined();
  });
});
