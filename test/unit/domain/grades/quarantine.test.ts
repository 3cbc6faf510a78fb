import { describe, expect, it } from 'vitest';
import { quarantinedChecks } from '../../../../services/domain/grades/quarantine.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 12, minute));

const lifted = (minute: number, sparesEarlier: boolean) => ({
  checkId: 'traffic',
  lift: { at: at(minute), by: 'sensei', reason: 'mended', sparesEarlier },
});

describe('quarantinedChecks', () => {
  it.each<[string, Parameters<typeof quarantinedChecks>[0], string[]]>([
    ['nothing without a quarantine', [], []],
    ['an open one, whenever the run was', [{ checkId: 'traffic' }], ['traffic']],
    ['a run from before the lift goes on being spared', [lifted(31, true)], ['traffic']],
    ['a run of the moment of the lift is not', [lifted(30, true)], []],
    ['nor is any when the quarantine was a mistake', [lifted(31, false)], []],
    ['an open one after a lifted one', [lifted(29, true), { checkId: 'traffic' }], ['traffic']],
    ['each check for itself', [{ checkId: 'a' }, lifted(1, true), { checkId: 'b' }], ['a', 'b']],
  ])('%s', (_name, quarantines, expected) => {
    expect([...quarantinedChecks(quarantines, at(30))]).toEqual(expected);
  });
});
