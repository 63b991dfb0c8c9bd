import { before, on } from "flowline";

/** The signers in turn, each nudged on their own; whatever happens first, all signatures or the last day. */
export default on("document.sent")
  .exitWhen("document.declined")
  .race({
    signed: b =>
      b
        .forEach(
          (_, { trigger }) => trigger.signers,
          b =>
            b
              .send("please-sign", { to: (_, { item }) => item.email })
              .waitFor(
                "document.viewed",
                { within: "2d", where: (view, _, { item }) => view.email === item.email },
                { timeout: b => b.send("have-you-seen-it", { to: (_, { item }) => item.email }) },
              )
              .waitFor(
                "document.signed",
                { within: "3d", where: (signature, _, { item }) => signature.email === item.email, as: "signature" },
                {
                  timeout: b =>
                    b
                      .do("text the signer", (document, { item, services }) =>
                        services.staff.text({ to: item.phone, text: `"${document.title}" waits for your signature` }),
                      )
                      .send("signer-is-slow")
                      .waitFor("document.signed", {
                        where: (signature, _, { item }) => signature.email === item.email,
                        as: "late signature",
                      }),
                },
              ),
          { max: 20, key: signer => signer.email },
        )
        .send("all-signed"),
    expired: b =>
      b
        .waitUntil(document => before(document.expires_at, "2d"), { at: "09:00" })
        .send("expires-soon")
        .waitUntil(document => document.expires_at)
        .when(
          document => document.renews,
          b => b.do("renew", (document, { services }) => services.desk.renewDocument({ document: document.id })),
          b => b.do("void", (document, { services }) => services.desk.voidDocument({ document: document.id })),
        ),
  });
