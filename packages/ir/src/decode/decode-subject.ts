import { checkSubject } from "../sql/check-subject.js";
import type { FieldIr, SubjectIr, TableSource } from "../subject.js";
import { DecodeError } from "./decode-error.js";
import { decodeExpression } from "./decode-expression.js";
import { decodeValueType } from "./decode-value-type.js";
import { at, type Decoder, filledText, listOf, nullable, oneOf, recordOf, shape, tagged, text } from "./decoder.js";

type Kind<Name extends FieldIr["kind"]> = Extract<FieldIr, { readonly kind: Name }>;

const decodeField = tagged<FieldIr>("kind", {
  stored: shape<Kind<"stored">>({ kind: oneOf("stored"), type: decodeValueType, oneOf: nullable(listOf(text)) }),
  derived: shape<Kind<"derived">>({ kind: oneOf("derived"), type: decodeValueType, expression: decodeExpression }),
});

/** The form of a subject's properties, for whoever adds more of them. */
export const subjectShape: { readonly [K in keyof SubjectIr]: Decoder<SubjectIr[K]> } = {
  name: filledText,
  source: shape<TableSource>({ type: oneOf("table"), table: filledText, key: filledText }),
  fields: recordOf(decodeField),
};

/** A flow's subject. */
export const decodeSubject: Decoder<SubjectIr> = shape<SubjectIr>(subjectShape);

/** Throws at the first rule of a projection that the subject breaks. */
export function refuseUnsoundSubject(subject: SubjectIr, path: string): void {
  const [problem] = checkSubject(subject);
  if (problem !== undefined) throw new DecodeError(problem.path.reduce(at, path), problem.message);
}
