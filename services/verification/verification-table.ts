import type { VerificationRecord } from './verification-record.ts';

/** A verification as a text table: one line per fixture, the differences beneath, the kill score last. */
export function verificationTable({ slug, fixtures, killScore, cheats, ok }: VerificationRecord): string {
  const rows = fixtures.map(({ name, score, differences, durationMs }) => [
    differences.length === 0 ? 'ok' : 'NO',
    name,
    String(score),
    `${(durationMs / 1000).toFixed(1)} s`,
  ]);

  const header = ['', 'fixture', 'points', 'time'];

  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );

  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();

  const body = fixtures.flatMap(({ differences }, i) => [
    line(rows[i] ?? []),
    ...differences.map((difference) => `      ${difference}`),
  ]);

  const kill =
    killScore.mistakes === 0
      ? 'no mistakes to catch'
      : `kill score ${Math.round((100 * killScore.caught) / killScore.mistakes)} % (${killScore.caught} of ${killScore.mistakes})`;

  const cheated = cheats.all === 0 ? [] : [`cheats caught: ${cheats.caught} of ${cheats.all}`];
  const title = `${slug}: ${ok ? 'as expected' : 'NOT as expected'}`;
  return [title, line(header), ...body, kill, ...cheated].join('\n');
}
