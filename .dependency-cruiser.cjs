// Who may import whom: DESIGN.md section 2 in a form that a machine can hold. Type-only imports count.
const allowed = {
  ir: [],
  dsl: ["ir"],
  compiler: ["ir"],
  runtime: ["ir"],
  messages: ["ir"],
  studio: ["ir", "runtime"],
  testing: ["ir", "runtime", "compiler"],
  cli: ["ir", "compiler", "runtime", "messages", "studio", "testing", "flowline"],
  flowline: ["ir", "dsl", "runtime", "messages"],
};
const direction = Object.entries(allowed).map(([name, others]) => ({
  name: `${name}-imports`,
  comment: `packages/${name} may use ${others.length > 0 ? others.join(", ") : "no other package"}`,
  severity: "error",
  from: { path: `^packages/${name}/src` },
  to: { path: "^packages/([^/]+)/", pathNot: `^packages/(${[name, ...others].join("|")})/` },
}));
module.exports = {
  forbidden: [
    ...direction,
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-deep-import",
      comment: "another package is entered by what its package.json exports",
      severity: "error",
      from: { path: "^packages/([^/]+)/src" },
      to: {
        path: "^packages/([^/]+)/src/",
        pathNot: "^packages/($1/|[^/]+/src/(index|hash|client|worker|server/index)[.]ts$)",
      },
    },
    {
      name: "ts-morph-in-compiler",
      severity: "error",
      from: { pathNot: "^packages/compiler/src/[12]-" },
      to: { path: "node_modules/ts-morph/" },
    },
    {
      name: "pg-in-postgres",
      severity: "error",
      from: { path: "^packages/", pathNot: "^packages/(runtime/src/postgres|cli/src/postgres)/" },
      to: { path: "node_modules/(@types/)?pg/" },
    },
    {
      name: "engine-is-pure",
      severity: "error",
      from: { path: "^packages/runtime/src/engine/" },
      to: { path: "^packages/runtime/src/(?!engine/)" },
    },
    {
      name: "web-meets-ir-only",
      severity: "error",
      from: { path: "^packages/studio/src/web/" },
      to: { path: "^packages/(runtime|studio/src/server)/" },
    },
  ],
  options: {
    exclude: { path: "/dist/|/test/|/test-d/|/[.]flow/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["@flowline/source", "types", "import", "default"],
      extensions: [".ts", ".tsx", ".js"],
    },
  },
};
