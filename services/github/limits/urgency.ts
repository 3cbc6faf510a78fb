/**
 * How soon GitHub should hear of something, the most urgent first: a result that somebody waits for, the words around
 * it (comment, reaction), and how far the work is.
 */
export const URGENCIES = ['verdict', 'answer', 'progress'] as const;
export type Urgency = (typeof URGENCIES)[number];
