/** One thing that is wrong with the settings: which one, what was found, what is expected. */
export interface SettingProblem {
  variable: string;
  found: string;
  expected: string;
}
