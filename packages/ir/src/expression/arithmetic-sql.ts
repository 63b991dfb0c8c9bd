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

interface Scaled {
  readonly plain: string;
  /** The natural logarithm of the result's magnitude, roughly: doubles end at 709.78 and fall to zero at -745.13. */
  readonly size: string;
  /** The result, near the upper limit, 2^64 times smaller. */
  readonly smaller: string;
  /** Whether the result, near the lower limit, is greater than 2^-1075, up to which zero is the nearest double. */
  readonly survives: string;
}

function scaled({ plain, size, smaller, survives }: Scaled): string {
  return (
    `when ${size} between -744 and 709 then ${plain} ` +
    `when ${size} > 710 then ${SIGN} * ${INFINITE} when ${size} < -746 then ${SIGN} * 0 ` +
    `when ${size} > 0 then case when abs(${smaller}) >= power(2::float8, 960) then ${SIGN} * ${INFINITE} else ${plain} end ` +
    `when ${survives} then ${plain} else ${SIGN} * 0 end`
  );
}

const UP = "power(2::float8, 64)";
const DOWN = "power(2::float8, -64)";
const NO_VALUE = "when a is null or b is null then null";

/** The upper half of a double's bits, by Veltkamp's method. */
function upperHalf(of: string): string {
  return `${of} * 134217729 - (${of} * 134217729 - ${of})`;
}

/**
 * Whether the product is greater than 2^-1075: computed 2^600 times greater. Where it is rounded to just that, Dekker's method
 * finds out what was rounded away.
 */
const PRODUCT_SURVIVES = letSql(
  { x: "least(abs(a), abs(b)) * power(2::float8, 600)", y: "greatest(abs(a), abs(b))" },
  letSql(
    { x: "x", y: "y", h: upperHalf("x"), k: upperHalf("y"), tie: "power(2::float8, -475)" },
    "x * y > tie or (x * y = tie and h * k - x * y + h * (y - k) + (x - h) * k + (x - h) * (y - k) > 0)",
  ),
);

const PRODUCT =
  `case when ${BOTH_MODEST} then a * b ${NO_VALUE} when a = 0 or b = 0 or ${NOT_FINITE} then a * b ` +
  scaled({
    plain: "a * b",
    size: "ln(abs(a)) + ln(abs(b))",
    smaller: `(case when abs(a) >= abs(b) then a * ${DOWN} * b else b * ${DOWN} * a end)`,
    survives: PRODUCT_SURVIVES,
  });

/** Only its text tells negative zero from zero. */
const BY_ZERO =
  "case when a = 0 or a = 'NaN' then 'NaN'::float8 " +
  `else sign(a) * case b::text when '-0' then -1::float8 else 1::float8 end * ${INFINITE} end`;

const QUOTIENT =
  `case when ${BOTH_MODEST} then a / b ${NO_VALUE} when b = 0 then ${BY_ZERO} ` +
  `when a = 0 or ${NOT_FINITE} then a / b ` +
  scaled({
    plain: "a / b",
    size: "ln(abs(a)) - ln(abs(b))",
    smaller: `(case when abs(a) >= 1 then a * ${DOWN} / b else a / (b * ${UP}) end)`,
    survives: `abs(a * ${UP} / b) > power(2::float8, -1011)`,
  });

const FORMS = { "+": sum("+"), "-": sum("-"), "*": PRODUCT, "/": QUOTIENT } as const;
