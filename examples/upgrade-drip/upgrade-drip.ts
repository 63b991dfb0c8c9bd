import { send } from "flowline";

export default send("hi", user => user.signed_up_today)
  .waitFor("7d")
  .send("upgrade", user => !user.upgraded);
