import { schedule } from "./flow.config.js";

interface Cleaned {
  readonly ok: boolean;
  readonly rows: number;
}
const extract = async (): Promise<readonly number[]> => [1, 2];
const clean = ({ steps }: { readonly steps: { readonly extract: readonly number[] } }): Cleaned => ({
  ok: true,
  rows: steps.extract.length,
});
const load = async ({
  steps,
}: {
  readonly steps: { readonly clean: Cleaned };
}): Promise<{ readonly loaded: number }> => ({ loaded: steps.clean.rows });
const audit = async (): Promise<boolean> => true;
const report = ({ steps }: { readonly steps: { readonly load: { readonly loaded: number } | undefined } }): number =>
  steps.load?.loaded ?? 0;

export default schedule("0 3 * * *", { zone: "Europe/Berlin" }).dag(d =>
  d
    .do("extract", extract)
    .do("clean", { after: "extract" }, clean)
    .do("load", { after: "clean", when: ({ steps }) => steps.clean.ok }, load)
    .do("audit", { after: "clean", waitFor: { asked: "audit.requested", late: "10m" } }, audit)
    .do("report", { after: ["load", "audit"], ifSkipped: "run" }, report),
); // steps.load is optional here
