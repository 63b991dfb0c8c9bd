// What the child process and its parent say to each other.

/** What the child is to build: each unit as two copies of its bundle, so that each build is a fresh evaluation. */
export interface BuildPlan {
  readonly units: readonly { readonly id: string; readonly entries: readonly [string, string] }[];
}

/** One line on the private channel. `begin` is said before the unit runs, so that a hang can be told. */
export type ChildMessage =
  | { readonly say: "begin"; readonly id: string }
  | { readonly say: "built"; readonly id: string; readonly builds: readonly BuildResult[] }
  | { readonly say: "done" };

/** What came of one build: what each export of the entry is, by name. */
export type BuildResult =
  | { readonly type: "built"; readonly exports: Readonly<Record<string, ExportResult>> }
  | { readonly type: "threw"; readonly error: ThrownError };

/** What an export turned out to be. A draft is checked by the parent. */
export type ExportResult =
  | { readonly type: "draft"; readonly draft: unknown }
  | { readonly type: "foreign"; readonly found: string };

/** Something that the author's code threw. */
export interface ThrownError {
  readonly message: string;
  readonly stack: string;
}
