import { expect } from "chai";
import { findMarkupFault } from "./findMarkupFault.ts";

describe("findMarkupFault", () => {
  it("accepts a page that is well formed", () => {
    expect(findMarkupFault(`<!doctype html><p class="a">1 &lt; 2<br><svg width="1"><path d="M0"/></svg></p>`)).to.equal(
      undefined,
    );
  });

  for (const fault of ["<p>", "<p></b>", "<p>a & b</p>", "<p class=a></p>", "a < b", `<p title="<b>"></p>`]) {
    it(`finds the fault of ${fault}`, () => {
      expect(findMarkupFault(`<!doctype html>${fault}`)).to.be.a("string");
    });
  }
});
