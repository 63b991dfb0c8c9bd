// A journey is written before anybody knows the project that will use it: while this package is compiled, any event is
// one, about somebody of whom nothing is known. Nothing of this file is shipped.
import type {} from "flowline";

interface AnyRow {
  readonly [Field: string]: unknown;
}

interface AnyEvent {
  readonly payload: AnyRow;
  readonly keys: string;
  readonly subject: "subject";
}

declare module "flowline" {
  interface Register {
    readonly project: {
      readonly types?: {
        readonly subjects: { readonly subject: AnyRow };
        readonly events: { readonly [Name: string]: AnyEvent };
        readonly services: unknown;
      };
    };
  }
}
