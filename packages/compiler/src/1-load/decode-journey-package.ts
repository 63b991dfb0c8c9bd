import { dirname, join, relative, sep } from "node:path";
import type { LambdaSource, Site, SiteArgument } from "../2-read/reading.js";
import type { JourneyPackage, JourneySidecar } from "./journey-package.js";

/** Where a sidecar lies, and the project that reads it. */
export interface SidecarPlace {
  readonly sidecar: string;
  /** The module that it belongs to. */
  readonly path: string;
  readonly projectDir: string;
}

/** How maps are written, which JSON does not know. */
type Written<Type> =
  Type extends ReadonlyMap<infer Key, infer Value>
    ? readonly (readonly [Key, Written<Value>])[]
    : Type extends readonly (infer Item)[]
      ? readonly Written<Item>[]
      : Type extends object
        ? { readonly [Key in keyof Type]: Written<Type[Key]> }
        : Type;

/** A site as a sidecar holds it. */
type WrittenSite = Written<Site>;

/**
 * The sidecar of a package's module, its places moved to where the package lies for the project. Null where it is not
 * one of ours, or of another format: the module is then a module like any other. It was made by `flow build`, so its
 * inner form is trusted.
 */
export function decodeJourneyPackage(text: string, { sidecar, path, projectDir }: SidecarPlace): JourneyPackage | null {
  const head = parse(text);
  if (head?.format !== 1) return null;
  const folder = dirname(sidecar);
  const prefix = relative(projectDir, join(folder, head.root)).split(sep).join("/");
  const moved = JSON.parse(text, (key, value) =>
    key === "file" && typeof value === "string" ? `${prefix}/${value}` : value,
  ) as Omit<JourneySidecar, "sites"> & { readonly sites: readonly (readonly [string, WrittenSite])[] };
  const sites = moved.sites.map(([number, site]): readonly [string, Site] => [number, reviveSite(site)]);
  const lambdas: readonly (readonly [string | number, LambdaSource])[] = moved.lambdas;
  return Object.freeze({ sidecar: { ...moved, sites, lambdas }, path, program: join(folder, moved.program) });
}

function parse(text: string): (Partial<JourneySidecar> & { readonly root: string }) | null {
  try {
    const value = JSON.parse(text) as Partial<JourneySidecar> | null;
    return value !== null && typeof value === "object" && typeof value.root === "string"
      ? { ...value, root: value.root }
      : null;
  } catch {
    return null;
  }
}

function reviveSite(site: WrittenSite): Site {
  return { ...site, args: site.args.map(reviveArgument) };
}

function reviveArgument(argument: Written<SiteArgument>): SiteArgument {
  const members = argument.members.map(([name, member]): readonly [string, SiteArgument] => {
    return [name, reviveArgument(member)];
  });
  return { ...argument, members: new Map(members) };
}
