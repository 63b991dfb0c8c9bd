import { z } from "zod";

// The other systems that the journeys work with. Each is one address that takes JSON and gives JSON.

const BASE = "https://systems.example.com";
const Nothing = z.null();

function remote<In>(): { giving<Out>(path: string, output: z.ZodType<Out>): (input: In) => Promise<Out> } {
  return {
    giving: (path, output) => async input => {
      const response = await fetch(`${BASE}${path}`, { method: "POST", body: JSON.stringify(input) });
      if (!response.ok) throw new Error(`${path} answered ${response.status}`);
      return output.parse(await response.json());
    },
  };
}

export const Stock = z.object({ available: z.boolean(), total: z.number() });
export const Coupon = z.object({ code: z.string() });
export const OnShift = z.object({ name: z.string(), phone: z.string(), device: z.string() });
export const Due = z.object({ half: z.date(), nearly: z.date(), full: z.date() });
export const Wave = z.object({ people: z.array(z.object({ id: z.string() })) });
export const Changes = z.object({ cursor: z.string(), products: z.array(z.object({ id: z.string() })) });
export const Mapped = z.object({
  url: z.string(),
  version: z.string(),
  body: z.record(z.string(), z.unknown()),
  changed: z.boolean(),
});
export const Endpoints = z.object({ endpoints: z.array(z.object({ id: z.string() })) });
export const Unread = z.object({ titles: z.array(z.string()) });
export const Representative = z.object({ email: z.email(), managerEmail: z.email() });
export const Approvers = z.object({ people: z.array(z.string()) });
export const Evidence = z.object({ receipt: z.string() });

/** What bodies get as `services`. */
export const createServices = async () => ({
  sales: {
    askToCall: remote<{ readonly about: string; readonly why: string }>().giving("/sales/call", Nothing),
    route: remote<{ readonly country: string; readonly seats: number }>().giving("/sales/route", Representative),
    handBack: remote<{ readonly lead: string; readonly to: string }>().giving("/sales/hand-back", Nothing),
  },
  shop: {
    read: remote<{ readonly cart: string }>().giving("/shop/cart", Stock),
    makeCoupon: remote<{ readonly user: string; readonly percent: number }>().giving("/shop/coupon", Coupon),
    waiting: remote<{ readonly product: string; readonly atMost: number }>().giving("/shop/waiting", Wave),
    changes: remote<{ readonly store: string }>().giving("/shop/changes", Changes),
    everything: remote<Readonly<Record<never, never>>>().giving("/shop/everything", Changes),
    map: remote<{ readonly product: string }>().giving("/shop/map", Mapped),
    remove: remote<{ readonly product: string }>().giving("/shop/remove", Nothing),
    quarantine: remote<{ readonly product: string; readonly reason: string }>().giving("/shop/quarantine", Nothing),
  },
  billing: {
    showBanner: remote<{ readonly user: string }>().giving("/billing/banner", Nothing),
    pause: remote<{ readonly subscription: string }>().giving("/billing/pause", Nothing),
    block: remote<{ readonly user: string }>().giving("/billing/block", Nothing),
    book: remote<{ readonly amount: number; readonly by: string }>().giving("/billing/book", Nothing),
    audit: remote<{ readonly request: string }>().giving("/billing/audit", Nothing),
  },
  staff: {
    tell: remote<{ readonly who: string; readonly text: string }>().giving("/staff/tell", Nothing),
    onShift: remote<{ readonly team: string; readonly level: string }>().giving("/staff/on-shift", OnShift),
    push: remote<{ readonly to: string; readonly text: string }>().giving("/staff/push", Nothing),
    text: remote<{ readonly to: string; readonly text: string }>().giving("/staff/text", Nothing),
    ring: remote<{ readonly to: string; readonly text: string }>().giving("/staff/ring", Nothing),
    approvers: remote<{ readonly amount: number }>().giving("/staff/approvers", Approvers),
  },
  desk: {
    openTicket: remote<{ readonly user: string; readonly text: string }>().giving("/desk/open", Nothing),
    due: remote<{ readonly ticket: string }>().giving("/desk/due", Due),
    tag: remote<{ readonly ticket: string; readonly tag: string }>().giving("/desk/tag", Nothing),
    close: remote<{ readonly ticket: string }>().giving("/desk/close", Nothing),
    offerSlot: remote<{ readonly appointment: string }>().giving("/desk/offer-slot", Nothing),
    unread: remote<{ readonly user: string }>().giving("/desk/unread", Unread),
    createPage: remote<{ readonly incident: string }>().giving("/desk/page", Nothing),
    bookReview: remote<{ readonly incident: string }>().giving("/desk/review", Nothing),
    voidDocument: remote<{ readonly document: string }>().giving("/desk/void", Nothing),
    renewDocument: remote<{ readonly document: string }>().giving("/desk/renew", Nothing),
  },
  privacy: {
    unsubscribe: remote<{ readonly user: string }>().giving("/privacy/unsubscribe", Nothing),
    erase: remote<{ readonly user: string; readonly system: string }>().giving("/privacy/erase", Evidence),
  },
  hooks: {
    subscribed: remote<{ readonly event: string }>().giving("/hooks/subscribed", Endpoints),
    disable: remote<{ readonly endpoint: string }>().giving("/hooks/disable", Nothing),
  },
});
