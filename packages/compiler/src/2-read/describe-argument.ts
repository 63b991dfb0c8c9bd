import { ts } from "ts-morph";
import type { SourceText } from "../1-load/source-text.js";
import { spanAt } from "../1-load/source-text.js";
import { unwrap } from "../1-load/unwrap.js";
import type { SiteArgument } from "./reading.js";

/** The place of an argument, what it is written as, and the places of its parts. */
export function describeArgument(argument: ts.Expression, source: SourceText): SiteArgument {
  const span = spanAt(source, argument.getStart(), argument.getEnd());
  const inner = unwrap(argument);
  if (isLiteral(inner)) return { span, form: "literal", members: NONE };
  if (ts.isArrowFunction(inner) || ts.isFunctionExpression(inner)) return { span, form: "lambda", members: NONE };
  if (ts.isObjectLiteralExpression(inner)) {
    return {
      span,
      form: "object",
      members: new Map(inner.properties.flatMap(property => membersOf(property, source))),
    };
  }
  if (!ts.isArrayLiteralExpression(inner) || inner.elements.some(ts.isSpreadElement)) {
    return { span, form: "computed", members: NONE };
  }
  const elements = inner.elements.map((element, index) => [String(index), describeArgument(element, source)] as const);
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
  source: SourceText,
): readonly (readonly [string, SiteArgument])[] {
  const { name } = property;
  if (name === undefined || !(ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name))) {
    return [];
  }
  if (ts.isPropertyAssignment(property)) return [[name.text, describeArgument(property.initializer, source)]];
  const span = spanAt(source, property.getStart(), property.getEnd());
  const form = ts.isMethodDeclaration(property) ? "lambda" : "computed";
  return [[name.text, { span, form, members: NONE }]];
}
