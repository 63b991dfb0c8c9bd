import type { Diagnostic } from "@flowline/ir";
import { nearestName } from "@flowline/ir";
import { ts } from "ts-morph";
import { diagnose } from "../diagnostics/definition.js";
import { unknownWord } from "../diagnostics/words.js";
import type { LoadedModule } from "./loaded-project.js";
import { WORD_PACKAGES } from "./module-resolver.js";
import { nodeSpan } from "./node-span.js";
import { EXPORTED_WORDS, LINK_WORDS } from "./words.js";

/** Names that a file imports from the language, and that it does not have. Types are the editor's to judge. */
export function checkImports(module: LoadedModule): readonly Diagnostic[] {
  return module.ast.statements.flatMap(statement => {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
    const { importClause: clause } = statement;
    const bindings = clause?.namedBindings;
    if (!WORD_PACKAGES.has(statement.moduleSpecifier.text) || clause?.isTypeOnly || bindings === undefined) return [];
    if (!ts.isNamedImports(bindings)) return [];
    return bindings.elements.flatMap(element => {
      const { text: name } = element.propertyName ?? element.name;
      if (element.isTypeOnly || /^[A-Z]/.test(name) || EXPORTED_WORDS.includes(name)) return [];
      const facts = { name, isLink: LINK_WORDS.includes(name), nearest: nearestName(name, EXPORTED_WORDS) };
      return [diagnose(unknownWord, facts, { span: nodeSpan(module, element.propertyName ?? element.name) })];
    });
  });
}
