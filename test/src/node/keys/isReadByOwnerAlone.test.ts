import { expect } from "chai";
import { isReadByOwnerAlone } from "../../../../src/node/keys/isReadByOwnerAlone.ts";

const credential = "/run/credentials/commonweights-oracle.service/passphrase";

describe("isReadByOwnerAlone", () => {
  for (const { path, mode, uid, is } of [
    { path: "/etc/a", mode: 0o100600, uid: 1000, is: true },
    { path: "/etc/a", mode: 0o100400, uid: 0, is: true },
    { path: "/etc/a", mode: 0o100440, uid: 0, is: false },
    { path: "/etc/a", mode: 0o100604, uid: 0, is: false },
    { path: "/etc/a", mode: 0o100620, uid: 0, is: false },
    // As systemd hands it over: an access list shows as the group's right to read.
    { path: credential, mode: 0o100440, uid: 0, is: true },
    { path: credential, mode: 0o100440, uid: 1000, is: false },
    { path: credential, mode: 0o100444, uid: 0, is: false },
    { path: credential, mode: 0o100460, uid: 0, is: false },
    { path: "/run/credentials/../../etc/a", mode: 0o100440, uid: 0, is: false },
  ]) {
    it(`says ${is} of ${path}, mode ${mode.toString(8)}, user ${uid}`, () => {
      expect(isReadByOwnerAlone({ path, mode, uid })).to.equal(is);
    });
  }
});
