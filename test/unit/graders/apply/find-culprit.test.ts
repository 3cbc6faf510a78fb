import { describe, expect, it } from 'vitest';
import { complaintOf, findCulprit } from '../../../../graders/apply/find-culprit.ts';

const MANIFEST = {
  spec: { replicas: 2, resources: { limits: { cpu: '500m', memory: '1GB' } }, ports: [{ targetPort: 1.5 }] },
  data: { good: 'c2VjcmV0', bad: 'correct horse' },
  text: 'gree\u0000ting',
};

describe('findCulprit', () => {
  it.each([
    ["quantities must match the regular expression '^…$'", 'spec.resources.limits.memory'],
    ['error decoding from json: illegal base64 data at input byte 7', 'data.bad'],
    ['json: cannot unmarshal number 1.5 into Go value of type int32', 'spec.ports.0.targetPort'],
    ['error converting YAML to JSON: yaml: found invalid Unicode character escape code', 'text'],
  ])('finds what is meant by %s', (text, path) => {
    const complaint = complaintOf(text);
    expect(complaint && findCulprit(MANIFEST, complaint)?.path.join('.')).toBe(path);
  });

  it('finds nothing where nothing fits, and knows not every complaint', () => {
    expect(findCulprit({ data: { good: 'c2VjcmV0' } }, 'base64')).toBeUndefined();
    expect(complaintOf('the server is away')).toBeUndefined();
  });
});
