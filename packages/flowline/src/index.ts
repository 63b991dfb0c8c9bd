// A star, and the only one in the repository: `declare module "flowline" { interface Register ... }` reaches the
// interface through a star alone; TypeScript refuses to augment a name that is exported one by one.
export * from "@flowline/dsl";
