import { describe, expect, it } from 'vitest';
import { ownedFields } from '../../../../../graders/objects/ownership/owned-fields.ts';

const applied = (manager: string, fieldsV1: object) => ({ manager, operation: 'Apply', fieldsV1 });

describe('ownedFields', () => {
  it('lists the ends of the tree, without list keys and what lies on the way', () => {
    const managedFields = [
      applied('base', {
        'f:metadata': { 'f:labels': { '.': {}, 'f:app': {}, 'f:example.com/team': {} } },
        'f:spec': {
          'f:replicas': {},
          'f:containers': {
            'k:{"name":"web"}': {
              '.': {},
              'f:name': {},
              'f:image': {},
              'f:env': { 'k:{"name":"A"}': { '.': {}, 'f:name': {}, 'f:value': {} } },
              'f:ports': {
                'k:{"containerPort":80,"protocol":"TCP"}': {
                  '.': {},
                  'f:containerPort': {},
                  'f:hostPort': {},
                },
              },
            },
          },
        },
      }),
    ];

    expect(ownedFields(managedFields, 'base')).toEqual([
      '.metadata.labels.app',
      '.metadata.labels["example.com/team"]',
      '.spec.containers[name="web"].env[name="A"].value',
      '.spec.containers[name="web"].image',
      '.spec.containers[name="web"].ports[containerPort=80,protocol="TCP"].hostPort',
      '.spec.replicas',
    ]);
  });

  it('does not take a field for a list key just because of its name', () => {
    const fields = { 'f:spec': { 'k:{"name":"a"}': { 'f:inner': { 'f:name': {} } } } };
    expect(ownedFields([applied('base', fields)], 'base')).toEqual(['.spec[name="a"].inner.name']);
  });

  it('keeps the members of a set apart', () => {
    const fields = { 'f:metadata': { 'f:finalizers': { 'v:"a/b"': {}, 'v:"c/d"': {} } } };
    expect(ownedFields([applied('base', fields)], 'base')).toHaveLength(2);
  });

  it.each([
    ['of another manager', [applied('other', { 'f:spec': { 'f:replicas': {} } })]],
    ['of an update', [{ ...applied('base', { 'f:spec': { 'f:replicas': {} } }), operation: 'Update' }]],
    ['that only name the object', [applied('base', {})]],
    ['that are not there', undefined],
  ])('leaves out fields %s', (_, managedFields) => {
    expect(ownedFields(managedFields, 'base')).toEqual([]);
  });
});
