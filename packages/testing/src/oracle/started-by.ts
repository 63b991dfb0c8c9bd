/** What began a run. */
export type StartedBy = "audience" | "event" | "schedule" | "manual" | "call";
