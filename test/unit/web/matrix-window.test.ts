import { describe, expect, it } from 'vitest';
import { placeAfter, scrollTo, windowOf } from '../../../web/source/matrix-window.ts';

const sizes = { row: 30, head: 50, first: 200, total: 80, column: 90 };
const view = { top: 3000, left: 900, width: 1000, height: 650 };
const last = { row: 1000, column: 61 };

describe('the part of the matrix that is drawn', () => {
  const seen = windowOf(view, sizes, { rows: 1000, columns: 60 });

  it('covers what is in sight', () => {
    expect([seen.rows[0], seen.rows.at(-1)]).toEqual([94, 125]);
    expect([seen.columns[0], seen.columns.at(-1)]).toEqual([7, 19]);
  });

  it('stays small however large the course is', () => {
    expect(windowOf(view, sizes, { rows: 100_000, columns: 500 }).rows).toHaveLength(seen.rows.length);
  });

  it('ends where the course ends', () => {
    expect(windowOf({ ...view, top: 0, left: 0 }, sizes, { rows: 2, columns: 1 })).toEqual({
      rows: [0, 1],
      columns: [0],
    });
  });
});

describe('the keys of the grid', () => {
  it.each([
    ['ArrowDown', false, { row: 6, column: 4 }],
    ['ArrowUp', false, { row: 4, column: 4 }],
    ['ArrowLeft', false, { row: 5, column: 3 }],
    ['ArrowRight', false, { row: 5, column: 5 }],
    ['PageDown', false, { row: 25, column: 4 }],
    ['PageUp', false, { row: 0, column: 4 }],
    ['Home', false, { row: 5, column: 0 }],
    ['End', false, { row: 5, column: 61 }],
    ['Home', true, { row: 0, column: 0 }],
    ['End', true, last],
    ['x', false, undefined],
  ])('%s (ctrl %s) leads to %o', (key, ctrl, place) => {
    expect(placeAfter({ key, ctrl }, { row: 5, column: 4 }, last, 20)).toEqual(place);
  });

  it.each([
    ['ArrowUp', { row: 0, column: 0 }],
    ['ArrowLeft', { row: 0, column: 0 }],
  ])('%s stays at the edge', (key, place) => {
    expect(placeAfter({ key, ctrl: false }, { row: 0, column: 0 }, last, 20)).toEqual(place);
  });
});

describe('scrolling to a place', () => {
  it.each([
    ['in sight: not at all', { row: 105, column: 14 }, { top: 3000, left: 900 }],
    ['above', { row: 51, column: 14 }, { top: 1500, left: 900 }],
    ['below, clear of the header', { row: 200, column: 14 }, { top: 5400, left: 900 }],
    ['to the left, clear of the names', { row: 105, column: 3 }, { top: 3000, left: 170 }],
    ['the header: rows stay where they are', { row: 0, column: 14 }, { top: 3000, left: 900 }],
  ])('%s', (_case, place, scrolled) => {
    expect(scrollTo(place, view, sizes)).toEqual(scrolled);
  });
});
