import type { Logger } from '../../../observability/logger.ts';
import { Failure } from '../../../domain/failure.ts';
import type { EngineSocket } from '../engine/engine-socket.ts';
import type { Kind } from '../kind.ts';
import { isAlike, recordKind, type KindRecording } from './kind-recording.ts';
import { startRecorded, type StartRecordedOptions } from './start-recorded.ts';

export interface RecordedKindOptions extends Omit<StartRecordedOptions, 'socket'> {
  kind: Kind;
  /** Undefined for an engine that is reached in another way: kind makes all its clusters. */
  engineSocket(): Promise<EngineSocket | undefined>;
  logger: Pick<Logger, 'info'>;
}

export interface RecordedKind extends Kind {
  /** kind makes the next cluster again. */
  forget(): void;
}

/**
 * Has kind make the first cluster; those that differ from it in nothing but what is each cluster's own are started in the
 * same way without kind. Whatever goes wrong with one of them, kind makes the next.
 */
export function recordedKind(options: RecordedKindOptions): RecordedKind {
  const { kind, docker, logger } = options;
  let recording: KindRecording | undefined;

  const forget = () => {
    recording = undefined;
  };

  return {
    version: (signal) => kind.version(signal),
    forget,
    async createCluster(creation) {
      const socket = creation.own === undefined ? undefined : await options.engineSocket();
      if (socket === undefined) return kind.createCluster(creation);

      if (recording !== undefined && isAlike(recording, creation)) {
        try {
          return await startRecorded(recording, creation, { ...options, socket });
        } catch (error) {
          if (!creation.signal.aborted) forget();
          throw asRecorded(error);
        }
      }

      await kind.createCluster(creation);

      try {
        recording = await recordKind(creation, { socket, docker });
      } catch (error) {
        creation.signal.throwIfAborted();

        logger.info(
          { cluster: creation.name, error },
          'kind makes the next cluster, too: this one says not how',
        );
      }
    },
  };
}

/** Tells it from a cluster that kind itself could not make. */
function asRecorded(error: unknown): unknown {
  if (!(error instanceof Failure)) return error;
  const { fault, code, message, facts, cause } = error;
  return new Failure(fault, code, message, { facts: { ...facts, recorded: true }, cause });
}
