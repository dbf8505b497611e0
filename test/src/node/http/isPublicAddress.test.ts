import { expect } from "chai";
import fc from "fast-check";
import { isPublicAddress } from "../../../../src/node/http/isPublicAddress.ts";

describe("isPublicAddress", () => {
  describe("given addresses on the internet", () => {
    it("answers true", () => {
      for (const address of ["1.1.1.1", "8.8.8.8", "172.15.0.1", "172.32.0.1", "100.63.255.255", "100.128.0.0"])
        expect(isPublicAddress(address), address).to.equal(true);
      for (const address of ["2606:4700::1111", "2a00:1450:4001::1", "::ffff:8.8.8.8", "2400::"])
        expect(isPublicAddress(address), address).to.equal(true);
    });
  });

  describe("given addresses of this host, of private networks, or that hide another address", () => {
    const addresses = [
      ...[
        "0.0.0.0",
        "0.1.2.3",
        "127.0.0.1",
        "127.255.255.254",
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
      ],
      ...[
        "100.64.0.1",
        "100.100.100.200",
        "169.254.169.254",
        "192.0.0.192",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
      ],
      ...["168.63.129.16", "192.0.2.1", "203.0.113.9", "240.0.0.1", "192.88.99.1"],
      ...[
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:a00:1",
        "::ffff:169.254.169.254",
        "::ffff:0:127.0.0.1",
      ],
      ...[
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2001::1",
        "2001:db8::1",
        "fe80::1",
        "fe80::1%lo",
        "fec0::1",
      ],
      ...["fc00::1", "fd00:ec2::254", "ff02::1", "100::1", "3fff::1", "5f00::1"],
    ];
    for (const address of addresses) {
      it(`answers false for ${address}`, () => {
        expect(isPublicAddress(address)).to.equal(false);
      });
    }
  });

  describe("given any IPv4 address", () => {
    it("answers the same for its spelling in IPv6", () => {
      fc.assert(
        fc.property(fc.ipV4(), (address) => {
          expect(isPublicAddress(`::ffff:${address}`)).to.equal(isPublicAddress(address));
        }),
        { seed: 1, numRuns: 500 },
      );
    });
  });

  describe("given no address", () => {
    it("answers false", () => {
      for (const text of ["", "localhost", "2130706433", "0x7f.1", "1.2.3", "[::1]"])
        expect(isPublicAddress(text), text).to.equal(false);
    });
  });
});
