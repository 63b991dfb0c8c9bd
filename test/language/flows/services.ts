// The other systems that the flows work with. Nothing here is called while flows are compiled.

export interface Stripe {
  pause(subscription: string): Promise<{ readonly paused: string }>;
}

export interface Database {
  book(request: { readonly amount: number; readonly requestedBy: string }): Promise<{ readonly booking: string }>;
}

export interface Shifts {
  at(level: string): Promise<{ readonly phone: string }>;
}

const BASE = "https://systems.example.com";

async function ask(path: string, body: unknown): Promise<ReturnType<JSON["parse"]>> {
  const response = await fetch(`${BASE}${path}`, { method: "POST", body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}

export const stripe: Stripe = { pause: subscription => ask("/stripe/pause", { subscription }) };
export const db: Database = { book: request => ask("/bookings", request) };
export const shifts: Shifts = { at: level => ask("/shifts", { level }) };
