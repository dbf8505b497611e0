import { expect } from "chai";
import { spreadLabels } from "../../../../services/demo/report/spreadLabels.ts";

describe("spreadLabels", () => {
  it("leaves labels that are apart", () => {
    expect(spreadLabels({ positions: [100, 20, 60], gap: 18, most: 300 })).to.deep.equal([100, 20, 60]);
  });

  it("moves close labels apart and keeps their order", () => {
    expect(spreadLabels({ positions: [52, 50, 51], gap: 18, most: 300 })).to.deep.equal([86, 50, 68]);
  });

  it("stays above the limit", () => {
    expect(spreadLabels({ positions: [300, 299], gap: 18, most: 300 })).to.deep.equal([300, 282]);
  });
});
