import { ScoreBoard__factory } from "commonweights";
import { errorsAbi } from "commonweights/abi";
import { addressesOf } from "commonweights/addresses";
import { createTermsSchema } from "commonweights/schemas";
import { committeeOf, seatOf } from "commonweights/sdk";
import { Interface, JsonRpcProvider, ZeroAddress } from "ethers";

async function main(): Promise<string> {
  const url = new URLSearchParams(location.search).get("rpc")!;
  const provider = new JsonRpcProvider(url, 31_337, { staticNetwork: true });
  const addresses = addressesOf(31_337);
  const board = ScoreBoard__factory.connect(addresses.scoreBoard, provider);
  const { minSeatStake } = await board.parameters();
  const committee = await committeeOf({ runner: provider, addresses }, { roundId: 1n });
  const errors = new Interface(errorsAbi);
  const data = errors.encodeErrorResult("ERC721NonexistentToken", [7n]);
  const terms = { uses: ["train"], duration: "1d", currency: addresses.commonToken, price: "2" };
  return JSON.stringify({
    minSeatStake: String(minSeatStake),
    members: committee.length,
    error: errors.parseError(data)?.name,
    price: String(createTermsSchema({ decimals: 18 }).parse(terms).price),
    isAction: typeof seatOf === "function" && ZeroAddress.length === 42,
  });
}

main().then(
  (said) => document.body.append(`SAID ${said} END`),
  (error: unknown) => document.body.append(`FAILED ${String(error)} END`),
);
