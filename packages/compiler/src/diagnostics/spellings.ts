import type { Spelling } from "./definition.js";

/**
 * The wrong and the right spelling of the definitions that do not carry their own, by code. A test compiles those that
 * are a flow, or a part of one: a chain that goes on (`.waitFor`), a whole one (`send`), or a predicate (`user =>`).
 */
export const spellings: Readonly<Record<string, Spelling>> = Object.freeze({
  FLOW1001: { wrong: '.waitFor("7")', right: '.waitFor("7d")' },
  FLOW1002: { wrong: '.waitFor("0d")', right: '.waitFor("1d")' },
  FLOW1003: { wrong: '.waitFor("1m")', right: '.waitFor("1 minute")' },
  FLOW1007: {
    wrong: 'send("hi", user => !user.upgraded).waitFor("7d");\nexport default send("hi", user => !user.upgraded);',
    right: 'export default send("hi", user => !user.upgraded).waitFor("7d");',
  },
  FLOW1008: { wrong: "welcome.ts\nonboarding/welcome.ts", right: "welcome.ts\nonboarding/first-steps.ts" },
  FLOW1010: { wrong: 'send("hi")', right: 'send("hi", user => !user.upgraded)' },
  FLOW1011: {
    wrong: "subjects: { user: subject({ ... }), order: subject({ ... }) }",
    right: "subjects: { user: subject({ ... }) }",
  },
  FLOW1012: { wrong: 'send(["hi"], user => !user.upgraded)', right: 'send("hi", user => !user.upgraded)' },
  FLOW1013: { wrong: "export default send;", right: 'export default send("hi", user => !user.upgraded);' },
  FLOW1014: {
    wrong: 'export default send("hi", user => !user.upgraded;',
    right: 'export default send("hi", user => !user.upgraded);',
  },
  FLOW1015: { wrong: "database: process.env.DATABASE_URL", right: 'database: env("DATABASE_URL")' },
  FLOW1016: { wrong: '.waitFor("2000 years")', right: '.waitFor("200 days")' },
  FLOW2002: { wrong: 'send("hii", user => !user.upgraded)', right: 'send("hi", user => !user.upgraded)' },
  FLOW2004: { wrong: "user => !user.upgradedd", right: "user => !user.upgraded" },
  FLOW2005: { wrong: "Hello {{ user.nmae }}", right: "Hello {{ user.name }}" },
  FLOW2006: {
    wrong: 'user: subject({ schema: User, source: table("users", { key: "id" }) })',
    right: 'user: subject({ schema: User, source: table("users", { key: "id" }), email: user => user.email })',
  },
  FLOW2007: { wrong: '.waitFor("7d")\n.send("hi")', right: '.waitFor("7d")\n.send("hi", { name: "hi-again" })' },
  FLOW2008: { wrong: '.send("end")', right: '.send("the-end")' },
  FLOW2009: {
    wrong: "User = z.object({ seen: z.map(z.string(), z.date()), ... })      (and a flow reads user.seen)",
    right: "User = z.object({ last_seen_at: z.date(), ... })",
  },
  FLOW2013: {
    wrong: 'derive: {\n  fresh: user => user.created_at > ago("7d"),\n  hot: user => user.fresh && user.upgraded,\n}',
    right:
      'derive: {\n  fresh: user => user.created_at > ago("7d"),\n  hot: user => user.created_at > ago("7d") && user.upgraded,\n}',
  },
  FLOW3001: {
    wrong: 'user => {\n  for (const tag of user.tags) if (tag === "vip") return true;\n  return false;\n}',
    right: 'user => user.tags.includes("vip")',
  },
  FLOW3002: {
    wrong: "user => user.created_at > new Date(Date.now() - 604_800_000)",
    right: 'user => user.created_at > ago("7d")',
  },
  FLOW3003: {
    wrong: "user => console.log(user.plan)",
    right: 'user => user.plan === "team"',
  },
  FLOW3004: {
    wrong: 'user => user.email.localeCompare("a") > 0',
    right: 'user => user.email.endsWith("@example.com")',
  },
  FLOW3005: {
    wrong: 'const plans = new Set(["pro"]);\nexport default send("hi", user => user.plan === plans);',
    right: 'const plans = ["pro"];\nexport default send("hi", user => plans.includes(user.plan));',
  },
  FLOW3006: {
    wrong: 'let limit = 3;\nlimit += 1;\nexport default send("hi", user => user.logins > limit);',
    right: 'const limit = 3 + 1;\nexport default send("hi", user => user.logins > limit);',
  },
  FLOW3008: { wrong: 'user => user.plan === "porr"', right: 'user => user.plan === "pro"' },
  FLOW3009: { wrong: "user => user.name === undefined", right: "user => user.name == null" },
  FLOW3012: { wrong: 'user => user.logins === "3"', right: "user => user.logins === 3" },
  FLOW3015: {
    wrong:
      'const guards = {\n  fresh(user) {\n    return !user.upgraded;\n  },\n};\nexport default send("hi", guards.fresh);',
    right: 'const fresh = user => !user.upgraded;\nexport default send("hi", fresh);',
  },
  FLOW3016: { wrong: "user => user.age > 18", right: "user => user.age != null && user.age > 18" },
  FLOW4003: { wrong: '.waitFor("2 years")', right: '.waitFor("300d")' },
  FLOW5001: {
    wrong: 'const since = Date.now();\nexport default send("hi", user => user.logins > since);',
    right: 'export default send("hi", user => user.created_at > ago("7d"));',
  },
  FLOW5004: {
    wrong:
      'import { readFileSync } from "node:fs";\n\nconst plan = readFileSync("plan.txt", "utf8");\nexport default send("hi", user => user.plan === plan);',
    right: 'const plan = "pro";\nexport default send("hi", user => user.plan === plan);',
  },
  FLOW5005: { wrong: 'user => user.plan === env("PLAN")', right: 'user => user.plan === "pro"' },
  FLOW5006: {
    wrong:
      'const guests = Array.from({ length: 2000 }, (_, index) => index + "@example.com");\nexport default send("hi", user => guests.includes(user.email));',
    right: 'export default send("hi", user => user.email.startsWith("guest-"));',
  },
  FLOW5008: {
    wrong: 'const { plan } = JSON.parse("");\nexport default send("hi", user => user.plan === plan);',
    right: 'const { plan } = { plan: "pro" };\nexport default send("hi", user => user.plan === plan);',
  },
  FLOW5009: {
    wrong: 'await connect();      (which never answers)\nexport default send("hi", user => !user.upgraded);',
    right: 'export default send("hi", user => !user.upgraded);',
  },
  FLOW5010: { wrong: "flow compile      (here and above is no flow.config.ts)", right: "flow init" },
  FLOW5011: {
    wrong: 'import { plan } from "./lib/plam.js";\n\nexport default send("hi", user => user.plan === plan);',
    right: 'import { plan } from "./lib/plan.js";\n\nexport default send("hi", user => user.plan === plan);',
  },
  FLOW5012: {
    wrong: 'send(process.env.MESSAGE ?? "hi", user => !user.upgraded)',
    right: 'send("hi", user => !user.upgraded)',
  },
  FLOW5013: {
    wrong: 'process.exit(1);\nexport default send("hi", user => !user.upgraded);',
    right: 'export default send("hi", user => !user.upgraded);',
  },
  FLOW5014: {
    wrong: "export default { subjects: { user: subject({ ... }) } };",
    right: "export default defineProject({ subjects: { user: subject({ ... }) }, ... });",
  },
  FLOW6006: {
    wrong: "git commit welcome.ts",
    right: "flow compile\ngit commit welcome.ts welcome.ir.json",
  },
  FLOW6009: { wrong: "git rm welcome.ts", right: "git rm welcome.ts welcome.ir.json" },
});
