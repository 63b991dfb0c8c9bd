import type { Editability } from "@flowline/ir";
import type { Site, SiteArgument } from "../2-read/reading.js";
import type { FlowScope } from "./flow-scope.js";

/** What a canvas may do with a link: change it in place only where all of it is written there, once, in the flow's file. */
export function editabilityOf(
  link: { readonly site: number | null },
  scope: FlowScope,
  forms: readonly (readonly [what: string, form: SiteArgument["form"]])[],
): Editability {
  const site = scope.lowering.siteOf(link);
  const reason = lockReason(site, scope, forms) ?? repeatReason(link, scope);
  return reason === null ? { kind: "literal" } : { kind: "locked", reason };
}

function lockReason(
  site: Site | null,
  scope: FlowScope,
  forms: readonly (readonly [what: string, form: SiteArgument["form"]])[],
): string | null {
  if (site === null) return "its place in the source is not known";
  if (site.file !== scope.file) return `it is written in ${site.file}`;
  for (const [index, [what, form]] of forms.entries()) {
    const argument = site.args[index];
    if (argument !== undefined && argument.form !== form) return `${what} is computed`;
  }
  return null;
}

function repeatReason({ site }: { readonly site: number | null }, { uses }: FlowScope): string | null {
  const count = uses.get(site ?? -1) ?? 0;
  return count > 1 ? `one call makes ${count} links of this flow` : null;
}
