import { applyObjects } from '../../graders/objects/apply/apply-objects.ts';
import { leftOutNotes } from '../../graders/objects/apply/left-out-notes.ts';
import { onlySubjects } from '../../graders/objects/apply/only-subjects.ts';
import type { GraderContext } from '../../graders/core/grader-context.ts';
import { Mismatch } from '../../graders/core/mismatch.ts';

const SUBJECTS = [
  { kind: 'Deployment', name: 'app' },
  { kind: 'Job', name: 'report' },
];

type Objects = ReturnType<GraderContext['submission']['objects']>;

/**
 * Applies Deployment `app` and what it may need. What the API server refuses of the other objects costs the check that is
 * about them, and is tried there once more.
 */
export async function applyApp(context: GraderContext): Promise<void> {
  const objects = selected(context);
  const others = objects.filter((object) => isService(object) || (inJobFile(object) && !isWorkload(object)));

  await applyObjects(context, others).catch((error: unknown) => {
    if (!(error instanceof Mismatch)) throw error;
  });

  await applyObjects(
    context,
    objects.filter((object) => !others.includes(object) && object.value.kind !== 'Job'),
  );
}

/** Applies the Services; a Mismatch where the API server refuses one. */
export async function applyServices(context: GraderContext): Promise<void> {
  await applyObjects(context, selected(context).filter(isService));
}

/** Applies Job `report` and what stands beside it. */
export async function applyJob(context: GraderContext): Promise<void> {
  const objects = selected(context).filter(
    (object) =>
      object.value.kind === 'Job' || (inJobFile(object) && !isWorkload(object) && !isService(object)),
  );

  await applyObjects(context, objects);
}

/** Tells the learner which workloads were not started. */
export function notStarted(context: GraderContext): ReturnType<typeof leftOutNotes> {
  return leftOutNotes(context, parted(context).leftOut);
}

function selected(context: GraderContext): Objects {
  return parted(context).selected;
}

function parted({ submission }: GraderContext): ReturnType<typeof onlySubjects> {
  return onlySubjects([...submission.objects('app.yaml'), ...submission.objects('job.yaml')], SUBJECTS);
}

const isService = ({ value }: Objects[number]): boolean => value.kind === 'Service';
const isWorkload = ({ value }: Objects[number]): boolean => SUBJECTS.some(({ kind }) => kind === value.kind);
const inJobFile = (object: Objects[number]): boolean => object.file === 'job.yaml';
