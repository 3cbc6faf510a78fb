import { describe, expect, it } from 'vitest';
import {
  onlyRender,
  withOtherWords,
  withoutMain,
  withoutRender,
  withoutSidecar,
} from '../../../../exercises/02-pod-patterns/trials/app-trials.ts';

const learners = 'learner:1';
const container = (name: string) => ({ name, image: learners, securityContext: { runAsUser: 1000 } });

const spec = {
  initContainers: [
    container('hello'),
    container('render'),
    { ...container('logs'), restartPolicy: 'Always' },
    container('late'),
  ],
  containers: [
    { ...container('main'), volumeMounts: [{ name: 'shared', mountPath: '/config', subPath: 'config' }] },
    container('other'),
  ],
};

/** Names of the containers; those of the grader's in brackets. */
function shape({ initContainers = [], containers }: ReturnType<typeof onlyRender>): string {
  return [...initContainers, ...containers]
    .map(({ name, image }) => (image === learners ? name : `[${name}]`))
    .join(' ');
}

describe('trials of the app', () => {
  it.each([
    ['onlyRender', onlyRender(spec), 'hello render [main]'],
    ['withoutRender', withoutRender(spec), 'hello [render] logs late [main] other'],
    ['withoutMain', withoutMain(spec), 'hello render logs late [main] other'],
    ['withoutSidecar', withoutSidecar(spec), 'hello render [logs] late main other'],
    ['withOtherWords', withOtherWords(spec, ['A=b']), 'hello render [saiten-words] logs late main other'],
  ])('%s exchanges what it must and nothing else', (_, changed, expected) => {
    expect(shape(changed)).toBe(expected);
  });

  it('keeps a sidecar of the grader a sidecar', () => {
    expect(withoutSidecar(spec).initContainers?.[2]).toMatchObject({ restartPolicy: 'Always' });
  });

  it('shows an idle main the volume of the file and no other', () => {
    expect(withoutMain(spec).containers[0]?.volumeMounts).toEqual([
      { name: 'shared', mountPath: '/config', subPath: 'config', readOnly: false },
    ]);
  });

  it('writes the other words as the user of render', () => {
    const writer = withOtherWords(spec, ['TOKEN=a', 'GREETING=b']).initContainers?.[2];
    expect(writer).toMatchObject({ securityContext: { runAsUser: 1000 } });
    expect(writer?.command?.slice(-3)).toEqual(['/config/app.conf', 'TOKEN=a', 'GREETING=b']);
  });
});
