import { on, workdays } from "flowline";

/** Asks once the goods have been tried, reminds once, and leaves people alone for a quarter of a year. */
export default on("order.delivered", { reentry: "90d" })
  .switch((_, { trigger }) => trigger.category, {
    food: b => b.waitFor("1d"),
    fashion: b => b.waitFor("5d"),
    furniture: b => b.waitFor("14d"),
  })
  .repeat(b => b.send("how-likely").waitFor("survey.answered", { within: "4d", as: "answer" }), {
    until: (_, { steps }) => steps.answer.ok,
    max: 2,
  })
  .switch(
    (_, { steps }) =>
      !steps.answer.ok
        ? "silent"
        : steps.answer.event.score >= 9
          ? "promoter"
          : steps.answer.event.score >= 7
            ? "passive"
            : "detractor",
    {
      promoter: b => b.send("review-us"),
      passive: b => b.send("thank-you"),
      detractor: b =>
        b
          .do("open a ticket", (user, { services }) =>
            services.desk.openTicket({ user: user.id, text: "gave a low score" }),
          )
          .waitFor(workdays(1).at("10:00"))
          .do("ask the owner to call", (user, { services }) =>
            services.sales.askToCall({ about: user.id, why: "gave a low score" }),
          ),
      silent: b => b.exit("no answer"),
    },
    { name: "kind of answer" },
  );
