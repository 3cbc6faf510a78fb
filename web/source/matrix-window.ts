/** Sizes of the matrix in pixels. */
export interface MatrixSizes {
  row: number;
  head: number;
  first: number;
  total: number;
  column: number;
}

/** The part of the matrix that is in sight. */
export interface Viewport {
  top: number;
  left: number;
  width: number;
  height: number;
}

/** Which rows and columns to draw: what is in sight and a few around, so that a quick scroll shows no gaps. */
export function windowOf(
  { top, left, width, height }: Viewport,
  sizes: MatrixSizes,
  { rows, columns }: { rows: number; columns: number },
) {
  const around = { rows: 6, columns: 2 };
  const firstRow = Math.floor(top / sizes.row) - around.rows;
  const lastRow = Math.ceil((top + height - sizes.head) / sizes.row) + around.rows;
  const firstColumn = Math.floor((left - sizes.total) / sizes.column) - around.columns;
  const lastColumn = Math.ceil((left + width - sizes.first - sizes.total) / sizes.column) + around.columns;
  return {
    rows: range(firstRow, lastRow, rows),
    columns: range(firstColumn, lastColumn, columns),
  };
}

/** The numbers from one to the other, both counted from 0, that exist. */
function range(from: number, to: number, count: number): number[] {
  const first = Math.max(0, from);
  const last = Math.min(count, to);
  return Array.from({ length: Math.max(0, last - first) }, (_unused, at) => first + at);
}

/** A place in the grid; row 0 is the header, column 0 the learner, column 1 the total. */
export interface Place {
  row: number;
  column: number;
}

/**
 * Where a key leads in a grid (https://www.w3.org/WAI/ARIA/apg/patterns/grid/), or nothing when it is no such key.
 *
 * @param last the place at the bottom right
 * @param page rows to a page
 */
export function placeAfter(
  { key, ctrl }: { key: string; ctrl: boolean },
  { row, column }: Place,
  last: Place,
  page: number,
): Place | undefined {
  switch (key) {
    case 'ArrowUp':
      return { row: Math.max(0, row - 1), column };
    case 'ArrowDown':
      return { row: Math.min(last.row, row + 1), column };
    case 'ArrowLeft':
      return { row, column: Math.max(0, column - 1) };
    case 'ArrowRight':
      return { row, column: Math.min(last.column, column + 1) };
    case 'PageUp':
      return { row: Math.max(0, row - page), column };
    case 'PageDown':
      return { row: Math.min(last.row, row + page), column };
    case 'Home':
      return ctrl ? { row: 0, column: 0 } : { row, column: 0 };
    case 'End':
      return ctrl ? last : { row, column: last.column };
    default:
      return undefined;
  }
}

/** Where to scroll so that a place is in sight, clear of what sticks to the edges. */
export function scrollTo(place: Place, view: Viewport, sizes: MatrixSizes): { top: number; left: number } {
  return {
    top:
      place.row === 0
        ? view.top
        : within(view.top, (place.row - 1) * sizes.row, sizes.row, view.height - sizes.head),
    left:
      place.column === 0
        ? view.left
        : place.column === 1
          ? within(view.left, 0, sizes.total, view.width - sizes.first)
          : within(
              view.left,
              sizes.total + (place.column - 2) * sizes.column,
              sizes.column,
              view.width - sizes.first,
            ),
  };
}

function within(scroll: number, start: number, size: number, room: number): number {
  if (start < scroll) return start;
  return start + size > scroll + room ? start + size - room : scroll;
}
