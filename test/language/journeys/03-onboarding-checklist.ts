import { on } from "flowline";

/** One run per company. Every two days a nudge about the earliest milestone that is missing, until all are there. */
export default on("company.created").race({
  done: b =>
    b
      .waitForAll({
        team: { event: "milestone.reached", where: milestone => milestone.name === "team" },
        data: { event: "milestone.reached", where: milestone => milestone.name === "data" },
        report: { event: "milestone.reached", where: milestone => milestone.name === "report" },
      })
      .send("all-set"),
  nudged: b =>
    b
      .repeat(
        b =>
          b
            .waitFor("48h")
            .switch(
              company =>
                company.team_invited_at === null ? "team" : company.data_imported_at === null ? "data" : "report",
              {
                team: b => b.send("invite-your-team"),
                data: b => b.send("import-your-data"),
                report: b => b.send("make-a-report"),
              },
            ),
        { until: company => company.first_report_at !== null, max: 7 },
      )
      .send("what-blocked-you"),
});
