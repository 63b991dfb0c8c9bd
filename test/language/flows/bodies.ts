// The bodies of steps that are shared or long: ordinary functions, of which the compiler reads nothing but what they
// mention of `steps` and `trigger`.

interface Cleaned {
  readonly ok: boolean;
  readonly rows: number;
}

export interface Item {
  readonly id: string;
  readonly title: string;
}

export const disableEndpoint = async (endpoint: { readonly id: string }): Promise<string> => endpoint.id;

export const extract = async (): Promise<readonly number[]> => [1, 2];

export const clean = ({ steps }: { readonly steps: { readonly extract: readonly number[] } }): Cleaned => ({
  ok: true,
  rows: steps.extract.length,
});

export const load = async ({
  steps,
}: {
  readonly steps: { readonly clean: Cleaned };
}): Promise<{ readonly loaded: number }> => ({ loaded: steps.clean.rows });

export const audit = async (): Promise<boolean> => true;

export const report = ({
  steps,
}: {
  readonly steps: { readonly load: { readonly loaded: number } | undefined };
}): number => steps.load?.loaded ?? 0;

export const pull = async ({
  trigger,
}: {
  readonly trigger: { readonly id: string };
}): Promise<{ readonly changed: Item[] }> => ({ changed: [{ id: trigger.id, title: "Kettle" }] });

export const map = ({ trigger }: { readonly trigger: Item }): { readonly url: string; readonly body: Item } => ({
  url: `https://shop.example.com/${trigger.id}`,
  body: trigger,
});

export const quarantine = async ({ trigger }: { readonly trigger: Item }): Promise<string> => trigger.id;
