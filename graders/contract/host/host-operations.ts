import type Type from 'typebox';
import { EndContainer } from './end-container.ts';
import { ObserveContainer } from './observe-container.ts';
import { ReadLog } from './read-log.ts';
import { ReadVolumeFile } from './read-volume-file.ts';

/**
 * All that a grading process can have done for it outside its cluster's API, with the schemas of what it asks and of what it
 * is told.
 */
export const HOST_OPERATIONS = {
  'observe-container': ObserveContainer,
  'read-volume-file': ReadVolumeFile,
  'read-log': ReadLog,
  'end-container': EndContainer,
} satisfies Record<string, { request: Type.TSchema; answer: Type.TSchema }>;

export type HostOperation = keyof typeof HOST_OPERATIONS;
export type HostRequest<Name extends HostOperation> = Type.Static<(typeof HOST_OPERATIONS)[Name]['request']>;
export type HostAnswer<Name extends HostOperation> = Type.Static<(typeof HOST_OPERATIONS)[Name]['answer']>;
