import { after, before, on } from "flowline";

/** Counted back from the appointment, wherever it moves. What is already past when somebody books late is left out. */
export default on("appointment.booked")
  .exitWhen("appointment.canceled")
  .waitUntil(appointment => before(appointment.starts_at, "48h"), {
    maxLateness: "1h",
    due: b => b.send("appointment-in-two-days"),
  })
  .waitUntil(appointment => before(appointment.starts_at, "24h"), {
    maxLateness: "1h",
    due: b =>
      b.do("text them", (appointment, { services }) =>
        services.staff.text({ to: appointment.phone, text: "See you tomorrow. Answer C to confirm, R to move." }),
      ),
  })
  .waitUntil(appointment => before(appointment.starts_at, "4h"))
  .when(
    appointment => !appointment.confirmed,
    b =>
      b.do("ask staff to call", (appointment, { services }) =>
        services.staff.tell({ who: "front desk", text: `${appointment.name} has not confirmed` }),
      ),
  )
  .waitUntil(appointment => before(appointment.starts_at, "2h"), {
    maxLateness: "1h",
    due: b =>
      b.do("push", (appointment, { services }) =>
        services.staff.push({ to: appointment.id, text: "See you in two hours." }),
      ),
  })
  .waitUntil(appointment => after(appointment.starts_at, "1d"))
  .send("how-was-it");

/** A canceled appointment leaves a free slot. */
export const offerTheSlot = on("appointment.canceled").do("offer the slot", (appointment, { services }) =>
  services.desk.offerSlot({ appointment: appointment.id }),
);
