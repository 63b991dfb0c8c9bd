// What programs (tests, demos) use of the CLI; everything else is the `flow` command itself.
export {
  type EmbeddedPostgresOptions,
  type EmbeddedServer,
  startEmbeddedPostgres,
} from "./postgres/embedded-server.js";
