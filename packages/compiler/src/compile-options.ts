import type { MessageCatalog } from "@flowline/ir";

/** What to compile. */
export interface CompileOptions {
  /** The folder that holds `flow.config.ts`. */
  readonly projectDir: string;
  /** Reads the project's messages; gets their folder relative to the project's. */
  readonly messages: (folder: string) => Promise<MessageCatalog>;
  /** How long the project's modules may run, in milliseconds. Default: 10,000. */
  readonly limitMs?: number;
}
