import { letSql } from "./json-sql.js";

/**
 * Arithmetic of doubles as IEEE 754 has it. PostgreSQL raises an error where the result would be infinite or fall to zero, and where
 * a divisor is zero; so each form finds out beforehand. Near the limits it computes 2^64 times smaller or greater, which is
 * exact, and looks where the result lies. Operands are named `a` and `b`.
 */
export function arithmeticSql(how: "+" | "-" | "*" | "/", left: string, right: string): string {
  return letSql({ a: left, b: right }, FORMS[how]);
}

const INFINITE = "'Infinity'::float8";
/** NaN is greater than infinity in PostgreSQL. */
const NOT_FINITE = `abs(a) >= ${INFINITE} or abs(b) >= ${INFINITE}`;
const HALF_TOO_GREAT = "8.98846567431157953864652595394512367e307::float8";
const BOTH_MODEST =
  "abs(a) between 1e-150::float8 and 1e150::float8 and abs(b) between 1e-150::float8 and 1e150::float8";
const SIGN = "sign(a) * sign(b)";

function sum(how: "+" | "-"): string {
  const plain = `a ${how} b`;
  return (
    `case when abs(a) < 1e307::float8 and abs(b) < 1e307::float8 then ${plain} ` +
    `when ${NOT_FINITE} or least(abs(a), abs(b)) < 1 then ${plain} ` +
    `when abs(a * 0.5::float8 ${how} b * 0.5::float8) >= ${HALF_TOO_GREAT} then sign(a) * ${INFINITE} else ${plain} end`
  );
}

/** `size` is the natural logarithm of the result's magnitude; doubles end at 709.78 and fall to zero at -745.13. */
function scaled(plain: string, size: string, [smaller, greater]: readonly [string, string]): string {
  return (
    `when ${size} between -744 and 709 then ${plain} ` +
    `when ${size} > 710 then ${SIGN} * ${INFINITE} when ${size} < -746 then ${SIGN} * 0 ` +
    `when ${size} > 0 then case when abs(${smaller}) >= power(2::float8, 960) then ${SIGN} * ${INFINITE} else ${plain} end ` +
    `when abs(${greater}) <= power(2::float8, -1011) then ${SIGN} * 0 else ${plain} end`
  );
}

const UP = "power(2::float8, 64)";
const DOWN = "power(2::float8, -64)";
const BY_SIZE_OF_A = "case when abs(a) >= abs(b)";

const PRODUCT =
  `case when ${BOTH_MODEST} then a * b when a = 0 or b = 0 or ${NOT_FINITE} then a * b ` +
  scaled("a * b", "ln(abs(a)) + ln(abs(b))", [
    `(${BY_SIZE_OF_A} then a * ${DOWN} * b else b * ${DOWN} * a end)`,
    `(${BY_SIZE_OF_A} then b * ${UP} * a else a * ${UP} * b end)`,
  ]);

/** Only its text tells negative zero from zero. */
const BY_ZERO =
  `case when a = 0 or a = 'NaN' then 'NaN'::float8 ` +
  `else sign(a) * case b::text when '-0' then -1::float8 else 1::float8 end * ${INFINITE} end`;

const QUOTIENT =
  `case when ${BOTH_MODEST} then a / b when a is null or b is null then null when b = 0 then ${BY_ZERO} ` +
  `when a = 0 or ${NOT_FINITE} then a / b ` +
  scaled("a / b", "ln(abs(a)) - ln(abs(b))", [
    `(case when abs(a) >= 1 then a * ${DOWN} / b else a / (b * ${UP}) end)`,
    `(a * ${UP} / b)`,
  ]);

const FORMS = { "+": sum("+"), "-": sum("-"), "*": PRODUCT, "/": QUOTIENT } as const;
