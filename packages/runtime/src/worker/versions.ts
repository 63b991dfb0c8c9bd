import { decodeFlow } from "@flowline/ir";
import { loadProgram, type Program } from "../engine/program.js";
import { DatabaseUnreachableError, FlowVersionError } from "../errors.js";
import type { Database } from "../postgres/database.js";
import { getRunnable } from "../postgres/get-runnable.js";
import { findVersion, type VersionRow } from "../postgres/sql/find-version.js";
import { inspectSource, type SubjectReader } from "../postgres/subject-reader.js";

/** A deployed version, ready to run. */
export interface LiveVersion {
  readonly versionId: number;
  readonly flowId: number;
  readonly program: Program;
  /** The route of each node, by node number. */
  readonly routes: readonly number[];
  /** Reads subjects of this version from the application's table. */
  readonly subjects: () => Promise<SubjectReader>;
  /** Have the table looked at again before the next reading: it may have another key type now. */
  readonly distrustSource: () => void;
}

/** Loads versions as cursors ask for them. A version never changes, so one that has been loaded stays. */
export class Versions {
  readonly #database: Database;
  readonly #loaded = new Map<number, LiveVersion>();

  constructor(database: Database) {
    this.#database = database;
  }

  async get(versionId: number): Promise<LiveVersion> {
    const known = this.#loaded.get(versionId);
    if (known !== undefined) {
      return known;
    }
    const [row] = await this.#database.query<VersionRow>(findVersion(this.#database.schema, versionId));
    if (row === undefined) {
      throw new FlowVersionError(
        `version ${versionId} is not in the database any more`,
        "Restore the table flow_versions from a backup: runs of that version cannot go on without it.",
      );
    }
    const version = this.#prepare(row);
    this.#loaded.set(versionId, version);
    return version;
  }

  /** The version, or why it cannot be read: an IR of a newer engine, say. Throws when the database cannot be reached. */
  async find(versionId: number): Promise<LiveVersion | Error> {
    try {
      return await this.get(versionId);
    } catch (error) {
      if (error instanceof DatabaseUnreachableError || !(error instanceof Error)) {
        throw error;
      }
      return error;
    }
  }

  #prepare(row: VersionRow): LiveVersion {
    const program = loadProgram(getRunnable(decodeFlow(row.ir)));
    let reader: SubjectReader | undefined;
    return Object.freeze({
      versionId: row.version_id,
      flowId: row.flow_id,
      program,
      routes: row.routes,
      // Asked for at each use until it succeeds: the table may be created, or repaired, after the worker has started.
      subjects: async () => {
        reader ??= await inspectSource(this.#database, program.flow.subject);
        return reader;
      },
      distrustSource: () => {
        reader = undefined;
      },
    });
  }
}
