import type { ValueType } from "../value-type.js";
import type { FunctionExpression, FunctionName } from "./ast.js";
import { describeType } from "./describe-type.js";
import { isAny, scalarOf } from "./scalar-of.js";
import { typeOf } from "./type-of.js";

type Kind = "text" | "number" | "list" | "text or list";

interface Signature {
  /** The receiver first. */
  readonly args: readonly Kind[];
  /** How many of them must be there. */
  readonly least: number;
  /** `receiver`: of the first argument's own type. `texts`: a list of texts. */
  readonly gives: "text" | "number" | "texts" | "receiver";
}

const TEXT_TO_TEXT: Signature = { args: ["text"], least: 1, gives: "text" };
const NUMBER_TO_NUMBER: Signature = { args: ["number"], least: 1, gives: "number" };
const PART: Signature = { args: ["text", "text"], least: 2, gives: "text" };

const SIGNATURES: Readonly<Record<Exclude<FunctionName, "min" | "max">, Signature>> = {
  toLowerCase: TEXT_TO_TEXT,
  toUpperCase: TEXT_TO_TEXT,
  trim: TEXT_TO_TEXT,
  slice: { args: ["text or list", "number", "number"], least: 1, gives: "receiver" },
  split: { args: ["text", "text"], least: 2, gives: "texts" },
  join: { args: ["list", "text"], least: 1, gives: "text" },
  abs: NUMBER_TO_NUMBER,
  floor: NUMBER_TO_NUMBER,
  ceil: NUMBER_TO_NUMBER,
  round: NUMBER_TO_NUMBER,
  textBefore: PART,
  textAfter: PART,
};

/** Why a function cannot be called so. */
export function checkFunction({ name, type, args }: FunctionExpression): readonly string[] {
  const signature = signatureOf(name, args.length);
  if (args.length < signature.least || args.length > signature.args.length) {
    return [`\`${name}\` cannot be called on ${args.length} values`];
  }
  const problems = args.flatMap((arg, index) => {
    const [found, wanted] = [typeOf(arg), signature.args[index] ?? "number"];
    return isOfKind(found, wanted) ? [] : [`\`${name}\` needs a ${wanted}, found ${describeType(found)}`];
  });
  const gives = problems.length === 0 && isGiven(type, signature, args[0] && typeOf(args[0]));
  return gives || problems.length > 0 ? problems : [`\`${name}\` does not give ${describeType(type)}`];
}

function signatureOf(name: FunctionName, count: number): Signature {
  if (name !== "min" && name !== "max") return SIGNATURES[name];
  return { args: Array.from({ length: count }, () => "number" as const), least: 1, gives: "number" };
}

function isOfKind(type: ValueType, kind: Kind): boolean {
  if (isAny(type)) return true;
  const own = "list" in type ? "list" : scalarOf(type);
  return (
    !type.nullable && own !== null && (kind === own || (kind === "text or list" && (own === "text" || own === "list")))
  );
}

function isGiven(type: ValueType, { gives }: Signature, receiver: ValueType | undefined): boolean {
  if (gives === "texts") return "list" in type && scalarOf(type.list) === "text";
  if (gives !== "receiver") return scalarOf(type) === gives;
  if (receiver === undefined || isAny(receiver)) return isAny(type);
  return "list" in receiver ? "list" in type : scalarOf(type) === scalarOf(receiver);
}
