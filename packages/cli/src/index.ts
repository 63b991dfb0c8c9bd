// What programs (tests, demos) use of the CLI; everything else is the `flow` command itself.
export type { CaughtMail } from "./mail-catcher/caught-mail.js";
export { type MailCatcher, type MailCatcherOptions, startMailCatcher } from "./mail-catcher/mail-catcher.js";
export { MailCatcherError } from "./mail-catcher/mail-catcher-error.js";
export {
  type EmbeddedPostgresOptions,
  type EmbeddedServer,
  startEmbeddedPostgres,
} from "./postgres/embedded-server.js";
