import { z } from "zod";

export const Inspected = z.object({ next: z.enum(["pack", "check", "done"]) });
export const Plan = z.object({ checks: z.array(z.enum(["weigh", "measure", "photograph"])) });

async function ask(path: string): Promise<unknown> {
  const response = await fetch(`https://warehouse.example.com/${path}`, { method: "POST" });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}

/** What bodies get as `services`. */
export const warehouse = {
  /** Has one thing done. */
  work: async (what: string, on: string) => z.string().parse(await ask(`${what}/${on}`)),
  inspect: async (order: string) => Inspected.parse(await ask(`inspect/${order}`)),
  plan: async (order: string) => Plan.parse(await ask(`plan/${order}`)),
};
