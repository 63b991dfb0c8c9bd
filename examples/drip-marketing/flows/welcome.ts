import { dripMarketing } from "flowline-drip-marketing";

export default dripMarketing({
  start: "user.signed_up",
  welcome: { "welcome-warm": 50, "welcome-short": 50 },
  firstValue: { event: "album.shared", within: "1d", reached: "tips", missed: "nudge" },
  cadence: [
    { after: 2, message: "use-case" },
    { after: 3, message: "many-albums", when: user => user.albums >= 5 },
    { after: 5, message: "upgrade" },
    { after: 10, message: "last-word", when: user => user.albums > 0 },
  ],
  skipWeekends: true,
  goal: { name: "upgraded", reached: user => user.upgraded },
  stopOn: ["mail.answered", "mail.unsubscribed"],
});
