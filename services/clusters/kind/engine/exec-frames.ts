/** Which of a program's outputs a frame carries, and what. */
export type ExecFrame = readonly ['stdout' | 'stderr', Buffer];

const HEADER = 8;
const STDERR = 2;

/**
 * Takes the engine's stream of two outputs apart (https://docs.docker.com/reference/api/engine/version/v1.47/#tag/Container/operation/ContainerAttach,
 * "Stream format"). What it returns takes the next bytes and gives the frames that they complete.
 */
export function execFrames(): (part: Buffer) => ExecFrame[] {
  let rest: Buffer = Buffer.alloc(0);

  return (part) => {
    rest = rest.length === 0 ? part : Buffer.concat([rest, part]);
    const frames: ExecFrame[] = [];

    while (rest.length >= HEADER) {
      const end = HEADER + rest.readUInt32BE(4);
      if (rest.length < end) break;
      frames.push([rest[0] === STDERR ? 'stderr' : 'stdout', rest.subarray(HEADER, end)]);
      rest = rest.subarray(end);
    }

    return frames;
  };
}
