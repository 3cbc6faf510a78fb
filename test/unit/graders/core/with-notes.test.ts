import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../../graders/contract/finding.ts';
import { Mismatch } from '../../../../graders/core/mismatch.ts';
import { withNotes } from '../../../../graders/core/with-notes.ts';

const finding = (id: string): Finding => ({
  message: { id, text: { en: id, ja: id }, params: {} },
  evidence: [],
});

const [note, reason] = [finding('note'), finding('reason')];

describe('withNotes', () => {
  it('shows notes beside a pass, which stays one', async () => {
    expect(await withNotes([note], async () => undefined)).toEqual({ share: 1, findings: [note] });
  });

  it('keeps a part of the points a part', async () => {
    const credit = { share: 0.5, findings: [reason] };
    expect(await withNotes([note], async () => credit)).toEqual({ share: 0.5, findings: [reason, note] });
  });

  it('puts notes behind the reasons of a failure', async () => {
    const failed = withNotes([note], async () => {
      throw new Mismatch([reason], { final: true });
    });

    await expect(failed).rejects.toMatchObject({ findings: [reason, note], final: true });
  });

  it('lets an error of ours through', async () => {
    const broken = new TypeError('broken');
    await expect(withNotes([note], () => Promise.reject(broken))).rejects.toBe(broken);
  });

  it('says nothing where there is no note', async () => {
    expect(await withNotes([], async () => undefined)).toBeUndefined();
  });
});
