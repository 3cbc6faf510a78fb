import { describe, expect, it } from 'vitest';
import { complaintOf, findCulprit } from '../../../../../graders/objects/apply/find-culprit.ts';

const MANIFEST = {
  spec: {
    replicas: 2,
    resources: { limits: { cpu: '500m', memory: '1GB' } },
    ports: [{ targetPort: 1.5 }, { targetPort: {} }],
  },
  limits: [{ min: { cpu: '1' }, max: { cpu: '100 Mi' } }],
  roleRef: { kind: 'Roll' },
  data: { good: 'c2VjcmV0', bad: 'correct horse' },
  text: 'gree\u0000ting',
};

describe('findCulprit', () => {
  it.each([
    ["quantities must match the regular expression '^…$'", 'spec.resources.limits.memory'],
    ['error decoding from json: illegal base64 data at input byte 7', 'data.bad'],
    ['json: cannot unmarshal number 1.5 into Go value of type int32', 'spec.ports.0.targetPort'],
    ['Kind=Pod: cannot convert float64 to int64', 'spec.ports.0.targetPort'],
    ['Kind=Service: json: cannot unmarshal object into Go value of type int32', 'spec.ports.1.targetPort'],
    ['unsupported role reference kind: "Roll"', 'roleRef.kind'],
    ['error converting YAML to JSON: yaml: found invalid Unicode character escape code', 'text'],
  ])('finds what is meant by %s', (text, path) => {
    const complaint = complaintOf(text);
    expect(complaint && findCulprit(MANIFEST, complaint)?.path.join('.')).toBe(path);
  });

  it('finds amounts of a LimitRange, and none that are whole maps', () => {
    expect(findCulprit({ spec: { limits: MANIFEST.limits } }, 'quantity')?.path.join('.')).toBe(
      'spec.limits.0.max.cpu',
    );
  });

  it('finds the reference to a role that has no kind', () => {
    expect(findCulprit({ roleRef: { name: 'a' } }, 'role-kind')?.path).toEqual(['roleRef']);
  });

  it('finds nothing where nothing fits, and knows not every complaint', () => {
    expect(findCulprit({ data: { good: 'c2VjcmV0' } }, 'base64')).toBeUndefined();
    expect(complaintOf('the server is away')).toBeUndefined();
  });
});
