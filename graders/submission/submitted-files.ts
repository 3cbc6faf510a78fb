import type { SourcePosition } from '../contract/finding.ts';

/** One YAML document of a submission with the places of its nodes. */
export interface SubmittedDocument {
  file: string;
  /** The plain value: aliases, merge keys and duplicate keys were refused before. */
  value: unknown;
  /** Line of the node at `path`, or of the nearest ancestor that exists. */
  positionOf(path: readonly (string | number)[]): SourcePosition;
}

/** A Kubernetes object in a submission. */
export interface SubmittedObject extends SubmittedDocument {
  value: KubernetesManifest;
}

export interface KubernetesManifest {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  [field: string]: unknown;
}

/** The accepted files of a submission, already inside their limits. */
export interface SubmittedFiles {
  /** Paths relative to the exercise folder, sorted. */
  paths: readonly string[];
  /** The documents of one file, in order; empty when the file is not there. */
  documents(path: string): readonly SubmittedDocument[];
  /**
   * The Kubernetes objects of a file (`app.yaml`) or of all files below a folder (`v1/`), Kustomize already
   * rendered. Positions of a rendered object lead to the file that defines it where it can be told, else to
   * the kustomization.yaml.
   */
  objects(path: string): readonly SubmittedObject[];
}
