/** At most `most` requests of the kind in any time of this length. */
export interface BudgetWindow {
  milliseconds: number;
  most: number;
  /** Creates are writes too. */
  of: 'writes' | 'creates';
}

/**
 * What one installation (or token) may still send, shared by all who send for it. Each method may be called at the
 * same time by many; the store's version is shared between processes.
 */
export interface RequestBudget {
  /** Takes the right to send one write now: 0. Otherwise takes nothing: the milliseconds after which to ask again. */
  take(budget: string, write: { creates: boolean; windows: readonly BudgetWindow[] }): Promise<number>;
  /** Nothing at all is sent before this time; an earlier time than the one known changes nothing. */
  close(budget: string, until: Date): Promise<void>;
  /** Until when nothing may be sent, if that is known. */
  closedUntil(budget: string): Promise<Date | undefined>;
}
