/** What a submission may hold. All of it is checked before anything is downloaded or parsed. */
export const SUBMISSION_LIMITS = {
  files: 100,
  /** Bytes of one file. */
  fileBytes: 256 * 1024,
  /** Bytes of all files together. */
  totalBytes: 1024 * 1024,
  /** Levels of nesting in one YAML document. */
  yamlDepth: 40,
  /** Keys, values and collections in one YAML file. */
  yamlNodes: 20_000,
  /** Problems that are reported at most; a person reads the first few. */
  problems: 30,
} as const;
