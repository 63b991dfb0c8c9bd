import { on } from "flowline";

/** The owner is asked until the text is there, then the manager; then every action of it has a run of its own. */
export default on("incident.resolved", { where: incident => incident.severity >= 2 })
  .do("create the page", (incident, { services }) => services.desk.createPage({ incident: incident.id }))
  .race({
    written: b => b.waitFor("postmortem.published", { as: "postmortem" }),
    chased: b =>
      b
        .waitFor("24h")
        .send("write-it-up")
        .waitFor("48h")
        .send("write-it-up-please", { name: "write-it-up again" })
        .waitFor("48h")
        .send("not-written-up", { to: incident => incident.manager_email })
        .waitFor("30d")
        .exit("never written"),
  })
  .do("book the review", (incident, { services }) => services.desk.bookReview({ incident: incident.id }))
  .forEach(
    (_, { steps }) => steps.postmortem?.event.actions,
    (b, action) => b.emit("action.agreed", (incident, { item }) => ({ incidentId: incident.id, actionId: item.id })),
    { max: 100, key: action => action.id },
  );

/** One action, until it is closed. */
export const chaseAction = on("action.agreed", { key: "action" })
  .exitWhen("action.closed")
  .repeat(b => b.waitFor("7d").send("action-open"), { max: 12 })
  .send("action-forgotten", { to: incident => incident.manager_email });
