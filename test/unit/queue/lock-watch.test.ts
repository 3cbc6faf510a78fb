import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLockWatch } from '../../../services/queue/lock-watch.ts';

describe('createLockWatch', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('aborts when the server says that the lock is lost', () => {
    const locks = createLockWatch(1000);
    const [lost, kept] = [locks.hold('1'), locks.hold('2')];
    locks.lost(['1']);
    expect([lost.signal.aborted, kept.signal.aborted]).toEqual([true, false]);
  });

  it('aborts when nobody renewed the lock for its whole length', () => {
    const locks = createLockWatch(1000);
    const lock = locks.hold('1');
    vi.advanceTimersByTime(999);
    expect(lock.signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(lock.signal.aborted).toBe(true);
  });

  it('starts to count again at each renewal', () => {
    const locks = createLockWatch(1000);
    const lock = locks.hold('1');
    vi.advanceTimersByTime(900);
    locks.renewed(['1']);
    vi.advanceTimersByTime(900);
    expect(lock.signal.aborted).toBe(false);
  });

  it('aborts the earlier holder when the same job comes back, and not the new one', () => {
    const locks = createLockWatch(1000);
    const earlier = locks.hold('1');
    const later = locks.hold('1');
    earlier.end();
    expect([earlier.signal.aborted, later.signal.aborted]).toEqual([true, false]);
  });

  it('leaves a job alone that ended', () => {
    const locks = createLockWatch(1000);
    const lock = locks.hold('1');
    lock.end();
    vi.advanceTimersByTime(2000);
    locks.abortAll(new Error('closing'));
    expect(lock.signal.aborted).toBe(false);
  });
});
