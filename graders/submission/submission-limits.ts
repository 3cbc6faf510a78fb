/** What a submission may hold. All of it is checked before anything of it reaches a cluster. */
export const SUBMISSION_LIMITS = {
  files: 100,
  /** Bytes of one file. */
  fileBytes: 256 * 1024,
  /** Bytes of all files together. */
  totalBytes: 1024 * 1024,
  /** Levels of nesting in one YAML document. */
  yamlDepth: 40,
  /** Keys, values and collections in one YAML file, aliases written out. */
  yamlNodes: 20_000,
  /** Tokens of one YAML file that stand for nothing by themselves: line breaks, comments, indicators. */
  yamlTokens: 100_000,
  /** Documents in one YAML file. */
  yamlDocuments: 500,
  /** Objects in all files together, lists written out. */
  objects: 500,
  /** Kustomizations in a submission, and files and folders that one of them reads, each as often as it is read. */
  kustomizations: 20,
  kustomizeInputs: 500,
  /** Bytes of YAML that all kustomizations of a submission render to. */
  renderedBytes: 2 * 1024 * 1024,
  /** Problems that are reported at most; a person reads the first few. */
  problems: 30,
} as const;
