import { ts } from "ts-morph";
import type { LoadedModule } from "../1-load/loaded-project.js";
import { nodeSpan } from "../1-load/node-span.js";
import { unwrap } from "../1-load/unwrap.js";
import type { SiteArgument } from "./reading.js";

/** The place of an argument, what it is written as, and the places of its parts. */
export function describeArgument(argument: ts.Expression, module: LoadedModule): SiteArgument {
  const span = nodeSpan(module, argument);
  const inner = unwrap(argument);
  if (isLiteral(inner)) return { span, form: "literal", members: NONE };
  if (ts.isArrowFunction(inner) || ts.isFunctionExpression(inner)) return { span, form: "lambda", members: NONE };
  if (ts.isObjectLiteralExpression(inner)) {
    return {
      span,
      form: "object",
      members: new Map(inner.properties.flatMap(property => membersOf(property, module))),
    };
  }
  if (!ts.isArrayLiteralExpression(inner) || inner.elements.some(ts.isSpreadElement)) {
    return { span, form: "computed", members: NONE };
  }
  const elements = inner.elements.map((element, index) => [String(index), describeArgument(element, module)] as const);
  return { span, form: "list", members: new Map(elements) };
}

const NONE: SiteArgument["members"] = new Map();

function isLiteral(node: ts.Expression): boolean {
  if (ts.isPrefixUnaryExpression(node)) {
    return node.operator === ts.SyntaxKind.MinusToken && ts.isNumericLiteral(node.operand);
  }
  return ts.isStringLiteralLike(node) || ts.isNumericLiteral(node) || KEYWORDS.has(node.kind);
}

const KEYWORDS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.TrueKeyword,
  ts.SyntaxKind.FalseKeyword,
  ts.SyntaxKind.NullKeyword,
]);

function membersOf(
  property: ts.ObjectLiteralElementLike,
  module: LoadedModule,
): readonly (readonly [string, SiteArgument])[] {
  const { name } = property;
  if (name === undefined || !(ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name))) {
    return [];
  }
  const nameSpan = nodeSpan(module, name);
  if (ts.isPropertyAssignment(property)) {
    return [[name.text, { ...describeArgument(property.initializer, module), nameSpan }]];
  }
  const span = nodeSpan(module, property);
  const form = ts.isMethodDeclaration(property) ? "lambda" : "computed";
  return [[name.text, { span, nameSpan, form, members: NONE }]];
}
