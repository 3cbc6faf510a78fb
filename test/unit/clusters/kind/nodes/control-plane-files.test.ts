import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { controlPlaneFiles } from '../../../../../services/clusters/kind/nodes/control-plane-files.ts';

const key = new Uint8Array(32).fill(7);

describe('controlPlaneFiles', () => {
  it('gives every profile the admission configuration and nothing it did not ask for', () => {
    expect([...controlPlaneFiles([], new Map(), key).keys()]).toEqual(['admission.yaml']);
  });

  it("encrypts with the cluster's own key", () => {
    const text = controlPlaneFiles(['encryption'], new Map(), key).get('encryption.yaml') ?? '';
    const secret = Buffer.from(key).toString('base64');

    expect(parse(text)).toMatchObject({
      resources: [{ providers: [{ secretbox: { keys: [{ secret }] } }, { identity: {} }] }],
    });
  });

  it('lets given files stand in for its own, by name', () => {
    const given = new Map([
      ['audit.yaml', 'mine'],
      ['admission.yaml', 'mine too'],
      ['other.yaml', 'x'],
    ]);

    expect([...controlPlaneFiles(['audit'], given, key)]).toEqual([
      ['admission.yaml', 'mine too'],
      ['audit.yaml', 'mine'],
    ]);
  });
});
