// What an application or an operator asks of a database: deploy, plan, runs, the clock.
export type { Client, ClientOptions } from "@flowline/runtime";
export { createClient } from "@flowline/runtime";
