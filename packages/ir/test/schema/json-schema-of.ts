import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { REFINEMENTS, type Schema } from "./refinements.js";

type Declaration = ts.InterfaceDeclaration | ts.TypeAliasDeclaration;

const FILES = [
  "concurrency",
  "event",
  "expression/ast",
  "flow",
  "nodes/assign",
  "nodes/call",
  "nodes/decide",
  "nodes/end",
  "nodes/event-match",
  "nodes/exit",
  "nodes/fork",
  "nodes/join",
  "nodes/kernel-node",
  "nodes/loop",
  "nodes/map",
  "nodes/node-id",
  "nodes/scope",
  "nodes/step",
  "nodes/wait",
  "project",
  "span",
  "subject",
  "trigger",
  "value-type",
  "watcher",
];

/** What TypeScript cannot say of a named type, and JSON Schema can. */
const NAMED: Readonly<Record<string, Schema>> = {
  Json: {},
  Value: {},
  NodeId: { type: "string", minLength: 1 },
  VariableName: { type: "string", minLength: 1 },
};

/**
 * The JSON Schema (draft 2020-12) of one of the types of the IR, made from its declaration: the types are the only place where
 * the form is written down. `REFINEMENTS` adds what a type cannot say of a number or a text.
 */
export function jsonSchemaOf(root: string, id: string): Schema {
  const declarations = readDeclarations();
  const definitions = new Map<string, Schema>();
  const reader: Reader = { declarations, definitions, owner: root };
  const ref = refTo(reader, root);
  const sorted = [...definitions].sort(([left], [right]) => (left < right ? -1 : 1));
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: id,
    title: root,
    ...ref,
    $defs: Object.fromEntries(sorted),
  };
}

interface Reader {
  readonly declarations: ReadonlyMap<string, Declaration>;
  readonly definitions: Map<string, Schema>;
  /** The declaration that is being read, for the refinements. */
  readonly owner: string;
}

function readDeclarations(): ReadonlyMap<string, Declaration> {
  const found = new Map<string, Declaration>();
  for (const file of FILES) {
    const path = fileURLToPath(new URL(`../../src/${file}.ts`, import.meta.url));
    const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
    for (const statement of source.statements) {
      if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
        found.set(statement.name.text, statement);
      }
    }
  }
  return found;
}

function refTo(reader: Reader, name: string): Schema {
  const known = NAMED[name];
  const declaration = reader.declarations.get(name);
  if (declaration === undefined) throw new Error(`"${name}" is declared in none of the files.`);
  if (!reader.definitions.has(name)) {
    // Held first, because types may contain themselves.
    reader.definitions.set(name, {});
    const inside = { ...reader, owner: name };
    reader.definitions.set(name, { ...descriptionOf(declaration), ...(known ?? declared(inside, declaration)) });
  }
  return { $ref: `#/$defs/${name}` };
}

function declared(reader: Reader, declaration: Declaration): Schema {
  if (ts.isTypeAliasDeclaration(declaration)) return schemaOf(reader, declaration.type);
  return objectOf(reader, membersOf(reader, declaration));
}

function membersOf(reader: Reader, declaration: ts.InterfaceDeclaration): readonly ts.TypeElement[] {
  const bases = (declaration.heritageClauses ?? []).flatMap(clause => clause.types);
  const inherited = bases.flatMap(({ expression }) => {
    const base = reader.declarations.get(expression.getText());
    if (base === undefined || !ts.isInterfaceDeclaration(base))
      throw new Error(`${expression.getText()} is no interface.`);
    return membersOf(reader, base);
  });
  return [...inherited, ...declaration.members];
}

function objectOf(reader: Reader, members: readonly ts.TypeElement[]): Schema {
  const properties = members.map(member => {
    if (!ts.isPropertySignature(member) || member.type === undefined)
      throw new Error(`${member.getText()} is no property.`);
    const name = member.name.getText();
    const parent = ts.isInterfaceDeclaration(member.parent) ? member.parent.name.text : reader.owner;
    const refined = REFINEMENTS[`${parent}.${name}`];
    const schema =
      refined === undefined ? schemaOf(reader, member.type) : refine(schemaOf(reader, member.type), refined);
    return [name, { ...descriptionOf(member), ...schema }] as const;
  });
  return {
    type: "object",
    properties: Object.fromEntries(properties),
    required: properties.map(([name]) => name),
    additionalProperties: false,
  };
}

/** Puts what is known of a value into whichever part of its schema speaks of one: not of null, and of a list's items. */
function refine(schema: Schema, refined: Schema): Schema {
  if (Array.isArray(schema.anyOf)) {
    return { anyOf: schema.anyOf.map((part: Schema) => (part.type === "null" ? part : refine(part, refined))) };
  }
  const isOfItems = schema.type === "array" && refined.type !== undefined;
  return isOfItems ? { ...schema, items: { ...(schema.items as Schema), ...refined } } : { ...schema, ...refined };
}

function schemaOf(reader: Reader, node: ts.TypeNode): Schema {
  if (ts.isParenthesizedTypeNode(node)) return schemaOf(reader, node.type);
  if (ts.isTypeOperatorNode(node)) return schemaOf(reader, node.type);
  if (ts.isArrayTypeNode(node)) return { type: "array", items: schemaOf(reader, node.elementType) };
  if (ts.isTypeLiteralNode(node)) return objectOf(reader, node.members);
  if (ts.isTypeQueryNode(node)) return { const: 0 };
  if (ts.isLiteralTypeNode(node)) return literalOf(node);
  if (ts.isUnionTypeNode(node)) return unionOf(node.types.map(type => schemaOf(reader, type)));
  if (ts.isTypeReferenceNode(node)) return referenceOf(reader, node);
  switch (node.kind) {
    case ts.SyntaxKind.StringKeyword:
      return { type: "string" };
    case ts.SyntaxKind.NumberKeyword:
      return { type: "number" };
    case ts.SyntaxKind.BooleanKeyword:
      return { type: "boolean" };
    default:
      throw new Error(`There is no schema of ${node.getText()}.`);
  }
}

function literalOf({ literal }: ts.LiteralTypeNode): Schema {
  if (literal.kind === ts.SyntaxKind.NullKeyword) return { type: "null" };
  return { const: JSON.parse(literal.getText()) as unknown };
}

/** Constants in one list, and the rest beside them. */
function unionOf(parts: readonly Schema[]): Schema {
  const constants = parts.filter(part => "const" in part).map(part => part.const);
  const others = parts.filter(part => !("const" in part));
  const all = constants.length > 1 ? [{ enum: constants }, ...others] : parts;
  return all.length === 1 ? (all[0] ?? {}) : { anyOf: all };
}

function referenceOf(reader: Reader, { typeName, typeArguments }: ts.TypeReferenceNode): Schema {
  const name = typeName.getText();
  const [first, second] = typeArguments ?? [];
  if (name === "Readonly" && first !== undefined) return schemaOf(reader, first);
  if (name === "Record" && second !== undefined) {
    return { type: "object", additionalProperties: schemaOf(reader, second) };
  }
  return refTo(reader, name);
}

function descriptionOf(node: ts.Node): Schema {
  const [comment] = ts.getJSDocCommentsAndTags(node);
  const text = comment === undefined ? undefined : ts.getTextOfJSDocComment(comment.comment);
  return text === undefined ? {} : { description: text.replace(/\s+/g, " ") };
}
