/**
 * Why a result counts for nobody: staff graded something for themselves; every commit that changed the exercise is by a bot,
 * by staff or by somebody else of the course; or what it began from is work that somebody else had handed in.
 */
export type Uncredited = 'staff' | 'others-commits' | 'others-work';
