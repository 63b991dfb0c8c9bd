// Source to IR. `compile` is the whole of it; the rest writes, compares and prints what it gives.

export { findProject } from "./1-load/find-project.js";
export { checkIr } from "./6-emit/check-ir.js";
export type { CompiledFlow, CompiledProject, CompileResult } from "./6-emit/compiled.js";
export type { OrphanedProject } from "./6-emit/orphan-findings.js";
export { orphanFindings } from "./6-emit/orphan-findings.js";
export type { WrittenFile } from "./6-emit/write-ir.js";
export { writeIr } from "./6-emit/write-ir.js";
export type { BuildPackageOptions, BuildPackageResult } from "./build-package/build-package.js";
export { buildJourneyPackage } from "./build-package/build-package.js";
export { compile } from "./compile.js";
export type { CompileOptions } from "./compile-options.js";
export type { Compiler, CompilerOptions } from "./create-compiler.js";
export { createCompiler } from "./create-compiler.js";
export type { Spelling } from "./diagnostics/definition.js";
export type { DiagnosticPage } from "./diagnostics/definitions.js";
export { diagnosticPages } from "./diagnostics/definitions.js";
export { toSvg } from "./draw/to-svg.js";
export type { DiagnosticFormat, FormatOptions } from "./report/format-diagnostics.js";
export { formatDiagnostics } from "./report/format-diagnostics.js";
